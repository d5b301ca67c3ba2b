import { describe, expect, it } from 'vitest';
import { found, judged, legs, measured, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';

const zone = 'Europe/Madrid';
const pickUp = legs('o ->ana');

/** Five shifts of Ana a week, so many weeks from Monday 4 May 2026, and an open one on the first Saturday. */
function weeks(count: number, from: string, until: string) {
  const day = (index: number) => new Date(Date.UTC(2026, 4, 4 + index)).toISOString().slice(0, 10);
  const ends = (index: number) => (until > from ? day(index) : day(index + 1));
  const lines = Array.from({ length: count * 5 }, (_, index) => Math.floor(index / 5) * 7 + (index % 5)).map(
    (index) => `s${index} ana ${day(index)}T${from} ${ends(index)}T${until}`,
  );
  return [...lines, `o - ${day(5)}T${from} ${ends(5)}T${until}`];
}

describe('R12, the average week', () => {
  const limit = { max_average_min: 2400, weeks: 4 };

  it('is over every so many weeks in a row', () => {
    const roster = rosterOf({ zone, shifts: weeks(4, '09:00', '17:00') });

    const verdict = judged(roster, pickUp, policyOf({ R12: limit }));

    expect(verdict.findings).toHaveLength(1);
    expect(verdict.decisive?.numbers).toEqual({
      week_start: '2026-05-04',
      weeks: 4,
      before_min: 2400,
      after_min: 2520,
      limit_min: 2400,
    });
  });

  it('counts weeks without work as well', () => {
    const roster = rosterOf({ zone, shifts: weeks(3, '09:00', '17:00') });

    expect(found(judged(roster, pickUp, policyOf({ R12: limit })))).toEqual([]);
  });

  it('is nobody’s business who agreed to more', () => {
    const roster = rosterOf({
      zone,
      people: [person('ana', { hasOptedOut: true })],
      shifts: weeks(4, '09:00', '17:00'),
    });

    expect(found(judged(roster, pickUp, policyOf({ R12: limit })))).toEqual([]);
  });
});

describe('R18, night work', () => {
  const limit = { max_average_min: 400, weeks: 4 };

  it('spreads a week over six days', () => {
    const roster = rosterOf({ zone, shifts: weeks(4, '22:00', '06:00') });

    const read = measured(roster, pickUp, policyOf({ R18: limit }), 'R18', 'ana');

    expect(read.find(({ week_start: start }) => start === '2026-05-04')).toMatchObject({
      before_min: 400,
      after_min: 420,
    });
    expect(found(judged(roster, pickUp, policyOf({ R18: limit })))).toEqual(['R18 ana']);
  });

  it('is about people who work nights', () => {
    const roster = rosterOf({ zone, shifts: weeks(4, '09:00', '17:00') });

    expect(found(judged(roster, pickUp, policyOf({ R18: limit })))).toEqual([]);
  });

  it('is about somebody from their first night shift on', () => {
    const shifts = [...weeks(4, '09:00', '17:00').slice(0, -1), 'o - 2026-05-09T22:00 2026-05-10T06:00'];

    const verdict = judged(rosterOf({ zone, shifts }), pickUp, policyOf({ R18: limit }));

    expect(verdict.decisive?.numbers).toMatchObject({ before_min: 400, after_min: 420 });
  });
});
