import { describe, expect, it } from 'vitest';
import { judged, legs, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';

const zone = 'Europe/Madrid';

/** What R19 says when somebody born then takes a shift from one time to another. */
function said(bornOn: string | null, from: string, until: string, kept: readonly string[] = []) {
  const roster = rosterOf({ zone, people: [person('ana', { bornOn })], shifts: [...kept, `o - ${from} ${until}`] });
  return judged(roster, legs('o ->ana'), policyOf({ R19: {} })).findings.map(({ numbers }) => numbers);
}

describe('R19, minors', () => {
  it('work at most eight hours a day', () => {
    expect(said('2009-01-01', '2026-05-13T09:00', '2026-05-13T17:00')).toEqual([]);
    expect(said('2009-01-01', '2026-05-13T09:00', '2026-05-13T17:30')).toMatchObject([
      { what: 'day', day: '2026-05-13', before_min: 0, after_min: 510, limit_min: 480 },
    ]);
  });

  it('work at most forty hours a week', () => {
    const days = ['11', '12', '13', '14', '15'].map((day) => `d${day} ana 2026-05-${day}T09:00 2026-05-${day}T17:00`);

    expect(said('2009-01-01', '2026-05-16T09:00', '2026-05-16T10:00', days)).toMatchObject([
      { what: 'week', week_start: '2026-05-11', before_min: 2400, after_min: 2460, limit_min: 2400 },
    ]);
  });

  it.each([
    ['2026-05-13T05:30', '2026-05-13T10:00', [{ what: 'outside', day: '2026-05-13', before_min: 0, after_min: 30 }]],
    ['2026-05-13T18:00', '2026-05-13T23:00', [{ what: 'outside', day: '2026-05-13', before_min: 0, after_min: 60 }]],
    [
      '2026-03-28T22:00',
      '2026-03-29T06:00',
      [
        { day: '2026-03-29', after_min: 300 },
        { day: '2026-03-28', after_min: 120 },
      ],
    ],
  ])('do not work outside their hours: %s to %s', (from, until, minutes) => {
    expect(said('2009-01-01', from, until)).toMatchObject(minutes);
  });

  it('may change one early start for another', () => {
    const roster = rosterOf({
      zone,
      people: [person('ana', { bornOn: '2009-01-01' })],
      shifts: ['g ana 2026-05-13T05:30 2026-05-13T10:00', 'o - 2026-05-13T05:30 2026-05-13T10:00'],
    });

    expect(judged(roster, legs('g ana>-', 'o ->ana'), policyOf({ R19: {} })).findings).toEqual([]);
  });

  it('are of age from their birthday on, and where nobody knows when that is', () => {
    expect(said('2008-05-13', '2026-05-13T18:00', '2026-05-13T23:00')).toEqual([]);
    expect(said('2008-05-14', '2026-05-13T18:00', '2026-05-13T23:00')).toHaveLength(1);
    expect(said(null, '2026-05-13T18:00', '2026-05-13T23:00')).toEqual([]);
  });

  it('born on 29 February are of age on the first of March', () => {
    expect(said('2008-02-29', '2026-02-28T18:00', '2026-02-28T23:00')).toHaveLength(1);
    expect(said('2008-02-29', '2026-03-01T18:00', '2026-03-01T23:00')).toEqual([]);
  });
});
