import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutageLab, type OutageLab, troubles } from './support/outage-lab.ts';
import { throughOutage } from './support/outage.ts';
import { NORMAL_WITHIN_MS } from './support/rush-audit.ts';

let lab: OutageLab;
beforeAll(async () => {
  lab = await openOutageLab('outage');
}, 120_000);
afterAll(() => lab?.close());

/** The long form, with outages of a minute, is in long/. */
test.each([
  ['a server that restarts at once', 'restart', 0],
  ['a server that is down for 3 s', 'restart', 3_000],
  ['connections that are reset', 'reset', 0],
  ['a line that is silently dead for 6 s', 'silence', 6_000],
] as const)(
  '%s: everybody has an answer in time, and nothing that was taken is lost',
  async (name, trouble, lastsMs) => {
    const report = await throughOutage(name, lab.office, lab.forge, { ...troubles(lab)[trouble], lastsMs });

    expect(report).toMatchObject({ lost: [], doubled: [], silent: [], unclear: [], late: [] });
    expect(report.readyAfterS * 1_000).toBeLessThan(NORMAL_WITHIN_MS);
  },
  120_000,
);
