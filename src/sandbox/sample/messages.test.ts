import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { saidAt, sampleMessages } from './messages.ts';

test.each(['2026-11-22T22:15:00Z', '2026-11-23T04:45:00Z', '2026-11-23T08:21:00Z'])(
  'whoever looks at %s sees talk of working hours, all of it past',
  (iso) => {
    const now = new Date(iso);

    for (const message of sampleMessages) {
      for (const zone of ['Europe/Berlin', 'America/Chicago']) {
        const times = saidAt(message, zone, now);
        const hours = times.map((time) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).hour);

        expect(times).toHaveLength(1 + (message.replies?.length ?? 0));
        expect(Math.max(...times)).toBeLessThan(now.getTime());
        expect(Math.min(...hours)).toBeGreaterThanOrEqual(8);
        expect(Math.max(...hours)).toBeLessThan(18);
      }
    }
  },
);
