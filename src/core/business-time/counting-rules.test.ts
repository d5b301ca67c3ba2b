import { describe, expect, it } from 'vitest';
import { at, calendarOf, firstOf, plainClock } from '../../../test/support/calendars.ts';
import { countBack, countedSeconds, dueAt, isOpenAt, nextOpening, openings } from './counting.ts';

const HOUR = 3600;
const office = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00');
const madrid = (local: string) => at(local, 'Europe/Madrid');

describe('counting', () => {
  it('rule 9: times of events are cut to the second', () => {
    const late = new Date('2026-11-23T10:00:00.999Z');
    const pause = { from: new Date('2026-11-23T10:10:00.700Z'), to: new Date('2026-11-23T10:20:00.200Z') };

    expect(dueAt(office, late, 60)).toEqual(new Date('2026-11-23T10:01:00Z'));
    expect(countedSeconds(office, late, new Date('2026-11-23T10:01:00.001Z'))).toBe(60);
    expect(dueAt(office, late, 15 * 60, [pause])).toEqual(new Date('2026-11-23T10:25:00Z'));
    expect(nextOpening(office, late)).toEqual(new Date('2026-11-23T10:00:00Z'));
    expect(countedSeconds(plainClock(), new Date(-1), new Date(0))).toBe(1);
  });

  it('rule 9: a target is whole seconds; of a share, the second in which it is reached', () => {
    const start = madrid('2026-11-23 10:00');

    expect(dueAt(office, start, 0.1 * 60)).toEqual(madrid('2026-11-23 10:00:06'));
    expect(dueAt(office, start, 0.75 * 25)).toEqual(madrid('2026-11-23 10:00:19'));
    expect(() => dueAt(office, start, -1)).toThrow(RangeError);
    expect(() => dueAt(office, start, Number.NaN)).toThrow(RangeError);
  });

  it('rule 10: adding nothing gives the next open instant', () => {
    expect(dueAt(office, madrid('2026-11-23 10:00'), 0)).toEqual(madrid('2026-11-23 10:00'));
    expect(dueAt(office, madrid('2026-11-20 18:00'), 0)).toEqual(madrid('2026-11-23 09:00'));
    expect(countBack(office, madrid('2026-11-23 08:00'), 0)).toEqual(madrid('2026-11-20 18:00'));
  });

  it('rule 11: what ends exactly at closing is due at closing', () => {
    expect(dueAt(office, madrid('2026-11-23 16:00'), 2 * HOUR)).toEqual(madrid('2026-11-23 18:00'));
    expect(dueAt(office, madrid('2026-11-23 16:00'), 2 * HOUR + 1)).toEqual(madrid('2026-11-24 09:00:01'));
  });

  it('rule 11: what ends exactly where a pause begins is due there, ended or not', () => {
    const start = madrid('2026-11-23 10:00');
    const pause = { from: madrid('2026-11-23 12:00'), to: madrid('2026-11-23 15:00') };

    expect(dueAt(office, start, 2 * HOUR, [pause])).toEqual(madrid('2026-11-23 12:00'));
    expect(dueAt(office, start, 2 * HOUR, [{ from: pause.from }])).toEqual(madrid('2026-11-23 12:00'));
    expect(dueAt(office, start, 2 * HOUR + 1, [pause])).toEqual(madrid('2026-11-23 15:00:01'));
  });

  it('rule 11: what is raised outside the hours counts from the next opening', () => {
    expect(dueAt(office, madrid('2026-11-21 03:00'), HOUR)).toEqual(madrid('2026-11-23 10:00'));
    expect(dueAt(office, madrid('2026-11-23 18:00'), HOUR)).toEqual(madrid('2026-11-24 10:00'));
  });

  it('rule 11: the opening instant is open, the closing instant is closed', () => {
    const times = ['08:59:59', '09:00:00', '17:59:59', '18:00:00'];

    expect(times.map((time) => isOpenAt(office, madrid(`2026-11-23 ${time}`)))).toEqual([false, true, true, false]);
  });

  it('rule 11: going back, what is reached exactly at an opening stays there', () => {
    expect(countBack(office, madrid('2026-11-23 11:00'), 2 * HOUR)).toEqual(madrid('2026-11-23 09:00'));
    expect(countBack(office, madrid('2026-11-23 11:00'), 2 * HOUR + 1)).toEqual(madrid('2026-11-20 17:59:59'));
  });

  it('rule 12: lateness is what counts from the due time to the act, nothing for an act in time', () => {
    const due = dueAt(office, madrid('2026-11-20 16:30'), HOUR) ?? new Date(0);
    const late = (act: string) => countedSeconds(office, due, madrid(act));

    expect(['2026-11-20 17:00', '2026-11-20 17:30'].map(late)).toEqual([0, 0]);
    expect(['2026-11-20 17:30:01', '2026-11-22 12:00', '2026-11-23 09:10'].map(late)).toEqual([1, 1800, 2400]);
  });

  it('rule 14: a pause stops the clock for the hours it lies in, and outside of them changes nothing', () => {
    const start = madrid('2026-11-23 17:00');
    const overnight = { from: madrid('2026-11-23 17:30'), to: madrid('2026-11-24 09:15') };
    const night = { from: madrid('2026-11-23 18:00'), to: madrid('2026-11-24 09:00') };

    expect(dueAt(office, start, 2 * HOUR, [overnight])).toEqual(madrid('2026-11-24 10:45'));
    expect(dueAt(office, start, 2 * HOUR, [night])).toEqual(madrid('2026-11-24 10:00'));
    expect(countedSeconds(office, start, madrid('2026-11-24 10:00'), [overnight])).toBe(1.25 * HOUR);
  });

  it('rule 14: pauses that overlap, touch, come in any order or lie outside count once', () => {
    const pauses = [
      ['11:30', '12:30'],
      ['10:30', '11:00'],
      ['10:45', '12:00'],
      ['09:00', '09:30'],
      ['12:30', '13:00'],
      ['15:00', '15:00'],
      ['16:00', '17:00'],
    ].map(([from, to]) => ({ from: madrid(`2026-11-23 ${from}`), to: madrid(`2026-11-23 ${to}`) }));

    expect(dueAt(office, madrid('2026-11-23 10:00'), HOUR, pauses)).toEqual(madrid('2026-11-23 13:30'));
  });

  it('rule 14: pauses are half-open: they hold their first second and not their last', () => {
    const pause = { from: madrid('2026-11-23 10:00'), to: madrid('2026-11-23 10:01') };

    expect(dueAt(office, madrid('2026-11-23 10:00'), 0, [pause])).toEqual(madrid('2026-11-23 10:01'));
    expect(dueAt(office, madrid('2026-11-23 09:59'), 61, [pause])).toEqual(madrid('2026-11-23 10:01:01'));
  });

  it('rule 14: while a pause lasts there is no due time, but what is left is known', () => {
    const start = madrid('2026-11-23 10:00');
    const lasting = [{ from: madrid('2026-11-23 10:18') }];

    expect(dueAt(office, start, HOUR, lasting)).toBeUndefined();
    expect(dueAt(plainClock(), start, HOUR, lasting)).toBeUndefined();
    expect(HOUR - countedSeconds(office, start, madrid('2026-11-25 10:00'), lasting)).toBe(42 * 60);
  });

  it('rule 14: a plain clock pauses too', () => {
    const pause = { from: madrid('2026-11-22 01:00'), to: madrid('2026-11-22 02:00') };

    expect(dueAt(plainClock(), madrid('2026-11-22 00:30'), HOUR, [pause])).toEqual(madrid('2026-11-22 02:30'));
  });
});

describe('openings', () => {
  it('begin where they really began', () => {
    const week = calendarOf('UTC', 'Mon 09:00-24:00; Tue-Sat 24h; Sun 00:00-12:00');

    expect(firstOf(openings(week, at('2026-11-28 03:00')), 2)).toEqual([
      { from: at('2026-11-23 09:00'), to: at('2026-11-29 12:00') },
      { from: at('2026-11-30 09:00'), to: at('2026-12-06 12:00') },
    ]);
  });

  it('that never close come in pieces', () => {
    const [first, second] = firstOf(openings(plainClock(), at('2026-11-23 00:00')), 2);

    expect(first!.from < at('2026-01-01 00:00') && first!.to > at('2027-11-01 00:00')).toBe(true);
    expect(second!.from).toEqual(first!.to);
  });
});
