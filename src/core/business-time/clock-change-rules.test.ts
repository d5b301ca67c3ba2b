import { describe, expect, it } from 'vitest';
import { at, calendarOf, firstOf, neverOpen, shifted } from '../../../test/support/calendars.ts';
import { toInstant } from '../local-time.ts';
import { countedSeconds, dueAt, nextOpening, openings } from './counting.ts';

const HOUR = 3600;
const office = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00');
const madrid = (local: string) => at(local, 'Europe/Madrid');

describe('clock changes', () => {
  it.each([
    ['02:30 in Madrid', '2026-03-29', 150, 'Europe/Madrid', '2026-03-29T03:30:00+02:00'],
    ['02:15 on Lord Howe', '2026-10-04', 135, 'Australia/Lord_Howe', '2026-10-04T02:45:00+11:00'],
    ['midnight in Santiago', '2025-09-07', 0, 'America/Santiago', '2025-09-07T01:00:00-03:00'],
    ['midnight in Cairo', '2026-04-24', 0, 'Africa/Cairo', '2026-04-24T01:00:00+03:00'],
    ['00:30 in Beirut', '2026-03-29', 30, 'Asia/Beirut', '2026-03-29T01:30:00+03:00'],
    ['noon of the date Samoa left out', '2011-12-30', 720, 'Pacific/Apia', '2011-12-31T12:00:00+14:00'],
  ])('rule 6: %s does not exist and moves forward by the gap', (_, date, minutes, zone, expected) => {
    const once = { ...neverOpen(zone), datedHours: new Map([[date, [{ open: minutes, close: minutes + 180 }]]]) };

    expect(toInstant(date, minutes, zone)).toEqual(new Date(expected));
    expect(nextOpening(once, at(`${shifted(date, -2)} 00:00`))).toEqual(new Date(expected));
  });

  it('rule 6: of a time that comes twice it is the first', () => {
    const early = calendarOf('Europe/Madrid', 'Sun 02:15-02:45');
    const day = [new Date('2026-10-25T00:00:00Z'), new Date('2026-10-25T06:00:00Z')] as const;

    expect(firstOf(openings(early, day[0]), 1)).toEqual([
      { from: new Date('2026-10-25T00:15:00Z'), to: new Date('2026-10-25T00:45:00Z') },
    ]);
    expect(countedSeconds(early, ...day)).toBe(HOUR / 2);
  });

  it('rule 6: 24:00 is 00:00 of the next date, also where that does not exist or comes twice', () => {
    const evening = (zone: string) => calendarOf(zone, 'daily 22:00-24:00');
    const length = (zone: string, from: string, to: string) =>
      countedSeconds(evening(zone), new Date(from), new Date(to)) / HOUR;

    // The clocks of Santiago skip 00:00 in spring, and show 23:00 to 24:00 twice in autumn.
    expect(length('America/Santiago', '2025-09-06T18:00:00Z', '2025-09-07T18:00:00Z')).toBe(2);
    expect(length('America/Santiago', '2026-04-04T18:00:00Z', '2026-04-05T18:00:00Z')).toBe(3);
    // In Havana 00:00 to 01:00 comes twice: the first 00:00 ends the evening.
    expect(length('America/Havana', '2026-10-31T18:00:00Z', '2026-11-01T18:00:00Z')).toBe(2);
  });

  it.each([
    ['02:00-03:00, nothing but the gap', 'Sun 02:00-03:00', 0],
    ['02:30-03:15, which would close before it opens', 'Sun 02:30-03:15', 0],
    ['02:20-02:50, moved as a whole', 'Sun 02:20-02:50', 0.5],
    ['01:30-02:30, which reaches into the gap', 'Sun 01:30-02:30', 1],
    ['02:00-02:40 and 03:20-04:00, which overlap once moved', 'Sun 02:00-02:40, 03:20-04:00', 1],
    ['02:30-03:00 and 03:00-04:00: the first closes before it opens', 'Sun 02:30-03:00, 03:00-04:00', 1],
  ])('rule 7: a spring day with %s', (_, hours, expected) => {
    const calendar = calendarOf('Europe/Madrid', hours);

    expect(countedSeconds(calendar, madrid('2026-03-29 00:00'), madrid('2026-03-30 00:00')) / HOUR).toBe(expected);
  });

  it('rule 7: a break in the gap takes nothing away, one over it takes what is left of it', () => {
    const length = (times: string) => {
      const calendar = calendarOf('Europe/Madrid', 'Sun 01:00-05:00', { breaks: { '2026-03-29': times } });
      return countedSeconds(calendar, madrid('2026-03-29 00:00'), madrid('2026-03-30 00:00')) / HOUR;
    };

    expect([length('02:00-03:00'), length('01:30-03:30')]).toEqual([3, 2]);
  });

  it('rule 7: hours moved out of a left-out date are merged with those of the next', () => {
    const samoa = calendarOf('Pacific/Apia', 'Fri 09:00-17:00; Sat 08:00-12:00');
    const opens = firstOf(openings(samoa, new Date('2011-12-30T00:00:00-10:00')), 1);

    expect(opens).toEqual([{ from: new Date('2011-12-31T08:00:00+14:00'), to: new Date('2011-12-31T17:00:00+14:00') }]);
  });

  it.each([
    ['spring', '2026-03-29', 23, 5],
    ['autumn', '2026-10-25', 25, 7],
  ])('rule 8: in %s a day of 24 hours and a night of 6 hold what really passes', (_, date, day, night) => {
    const length = (hours: string) =>
      countedSeconds(calendarOf('Europe/Madrid', hours), madrid(`${date} 00:00`), madrid(`${date} 24:00`)) / HOUR;

    expect([length('daily 00:00-24:00'), length('daily 00:00-06:00')]).toEqual([day, night]);
  });

  it('rule 8: two working days later is as many real hours later', () => {
    const round = calendarOf('Europe/Madrid', '24/7');

    expect(dueAt(round, madrid('2026-03-28 12:00'), 24 * HOUR)).toEqual(madrid('2026-03-29 13:00'));
    expect(dueAt(office, madrid('2026-03-27 17:00'), 2 * HOUR)).toEqual(madrid('2026-03-30 10:00'));
  });
});
