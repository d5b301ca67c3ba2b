import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allZones,
  dayAndTime,
  isZone,
  localDate,
  localMinute,
  localMinutes,
  localWeekday,
  offsetMinutes,
  toInstant,
  zoneText,
} from './local-time.ts';

describe('a local time as an instant', () => {
  it.each([
    ['an ordinary morning', '2026-11-23', 9 * 60, 'Europe/Berlin', '2026-11-23T08:00:00.000Z'],
    ['a skipped time, moved by the gap', '2026-03-29', 150, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['a time that comes twice, the first', '2026-10-25', 150, 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['a gap of half an hour', '2026-10-04', 135, 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['a midnight that does not exist', '2026-03-29', 0, 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['24:00, midnight of the next date', '2026-12-31', 1440, 'America/Chicago', '2027-01-01T06:00:00.000Z'],
  ])('%s', (_, date, minutes, zone, expected) => {
    expect(toInstant(date, minutes, zone).toISOString()).toBe(expected);
  });

  it('reads back as the same local time wherever that time exists', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Chicago',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Asia/Beirut',
    );
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const again = toInstant(localDate(at, zone), localMinutes(at, zone), zone);
        expect(localMinutes(again, zone)).toBe(localMinutes(at, zone));
        expect(localDate(again, zone)).toBe(localDate(at, zone));
      }),
    );
  });
});

describe('a local minute', () => {
  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29 01:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29 03:00'],
    ['2026-12-31T23:00:00Z', '2027-01-01 00:00'],
  ])('of %s in Berlin is %s', (at, expected) => {
    expect(localMinute(new Date(at), 'Europe/Berlin')).toBe(expected);
  });
});

describe('time zones', () => {
  it('knows names and refuses offsets and nonsense', () => {
    expect(['Europe/Berlin', 'Asia/Kolkata', 'UTC'].every(isZone)).toBe(true);
    expect(['', '+02:00', 'Mars/Olympus', 'Europe/Berlin; drop'].some(isZone)).toBe(false);
  });

  it('lists zones that are all valid, each once', () => {
    const zones = allZones();

    expect(zones.length).toBeGreaterThan(400);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.every(isZone)).toBe(true);
  });

  it('tells summer from winter', () => {
    expect(zoneText('Europe/Berlin', new Date('2026-07-01T00:00:00Z'))).toBe('Berlin, UTC+02:00');
    expect(offsetMinutes('Asia/Kolkata', new Date('2026-01-01T00:00:00Z'))).toBe(330);
  });
});

describe('times in sentences', () => {
  it('name the weekday in the zone of the reader', () => {
    const late = new Date('2026-11-27T23:30:00Z');

    expect(dayAndTime(late, 'Europe/London')).toBe('Friday 27 November, 23:30');
    expect(dayAndTime(late, 'Europe/Berlin')).toBe('Saturday 28 November, 00:30');
    expect(localWeekday(late, 'Europe/Berlin')).toBe(6);
  });
});
