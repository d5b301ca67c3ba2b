import * as fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type FeedEvent, writeIcs } from './write-ics.ts';

const ID = '0b6a3f0e-6c3b-4d8e-9a55-1f1d1e1c1b1a';

function shiftEvent(given: Partial<FeedEvent> = {}): FeedEvent {
  return {
    shiftId: ID,
    version: 3,
    changedAt: new Date('2026-03-01T10:00:00Z'),
    startsAt: new Date('2026-03-10T08:00:00Z'),
    endsAt: new Date('2026-03-10T16:00:00Z'),
    timeZone: 'Europe/Madrid',
    isCancelled: false,
    summary: 'Early · phone',
    location: null,
    description: null,
    ...given,
  };
}

function feed(...events: readonly FeedEvent[]): string {
  return writeIcs({ name: 'Your shifts', host: 'floorwalker.example', isOwn: true, events });
}

/** The way from 22:00 to 06:00 of the date, by the clock on the wall. */
function night(date: string, timeZone: string, from = '22:00', to = '06:00'): Partial<FeedEvent> {
  const at = (day: Temporal.PlainDate, time: string) =>
    new Date(day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);
  const day = Temporal.PlainDate.from(date);
  return { timeZone, startsAt: at(day, from), endsAt: at(to > from ? day : day.add({ days: 1 }), to) };
}

interface Read {
  readonly uid: string;
  readonly from: string;
  readonly to: string;
  readonly summary: string;
}

function byNodeIcal(text: string): readonly Read[] {
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((part) => part?.type === 'VEVENT')
    .map(({ uid, start, end, summary }) => ({
      uid,
      from: new Date(start).toISOString(),
      to: new Date(end ?? start).toISOString(),
      summary,
    }));
}

/** Knows no zones but those that the feed itself describes. */
function byIcalJs(text: string): readonly Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const read = calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, startDate, endDate, summary } = new ICAL.Event(component);
    return { uid, from: startDate.toJSDate().toISOString(), to: endDate.toJSDate().toISOString(), summary };
  });
  ICAL.TimezoneService.reset();
  return read;
}

function asRead({ shiftId, startsAt, endsAt, summary }: FeedEvent): Read {
  return { uid: `${shiftId}@floorwalker.example`, from: startsAt.toISOString(), to: endsAt.toISOString(), summary };
}

const nights = [
  ['Europe/Madrid', '2026-03-28', '22:00', '06:00'],
  ['Europe/Madrid', '2026-10-24', '22:00', '06:00'],
  ['America/New_York', '2026-03-07', '23:00', '07:30'],
  ['America/New_York', '2026-10-31', '23:00', '07:30'],
  ['Australia/Lord_Howe', '2026-04-04', '22:00', '06:00'],
  ['Australia/Lord_Howe', '2026-10-03', '22:00', '06:00'],
  ['Africa/Casablanca', '2026-02-14', '22:00', '06:00'],
  ['Africa/Casablanca', '2026-03-21', '22:00', '06:00'],
  ['America/Santiago', '2026-09-05', '22:00', '06:00'],
  ['America/Santiago', '2026-04-04', '16:00', '23:30'],
  ['Africa/Cairo', '2026-04-23', '20:00', '04:00'],
  ['Europe/Dublin', '2026-10-24', '22:00', '06:00'],
  ['Asia/Kathmandu', '2026-06-01', '22:00', '06:00'],
  ['UTC', '2026-06-01', '22:00', '06:00'],
] as const;

describe('two readers find the very instants', () => {
  test.each(nights)('in %s on the night of %s', (zone, date, from, to) => {
    const event = shiftEvent(night(date, zone, from, to));

    const text = feed(event);

    expect(byNodeIcal(text)).toEqual([asRead(event)]);
    expect(byIcalJs(text)).toEqual([asRead(event)]);
  });

  test('of 500 shifts over a year in four zones', () => {
    const zones = ['Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'];
    const events = Array.from({ length: 500 }, (_, nth) => {
      const date = Temporal.PlainDate.from('2026-01-01').add({ days: nth % 365 });
      const shiftId = `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
      return shiftEvent({ ...night(date.toString(), zones[nth % 4] ?? 'UTC'), shiftId });
    });

    const text = feed(...events);

    expect(byNodeIcal(text)).toEqual(events.map(asRead));
    expect(byIcalJs(text)).toEqual(events.map(asRead));
  });
});

test('a time that the clocks show twice is told in UTC, since the name of a zone means the first of the two', () => {
  const startsAt = new Date('2026-10-25T01:30:00Z');
  const event = shiftEvent({ startsAt, endsAt: new Date('2026-10-25T09:00:00Z') });

  const text = feed(event);

  expect(text).toContain('DTSTART:20261025T013000Z\r\n');
  expect(byNodeIcal(text)).toEqual([asRead(event)]);
});

test('a shift keeps its id, counts its changes, and says when it is off', () => {
  const text = feed(shiftEvent({ version: 7, isCancelled: true }));

  expect(text).toContain(`UID:${ID}@floorwalker.example\r\nSEQUENCE:7\r\n`);
  expect(text).toContain('LAST-MODIFIED:20260301T100000Z\r\n');
  expect(text).toContain('STATUS:CANCELLED\r\n');
  expect(text).toContain('TRANSP:TRANSPARENT\r\n');
});

test('the same facts give the same text, whenever it is written', () => {
  expect(feed(shiftEvent())).toBe(feed(shiftEvent()));
});

test('a feed names its zones, and how often to come back', () => {
  const text = feed(shiftEvent(night('2026-03-28', 'Europe/Madrid')));

  expect(text).toContain('TZID:Europe/Madrid\r\nBEGIN:STANDARD\r\nDTSTART:20251026T030000\r\n');
  expect(text).toContain('BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n');
  expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n');
});

test('the last line ends as every other does', () => {
  expect(feed(shiftEvent())).toMatch(/[^\r\n]\r\nEND:VCALENDAR\r\n$/);
});

test('whatever people write comes back as they wrote it, in lines of at most 75 octets that cut no character in two', () => {
  const awkward = ['🦊', '👩‍👩‍👧‍👦', 'é', '漢', 'a', ' ', ',', ';', '\\', ':', '"', '\\n', 'BEGIN:VEVENT', 'ß', '́'];
  const words = fc
    .array(fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 80 })
    .map((parts) =>
      parts
        .join('')
        .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu, '')
        .trim(),
    );

  fc.assert(
    fc.property(words, words, (summary, description) => {
      const text = feed(shiftEvent({ summary: `x${summary}`, description: `x${description}` }));

      const lines = text.split('\r\n');
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]|\uFFFD/);
      const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
      expect(event?.getFirstPropertyValue('description')).toBe(`x${description}`);
    }),
    { numRuns: 500 },
  );
});

test('a team whose name looks like a calendar cannot write lines of its own', () => {
  const name = 'Care\r\nBEGIN:VEVENT\nX, Y; \\Z';

  const text = writeIcs({ name, host: 'floorwalker.example', isOwn: false, events: [] });

  expect(text).toContain('NAME:Care BEGIN:VEVENT X\\, Y\\; \\\\Z\r\n');
  expect(byNodeIcal(text)).toEqual([]);
});
