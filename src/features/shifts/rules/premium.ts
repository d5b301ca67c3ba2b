import { type Reading, type Rule, toMinutes } from './rule.ts';
import type { Party, Situation } from './situation.ts';
import type { Work } from './work.ts';

/**
 * R30: what is owed for a rest that the trade makes too short: `rest_min`, `limit_min`, `premium_min`: minutes of the later
 * shift that lie in the time of rest (OAR 839-026-0040). Two shifts inside one local date are a split shift, and exempt.
 */
export const premiumForShortRest: Rule<'R30'> = {
  id: 'R30',
  look: (situation, { rest_min: least }) =>
    situation.parties.flatMap((party) => shortRests(situation, party, least * 60_000)),
};

function shortRests({ isStrict, wantsAll }: Situation, { person, before, after }: Party, least: number): Reading[] {
  const old = new Set(isStrict ? [] : pairsOf(before).map(keyOf));
  return pairsOf(after).flatMap((pair) => {
    const [earlier, later] = pair;
    const rest = later.start - earlier.end;
    const isOwed = rest >= 0 && rest < least && earlier.firstDay !== later.lastDay && !old.has(keyOf(pair));
    if (!isOwed && !wantsAll) return [];
    const premium = isOwed ? toMinutes(Math.min(later.end - later.start, least - rest)) : 0;
    const numbers = { rest_min: toMinutes(rest), limit_min: toMinutes(least), premium_min: premium };
    return [{ person: person.id, numbers, breach: premium }];
  });
}

function pairsOf(works: readonly Work[]): readonly (readonly [Work, Work])[] {
  return works.slice(1).flatMap((later, index) => {
    const earlier = works[index];
    return earlier ? [[earlier, later] as const] : [];
  });
}

function keyOf([earlier, later]: readonly [Work, Work]): string {
  return `${earlier.end} ${later.start} ${later.end}`;
}
