import type { Move } from './moves.ts';
import type { Reading, Rule } from './rule.ts';
import type { Situation } from './situation.ts';

const MINUTE = 60_000;

/**
 * R4: everything that changes hands starts late enough (`lead_min`, minutes that really pass until then, at least `limit_min`)
 * and on a date that is not too far ahead (`days`, local dates, at most `limit_days`).
 */
export const leadTime: Rule<'R4'> = {
  id: 'R4',
  look: (situation, { min_lead_min: least, horizon_days: most }) =>
    situation.moves.flatMap((move) => [leadOf(situation, move, least), daysAheadOf(situation, move, most)]),
};

function leadOf({ roster }: Situation, { shift, work }: Move, least: number): Reading {
  const lead = (work.start - roster.now) / MINUTE;
  return {
    person: null,
    numbers: { shift: shift.id, lead_min: Math.floor(lead), limit_min: least },
    breach: Math.max(0, least - lead),
  };
}

function daysAheadOf({ roster, days }: Situation, { shift, work }: Move, most: number): Reading {
  const ahead = work.firstDay - days.indexAt(roster.now);
  return {
    person: null,
    numbers: { shift: shift.id, days: ahead, limit_days: most },
    breach: Math.max(0, ahead - most) * 1440,
  };
}
