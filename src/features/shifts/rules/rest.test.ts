import { describe, expect, it } from 'vitest';
import { found, judged, legs, measured, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';

const zone = 'Europe/Madrid';
const days = (start: string, end: string): string => `2026-05-${start} 2026-05-${end}`;
const restOf = (minutes: number, delta = true) => policyOf({ R10: { min_rest_min: minutes } }, delta);

describe('R10', () => {
  const roster = rosterOf({
    zone,
    people: [person('ben')],
    shifts: [
      `x ana ${days('11T14:00', '11T22:00')}`,
      `y ana ${days('12T07:00', '12T15:00')}`,
      `before - ${days('12T23:00', '13T02:00')}`,
      `exact - ${days('13T02:00', '13T05:00')}`,
      `after - ${days('11T01:00', '11T04:30')}`,
      `touching - ${days('12T15:00', '12T18:00')}`,
      `between - ${days('12T00:00', '12T04:00')}`,
      `over - ${days('12T14:00', '12T18:00')}`,
    ],
  });

  it.each([
    ['shorter than the limit before it', 'before', 480],
    ['shorter than the limit after it', 'after', 570],
    ['of nothing, where shifts touch', 'touching', 0],
    ['of nothing, and not less, where they overlap', 'over', 0],
    ['cut in two, the shorter', 'between', 120],
  ])('denies a rest %s', (_, shift, minutes) => {
    const verdict = judged(roster, legs(`${shift} ->ana`), restOf(660));

    expect(verdict.decisive).toMatchObject({ person: 'ana', numbers: { rest_min: minutes, limit_min: 660 } });
  });

  it('lets a rest of exactly the limit pass', () => {
    expect(judged(roster, legs('exact ->ana'), restOf(660)).verdict).toBe('allow');
    expect(judged(roster, legs('exact ->ana'), restOf(661)).verdict).toBe('deny');
  });

  it('leaves alone a short rest that was there before, unless it is strict', () => {
    expect(judged(roster, legs('exact ->ana'), restOf(600)).verdict).toBe('allow');
    expect(judged(roster, legs('exact ->ana'), restOf(600, false)).decisive?.numbers).toMatchObject({ rest_min: 540 });
  });

  it('shows the worst new rest, and not a worse one that was there before', () => {
    const verdict = judged(roster, legs('after ->ana'), restOf(660));

    expect(verdict.decisive?.numbers).toEqual({
      rest_min: 570,
      wall_min: 570,
      limit_min: 660,
      was_min: null,
      before_min: 540,
      after_min: 540,
      shifts: ['after', 'x'],
      ended: '2026-05-11 04:30',
      starts: '2026-05-11 14:00',
    });
  });

  it.each([
    [
      'before the start of a shift that stays',
      '13T22:00',
      '14T06:00',
      { was_min: 840, rest_min: 540, ended: '2026-05-14 06:00' },
    ],
    ['after the end of one', '15T04:00', '15T06:00', { was_min: 960, rest_min: 300, starts: '2026-05-15 04:00' }],
  ])('says what the rest was that it makes shorter: %s', (_, start, end, numbers) => {
    const exchange = rosterOf({
      zone,
      shifts: [
        `given ana ${days('13T17:00', '14T01:00')}`,
        `stays ana ${days('14T15:00', '14T23:00')}`,
        `next ana ${days('15T15:00', '15T23:00')}`,
        `taken ben ${days(start, end)}`,
      ],
    });

    const verdict = judged(exchange, legs('given ana>ben', 'taken ben>ana'), restOf(660));

    expect(verdict.decisive?.numbers).toMatchObject(numbers);
  });

  it('names the zones of two shifts by different clocks', () => {
    const far = rosterOf({
      zone,
      shifts: [`here ana ${days('11T14:00', '11T22:00')}`, 'there - 2026-05-12T00:00 2026-05-12T08:00'],
      facts: { there: { zone: 'America/Chicago' } },
    });

    const verdict = judged(far, legs('there ->ana'), restOf(660));

    expect(verdict.decisive?.numbers).toMatchObject({
      ended: '2026-05-11 22:00',
      starts: '2026-05-12 00:00',
      zones: [zone, 'America/Chicago'],
    });
  });

  it.each([
    ['as many, as long in all and at worst', '13T01:00', 600, 600, 'allow'],
    ['as many, but shorter in all', '13T00:59', 600, 599, 'deny'],
    ['as many, longer in all', '13T01:01', 600, 601, 'allow'],
  ])('allows one short rest for another where there are %s', (_, start, _was, rest, verdict) => {
    const exchange = rosterOf({
      zone,
      shifts: [
        `k ana ${days('12T07:00', '12T15:00')}`,
        `g ana ${days('11T14:00', '11T21:00')}`,
        `r ben ${days(start, '13T06:00')}`,
      ],
    });

    const trade = legs('g ana>ben', 'r ben>ana');

    expect(judged(exchange, trade, restOf(660)).verdict).toBe(verdict);
    expect(measured(exchange, trade, restOf(660), 'R10', 'ana')[0]).toMatchObject({ rest_min: rest });
  });

  it.each([
    ['two short rests for one that lacks more', ['18T19:00', '18T19:10'], ['18T20:10', '18T20:20'], 610],
    [
      'one short rest for two that lack more in all, but less each',
      ['18T20:00', '18T21:00'],
      ['18T19:30', '18T19:40'],
      570,
    ],
  ])('denies %s', (_, given, taken, rest) => {
    const exchange = rosterOf({
      zone,
      shifts: [
        `k ana ${days('18T08:00', '18T10:00')}`,
        `m ana ${days('19T07:00', '19T10:00')}`,
        `g ana ${days(given[0]!, given[1]!)}`,
        `r ben ${days(taken[0]!, taken[1]!)}`,
      ],
    });

    const verdict = judged(exchange, legs('g ana>ben', 'r ben>ana'), restOf(660));

    expect(verdict.decisive).toMatchObject({ person: 'ana', numbers: { rest_min: rest } });
    expect(judged(exchange, legs('r ben>ana', 'g ana>ben'), restOf(540)).verdict).toBe('allow');
  });

  it('denies as many short rests that lack more in all, where a worse one stays as it was', () => {
    const exchange = rosterOf({
      zone,
      shifts: [
        `a ana ${days('11T06:00', '11T10:00')}`,
        `b ana ${days('11T19:00', '11T20:00')}`,
        `g ana ${days('14T14:00', '14T20:20')}`,
        `k ana ${days('15T07:00', '15T15:00')}`,
        `r ben ${days('14T14:00', '14T21:00')}`,
      ],
    });

    const verdict = judged(exchange, legs('g ana>ben', 'r ben>ana'), restOf(660));

    expect(verdict.decisive?.numbers).toMatchObject({ rest_min: 600, before_min: 540, after_min: 540 });
    expect(judged(exchange, legs('r ben>ana', 'g ana>ben'), restOf(600)).verdict).toBe('allow');
  });

  it.each([
    ['', []],
    [
      ', also where a shorter one stays',
      [`a ana ${days('11T06:00', '11T10:00')}`, `b ana ${days('11T19:00', '11T20:00')}`],
    ],
  ])('denies one that lacks more than each of the two it replaces, though less than both%s', (_, others) => {
    const exchange = rosterOf({
      zone,
      shifts: [
        ...others,
        `k ana ${days('18T08:00', '18T10:00')}`,
        `g ana ${days('18T20:00', '18T21:00')}`,
        `m ana ${days('19T07:10', '19T10:00')}`,
        `r ben ${days('18T19:20', '18T19:30')}`,
      ],
    });

    const verdict = judged(exchange, legs('g ana>ben', 'r ben>ana'), restOf(660));

    expect(verdict).toMatchObject({ verdict: 'deny', decisive: { person: 'ana', numbers: { rest_min: 560 } } });
  });

  it('looks at a giver too: a rest that grows is fine', () => {
    expect(found(judged(roster, legs('y ana>ben'), restOf(660)))).toEqual([]);
  });
});

describe('R11', () => {
  const work = ['18', '19', '20', '21', '22'].map(
    (day, index) => `a${index} ana ${days(`${day}T06:00`, `${day}T13:30`)}`,
  );
  const roster = rosterOf({
    zone,
    shifts: [
      ...work,
      `o - ${days('23T06:00', '23T13:30')}`,
      `n - ${days('24T22:00', '25T06:00')}`,
      `p - ${days('26T06:00', '26T14:00')}`,
    ],
  });
  const weekly = (minutes: number, more = {}) => policyOf({ R11: { min_rest_min: minutes, ...more } });

  it('denies a week without a long rest, cut at its edges', () => {
    const verdict = judged(roster, legs('o ->ana'), weekly(2100));

    expect(verdict.decisive?.numbers).toEqual({
      week_start: '2026-05-18',
      longest_rest_min: 2070,
      before_min: 3510,
      after_min: 2070,
      limit_min: 2100,
    });
    expect(judged(roster, legs('o ->ana'), weekly(2070)).verdict).toBe('allow');
  });

  it('looks at each week that a night lies in', () => {
    const [first, second] = measured(roster, legs('n ->ana'), weekly(2100), 'R11', 'ana');

    expect([first, second]).toMatchObject([
      { week_start: '2026-05-18', longest_rest_min: 3390 },
      { week_start: '2026-05-25', before_min: 10_080, longest_rest_min: 9720 },
    ]);
  });

  it('begins the week where it is told to', () => {
    const verdict = judged(roster, legs('o ->ana'), weekly(2070, { week_start: 'Sun' }));

    expect(verdict.decisive?.numbers).toMatchObject({ week_start: '2026-05-17', longest_rest_min: 1800 });
  });

  it('does not take the end of a shift inside another one for the beginning of a rest', () => {
    const inside = rosterOf({
      zone,
      shifts: [
        `a ana ${days('18T00:00', '22T00:00')}`,
        `b ana ${days('18T10:00', '18T11:00')}`,
        `o - ${days('23T00:00', '25T00:00')}`,
      ],
    });

    expect(measured(inside, legs('o ->ana'), weekly(2100), 'R11', 'ana')[0]).toMatchObject({ longest_rest_min: 1440 });
  });

  it('may look at two weeks in a row', () => {
    const fortnights = measured(roster, legs('o ->ana'), weekly(2880, { window: 'fortnight' }), 'R11', 'ana');

    expect(fortnights.map(({ week_start: start }) => start)).toEqual(['2026-05-11', '2026-05-18']);
    expect(fortnights[1]).toMatchObject({ longest_rest_min: 10_080 + 2070 });
  });

  it('lets a week that is no worse than before pass, unless it is strict', () => {
    const policy = { min_rest_min: 4000 };

    expect(judged(roster, legs('p ->ana'), policyOf({ R11: policy })).verdict).toBe('allow');
    expect(found(judged(roster, legs('p ->ana'), policyOf({ R11: policy }, false)))).toEqual(['R11 ana']);
  });
});
