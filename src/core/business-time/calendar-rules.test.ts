import { describe, expect, it } from 'vitest';
import { at, calendarOf, firstOf, neverOpen, plainClock } from '../../../test/support/calendars.ts';
import { formatBusinessHours } from '../business-hours.ts';
import { parseBusinessHours } from '../parse-business-hours.ts';
import type { Calendar, LocalSpan } from './calendar.ts';
import { checkCalendar } from './check-calendar.ts';
import { countBack, countedSeconds, dueAt, isOpenAt, nextOpening, openings } from './counting.ts';

const HOUR = 3600;
const office = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00');
const madrid = (local: string) => at(local, 'Europe/Madrid');

describe('the calendar', () => {
  it('rule 1: several spans a day count, between them nothing does', () => {
    const siesta = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-14:00, 16:00-20:00');

    expect(dueAt(siesta, madrid('2026-11-23 13:30'), HOUR)).toEqual(madrid('2026-11-23 16:30'));
    expect(countedSeconds(siesta, madrid('2026-11-23 00:00'), madrid('2026-11-24 00:00'))).toBe(9 * HOUR);
  });

  it('rule 1: 24:00 is the end of the day, 23:59 means 23:59', () => {
    const day = (close: string) =>
      countedSeconds(calendarOf('UTC', `Mon 23:00-${close}`), at('2026-11-23 00:00'), at('2026-11-24 12:00'));

    expect(day('24:00')).toBe(HOUR);
    expect(day('23:59')).toBe(HOUR - 60);
  });

  it('rule 1: closing at 00:00 is refused, with what was probably meant', () => {
    const calendar = withWeekly(office, [{ open: 18 * 60, close: 0 }]);

    expect(checkCalendar(calendar, madrid('2026-11-23 00:00'))).toBe('Mon: 18:00-00:00: did you mean 18:00-24:00?');
    expect(parseBusinessHours('Mon 18:00-00:00')).toEqual({ problem: '"18:00-00:00": did you mean 18:00-24:00?' });
  });

  it.each([
    ['half a minute', { open: 540.5, close: 600 }, 'Mon: a time of day is a whole minute from 00:00 to 24:00.'],
    ['a time after 24:00', { open: 540, close: 1441 }, 'Mon: a time of day is a whole minute from 00:00 to 24:00.'],
    [
      'no length',
      { open: 540, close: 540 },
      'Mon: 09:00-09:00 ends before it starts. A night is two spans, such as 22:00-24:00 and 00:00-06:00.',
    ],
  ])('rule 1: %s is refused', (_, span, problem) => {
    expect(checkCalendar(withWeekly(office, [span]), madrid('2026-11-23 00:00'))).toBe(problem);
  });

  it('rule 1: a zone that does not exist is refused', () => {
    const problem = checkCalendar({ ...office, timeZone: '+02:00' }, madrid('2026-11-23 00:00'));

    expect(problem).toBe('"+02:00" is not a time zone.');
  });

  it('rule 2: spans may touch, which changes nothing', () => {
    const touching = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-13:00, 13:00-18:00');
    const [monday] = openings(touching, madrid('2026-11-23 12:00'));

    expect(checkCalendar(touching, madrid('2026-11-23 00:00'))).toBeUndefined();
    expect(monday).toEqual({ from: madrid('2026-11-23 09:00'), to: madrid('2026-11-23 18:00') });
    expect(dueAt(touching, madrid('2026-11-23 12:30'), HOUR)).toEqual(madrid('2026-11-23 13:30'));
  });

  it('rule 2: spans that overlap are refused, in a week and on a date', () => {
    const spans = [
      { open: 780, close: 1020 },
      { open: 540, close: 840 },
    ];
    const dated = { ...office, datedHours: new Map([['2026-12-24', spans]]) };

    expect(checkCalendar(withWeekly(office, spans), madrid('2026-11-23 00:00'))).toBe(
      'Mon: 09:00-14:00 and 13:00-17:00 overlap.',
    );
    expect(checkCalendar(dated, madrid('2026-11-23 00:00'))).toBe('2026-12-24: 09:00-14:00 and 13:00-17:00 overlap.');
  });

  it('rule 2: a night is two spans, of which each follows its own date', () => {
    const nights = calendarOf('Europe/Madrid', 'Mon-Fri 22:00-06:00', { holidays: ['2026-11-25'] });
    const opens = firstOf(openings(nights, madrid('2026-11-23 12:00')), 3);

    expect(formatBusinessHours(nights.weekly)).toContain('Sat 00:00-06:00');
    expect(opens).toEqual([
      { from: madrid('2026-11-23 22:00'), to: madrid('2026-11-24 06:00') },
      { from: madrid('2026-11-24 22:00'), to: madrid('2026-11-25 00:00') },
      { from: madrid('2026-11-26 00:00'), to: madrid('2026-11-26 06:00') },
    ]);
  });

  it('rule 3: a calendar without an opening in the next 366 days is refused', () => {
    const never = neverOpen('Europe/Madrid');
    const once = (date: string) => ({ ...never, datedHours: new Map([[date, [{ open: 540, close: 600 }]]]) });
    const from = madrid('2026-11-23 09:00');

    expect(checkCalendar(never, from)).toBe('These hours never open within the next year.');
    expect(checkCalendar(once('2027-11-24'), from)).toBeUndefined();
    expect(checkCalendar(once('2027-11-25'), from)).toBe('These hours never open within the next year.');
  });

  it('rule 3: hours that never open have no due time, and come to an end', () => {
    const never = neverOpen('Europe/Madrid');

    expect(dueAt(never, madrid('2026-11-23 09:00'), 60)).toBeUndefined();
    expect(nextOpening(never, madrid('2026-11-23 09:00'))).toBeUndefined();
    expect([...openings(never, madrid('2026-11-23 09:00'))]).toEqual([]);
    expect(countBack(never, madrid('2026-11-23 09:00'), 60)).toBeUndefined();
  });

  it('rule 3: round the clock is a plain clock that knows no holidays', () => {
    const plain = { ...plainClock('Europe/Madrid'), holidays: new Set(['2026-12-25']) };

    expect(checkCalendar(plain, madrid('2026-12-24 00:00'))).toBeUndefined();
    expect(dueAt(plain, madrid('2026-12-24 23:00'), 2 * HOUR)).toEqual(madrid('2026-12-25 01:00'));
    expect(isOpenAt(plain, madrid('2026-12-25 12:00'))).toBe(true);
  });

  it('rule 3: hours of the whole week are not round the clock: they keep holidays', () => {
    const always = calendarOf('Europe/Madrid', '24/7', { holidays: ['2026-12-25'] });

    expect(dueAt(always, madrid('2026-12-24 23:00'), 2 * HOUR)).toEqual(madrid('2026-12-26 01:00'));
  });

  it('rule 4: a holiday goes before dated hours, these before the weekly ones, breaks are cut out of either', () => {
    const calendar = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00', {
      holidays: ['2026-11-24'],
      datedHours: {
        '2026-11-24': '10:00-12:00',
        '2026-11-25': '10:00-12:00',
        '2026-11-28': '10:00-12:00',
        '2026-11-27': '',
      },
      breaks: { '2026-11-25': '11:00-11:30', '2026-11-26': '08:00-10:00, 17:00-20:00' },
    });
    const hoursOn = (date: string) => countedSeconds(calendar, madrid(`${date} 00:00`), madrid(`${date} 24:00`)) / HOUR;
    const dates = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];

    expect(dates.map(hoursOn)).toEqual([9, 0, 1.5, 7, 0, 2, 0]);
  });

  it('rule 4: breaks that cover everything close the date', () => {
    const closed = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00', {
      breaks: { '2026-11-23': '08:00-12:00, 12:00-19:00' },
    });

    expect(nextOpening(closed, madrid('2026-11-23 09:00'))).toEqual(madrid('2026-11-24 09:00'));
  });

  it('rule 4: breaks of several sources may overlap and come in any order', () => {
    const breaks = new Map([
      [
        '2026-11-23',
        [
          { open: 720, close: 780 },
          { open: 600, close: 660 },
          { open: 630, close: 750 },
        ],
      ],
    ]);
    const [from, to] = [madrid('2026-11-23 00:00'), madrid('2026-11-24 00:00')];

    expect(countedSeconds({ ...office, breaks }, from, to)).toBe(6 * HOUR);
  });

  it('rule 5: a holiday is the local date, wherever that lies in UTC', () => {
    const auckland = calendarOf('Pacific/Auckland', '24/7', { holidays: ['2026-02-06'] });
    const zone = 'Pacific/Auckland';

    expect(isOpenAt(auckland, at('2026-02-05 23:59:59', zone))).toBe(true);
    expect(isOpenAt(auckland, at('2026-02-06 00:00', zone))).toBe(false);
    expect(nextOpening(auckland, at('2026-02-06 00:00', zone))).toEqual(at('2026-02-07 00:00', zone));
  });

  it('rule 5: a holiday on the day of a clock change closes its 23 hours', () => {
    const calendar = calendarOf('Europe/Madrid', '24/7', { holidays: ['2026-03-29'] });
    const [from, to] = [madrid('2026-03-28 00:00'), madrid('2026-03-31 00:00')];

    expect(countedSeconds(calendar, from, to)).toBe(48 * HOUR);
  });
});

function withWeekly(calendar: Calendar, spans: readonly LocalSpan[]): Calendar {
  return { ...calendar, weekly: spans.map((span) => ({ weekday: 1, ...span })) };
}
