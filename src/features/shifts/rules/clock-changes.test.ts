import { describe, expect, it } from 'vitest';
import { at, judged, legs, measured, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';
import { localDays } from '../../../core/local-windows.ts';

const week = { max_week_min: 2880, attribution: 'start' };

/** Paid minutes of the shifts in the week in which they start, taken by ana from nobody. */
function paidMinutes(zone: string, shifts: readonly string[], breakMinutes = 0): unknown {
  const lines = shifts.map((times, index) => `o${index} - ${times}`);
  const facts = Object.fromEntries(lines.map((_, index) => [`o${index}`, { breakMinutes }]));
  const roster = rosterOf({ zone, people: [person('ana')], shifts: lines, facts });
  const taken = lines.map((_, index) => `o${index} ->ana`);
  return measured(roster, legs(...taken), policyOf({ R13: week }), 'R13', 'ana')[0]?.['after_min'];
}

describe('a shift in a night in which clocks change', () => {
  it.each([
    ['Madrid, in spring', 'Europe/Madrid', '2026-03-28T22:00 2026-03-29T06:00', 0, 7],
    ['Madrid, in autumn', 'Europe/Madrid', '2026-10-24T22:00 2026-10-25T06:00', 0, 9],
    ['New York, in spring, with 30 min of lunch', 'America/New_York', '2026-03-07T23:00 2026-03-08T07:30', 30, 7],
    ['New York, in autumn, with 30 min of lunch', 'America/New_York', '2026-10-31T23:00 2026-11-01T07:30', 30, 9],
    ['Lord Howe, in April', 'Australia/Lord_Howe', '2026-04-04T22:00 2026-04-05T06:00', 0, 8.5],
    ['Lord Howe, in October', 'Australia/Lord_Howe', '2026-10-03T22:00 2026-10-04T06:00', 0, 7.5],
    ['Casablanca, as Ramadan comes', 'Africa/Casablanca', '2026-02-14T22:00 2026-02-15T06:00', 0, 9],
    ['Santiago, in September', 'America/Santiago', '2026-09-05T22:00 2026-09-06T06:00', 0, 7],
    ['Santiago, an evening in April', 'America/Santiago', '2026-04-04T16:00 2026-04-05T00:00', 0, 9],
    ['Madrid, in a night like any other', 'Europe/Madrid', '2026-05-16T22:00 2026-05-17T06:00', 0, 8],
  ])('of %s, is paid as it really lasts', (_, zone, times, breakMinutes, hours) => {
    expect(paidMinutes(zone, [times], breakMinutes)).toBe(hours * 60);
  });

  it.each([
    ['spring', ['25', '26', '27', '28', '29'], '2026-03', 39],
    ['autumn', ['21', '22', '23', '24', '25'], '2026-10', 41],
  ])('makes five nights from Wednesday to Sunday, in %s, shorter or longer', (_, days, month, hours) => {
    const nights = days.map((day) => `${month}-${day}T22:00 ${month}-${String(Number(day) + 1)}T06:00`);

    expect(paidMinutes('Europe/Madrid', nights)).toBe(hours * 60);
  });

  it('is not worth the Friday night before it', () => {
    const roster = rosterOf({
      zone: 'Europe/Madrid',
      shifts: ['g ana 2026-03-27T22:00 2026-03-28T06:00', 'r ben 2026-03-28T22:00 2026-03-29T06:00'],
    });

    const verdict = judged(roster, legs('g ana>ben', 'r ben>ana'), policyOf({ R21: { max_diff_min: 0 } }));

    expect(verdict.decisive?.numbers).toMatchObject({ deltas: { ana: -60, ben: 60 }, limit_min: 0 });
  });
});

describe('a rest in a night in which clocks change', () => {
  it.each([
    [
      'Sat 22:00 to Sun 08:00 in spring',
      '2026-03-28T14:00 2026-03-28T22:00',
      '2026-03-29T08:00 2026-03-29T16:00',
      9,
      10,
    ],
    [
      'Sat 22:00 to Sun 08:00 in autumn',
      '2026-10-24T14:00 2026-10-24T22:00',
      '2026-10-25T08:00 2026-10-25T16:00',
      11,
      10,
    ],
    [
      'Sat 20:00 to Sun 07:00 in spring',
      '2026-03-28T12:00 2026-03-28T20:00',
      '2026-03-29T07:00 2026-03-29T15:00',
      10,
      11,
    ],
  ])('of %s is as long as it really is, and not as the clock says', (_, before, taken, hours, onTheWall) => {
    const roster = rosterOf({ zone: 'Europe/Madrid', shifts: [`k ana ${before}`, `o - ${taken}`] });
    const policy = policyOf({ R10: { min_rest_min: 660 } });

    const [rest] = measured(roster, legs('o ->ana'), policy, 'R10', 'ana');

    expect(rest).toMatchObject({ rest_min: hours * 60, wall_min: onTheWall * 60 });
    expect(judged(roster, legs('o ->ana'), policy).verdict).toBe(hours < 11 ? 'deny' : 'allow');
  });
});

describe('a date whose midnight is missing', () => {
  it.each([
    ['Santiago', 'America/Santiago', '2026-09-06'],
    ['Cairo', 'Africa/Cairo', '2026-04-24'],
    ['Beirut', 'Asia/Beirut', '2026-03-29'],
  ])('in %s begins at 01:00 for hours a day', (_, zone, date) => {
    const eve = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
    const roster = rosterOf({ zone, people: [person('ana')], shifts: [`o - ${eve}T22:00 ${date}T06:00`] });

    const days = measured(roster, legs('o ->ana'), policyOf({ R15: { max_min: 720 } }), 'R15', 'ana');

    expect(days.map(({ day, after_min: after }) => [day, after])).toEqual([
      [eve, 120],
      [date, 300],
    ]);
  });

  it.each([
    ['Santiago', 'America/Santiago', '2026-09-06', '2026-09-05T22:00 2026-09-06T02:00'],
    ['Cairo', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00 2026-04-24T02:00'],
    ['Beirut', 'Asia/Beirut', '2026-03-29', '2026-03-28T22:00 2026-03-29T02:00'],
  ])('in %s is a whole date of leave, 23 h long', (_, zone, date, times) => {
    const day = Date.parse(date) / 86_400_000;
    const away = [{ from: localDays(zone).startOf(day), to: localDays(zone).startOf(day + 1) }];
    const roster = rosterOf({ zone, people: [person('ana', { away })], shifts: [`o - ${times}`] });

    const verdict = judged(roster, legs('o ->ana'), policyOf({ R6: {} }));

    expect(verdict.decisive?.numbers).toEqual({ shift: 'o', overlap_min: 60 });
    expect(away[0]!.to - away[0]!.from).toBe(23 * 3_600_000);
  });
});

describe('Madrid and New York', () => {
  it.each([
    ['five hours apart in the weeks between both changes, in spring', '2026-03-16', 0],
    ['five hours apart in the week between both changes, in autumn', '2026-10-28', 0],
    ['six hours apart at any other time', '2026-04-13', 60],
  ])('are %s', (_, date, overlap) => {
    const roster = rosterOf({
      zone: 'Europe/Madrid',
      shifts: [`k ana ${date}T09:00 ${date}T12:00`, `o - ${date}T17:00 ${date}T20:00`],
      facts: { k: { zone: 'America/New_York' } },
    });

    const [read] = measured(roster, legs('o ->ana'), policyOf({ R5: {} }), 'R5', 'ana');

    expect(read).toMatchObject({ overlap_min: overlap });
  });
});

describe('the time until a shift', () => {
  it.each([
    ['spring', '2026-03-28T21:00', '2026-03-29T09:00', 660],
    ['autumn', '2026-10-24T21:00', '2026-10-25T09:00', 780],
  ])('is what really passes, in %s', (_, now, start, lead) => {
    const roster = rosterOf({
      zone: 'Europe/Madrid',
      now,
      shifts: [`g ana ${start} ${start.slice(0, 11)}17:00`],
      people: [person('ben')],
    });

    const readings = measured(roster, legs('g ana>ben'), policyOf({ R4: {} }), 'R4', null);

    expect(readings[0]).toEqual({ shift: 'g', lead_min: lead, limit_min: 720 });
  });

  it('counts dates, and not times of 24 h, as far ahead as it may be', () => {
    const start = '2026-04-05T23:30';
    const judgedAt = (now: string) =>
      judged(
        rosterOf({ zone: 'Europe/Madrid', now, shifts: [`g ana ${start} 2026-04-06T06:00`], people: [person('ben')] }),
        legs('g ana>ben'),
        policyOf({ R4: { horizon_days: 42 } }),
      );

    expect(judgedAt('2026-02-22T00:30').verdict).toBe('allow');
    expect(judgedAt('2026-02-21T23:30').decisive?.numbers).toEqual({ shift: 'g', days: 43, limit_days: 42 });
    expect(at(start, 'Europe/Madrid') - at('2026-02-22T00:30', 'Europe/Madrid')).toBeGreaterThan(42 * 86_400_000);
  });
});
