import { wallTime } from './measures/wall-times.ts';
import { type Reading, type Rule, toMinutes } from './rule.ts';
import { differenceOf, type Party, type Situation } from './situation.ts';
import type { Timeline, Work } from './work.ts';

/**
 * R30: what is owed for a rest that the trade makes too short: `rest_min`, `limit_min`, `premium_min`: minutes of the later
 * shift that lie in the time of rest (OAR 839-026-0040); the rest is from `ended` to `starts` by the clocks of both shifts. Two shifts inside one local date are a split shift, and exempt.
 */
export const premiumForShortRest: Rule<'R30'> = {
  id: 'R30',
  look: (situation, { rest_min: least }) =>
    situation.parties.flatMap((party) => shortRests(situation, party, least * 60_000)),
};

function shortRests({ isStrict, wantsAll }: Situation, { person, before, after }: Party, least: number): Reading[] {
  const { first, sameAtEnd } = isStrict || wantsAll ? { first: 0, sameAtEnd: 0 } : differenceOf({ before, after });
  const changed = (works: Timeline): readonly Pair[] =>
    pairsOf(works.slice(Math.max(0, first - 1), works.length + 1 - sameAtEnd));
  const old = new Set(isStrict ? [] : changed(before).map(keyOf));
  return changed(after).flatMap((pair) => {
    const [earlier, later] = pair;
    const rest = later.start - earlier.end;
    const isOwed = rest >= 0 && rest < least && earlier.firstDay !== later.lastDay && !old.has(keyOf(pair));
    if (!isOwed && !wantsAll) return [];
    const premium = isOwed ? toMinutes(Math.min(later.end - later.start, least - rest)) : 0;
    const numbers = {
      rest_min: toMinutes(rest),
      limit_min: toMinutes(least),
      premium_min: premium,
      ended: wallTime(earlier.shift.zone, earlier.end),
      starts: wallTime(later.shift.zone, later.start),
    };
    return [{ person: person.id, numbers, breach: premium }];
  });
}

type Pair = readonly [Work, Work];

function pairsOf(works: Timeline): readonly Pair[] {
  return works.slice(1).flatMap((later, index) => {
    const earlier = works[index];
    return earlier ? [[earlier, later] as const] : [];
  });
}

function keyOf([earlier, later]: Pair): string {
  return `${earlier.end} ${later.start}`;
}
