import { wallClock } from '../../../core/local-windows.ts';
import { type Reading, type Rule, toMinutes } from './rule.ts';
import type { Party, Situation } from './situation.ts';
import type { Timeline } from './work.ts';

/** From the end of one shift to the start of the next, in epoch milliseconds. */
interface Rest {
  readonly from: number;
  readonly to: number;
}

/**
 * R10: every rest between two consecutive shifts of a person is long enough, in minutes that really pass. A trade makes it
 * worse with more short rests, a larger sum of what they lack, or a larger worst one. `rest_min` is the shortest new rest
 * (of all where rules are strict, or where none is new), `wall_min` the same by the clock on the wall; `before_min`,
 * `after_min`: the shortest of all.
 */
export const restBetweenShifts: Rule<'R10'> = {
  id: 'R10',
  look: (situation, { min_rest_min: limit }) => situation.parties.flatMap((party) => restOf(situation, party, limit)),
};

function restOf(situation: Situation, party: Party, limit: number): readonly Reading[] {
  const counts = situation.isStrict ? hasShortRest(party.after, limit) : isWorse(party, limit * 60_000);
  if (!counts && !situation.wantsAll) return [];

  const before = restsOf(party.before);
  const after = restsOf(party.after);
  const old = new Set(situation.isStrict ? [] : before.map(keyOf));
  const shown = shortest(after.filter((rest) => !old.has(keyOf(rest)))) ?? shortest(after);
  if (!shown) return [];
  const zone = situation.roster.zone;
  const numbers = {
    rest_min: lengthOf(shown),
    limit_min: limit,
    wall_min: toMinutes(wallClock(zone, shown.to) - wallClock(zone, shown.from)),
    before_min: lengthOf(shortest(before)),
    after_min: lengthOf(shortest(after)),
  };
  return [{ person: party.person.id, numbers, breach: counts ? limit - lengthOf(shown) : 0 }];
}

function hasShortRest(timeline: Timeline, limit: number): boolean {
  return restsOf(timeline).some((rest) => lengthOf(rest) < limit);
}

/** How many rests are too short, and what they lack in all and at worst, in milliseconds. */
interface ShortRests {
  count: number;
  sum: number;
  worst: number;
}

/** Only rests next to a shift that comes or goes can differ; the others need not be looked at. */
function isWorse({ before, after }: Party, limit: number): boolean {
  const { first, sameAtEnd } = difference(before, after);
  const lost = shortRests(before, limit, first, before.length - sameAtEnd);
  const won = shortRests(after, limit, first, after.length - sameAtEnd);
  return (
    won.count > lost.count || won.sum > lost.sum || (won.worst > lost.worst && won.worst > worstBefore(before, limit))
  );
}

/** How many are the same from the start, and how many more from the end. */
function difference(before: Timeline, after: Timeline): { first: number; sameAtEnd: number } {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - first && before.at(-1 - sameAtEnd) === after.at(-1 - sameAtEnd)) sameAtEnd += 1;
  return { first, sameAtEnd };
}

/** Of the rests before the shifts from `first` to `last`, which is in. */
function shortRests(timeline: Timeline, limit: number, first: number, last: number): ShortRests {
  const found = { count: 0, sum: 0, worst: 0 };
  for (let index = Math.max(1, first); index <= last; index += 1) {
    const [earlier, later] = [timeline[index - 1], timeline[index]];
    const lacks = earlier && later ? limit - Math.max(0, later.start - earlier.end) : 0;
    if (lacks <= 0) continue;
    found.count += 1;
    found.sum += lacks;
    found.worst = Math.max(found.worst, lacks);
  }
  return found;
}

const kept = new WeakMap<Timeline, Map<number, number>>();

function worstBefore(timeline: Timeline, limit: number): number {
  const byLimit = kept.get(timeline) ?? new Map<number, number>();
  kept.set(timeline, byLimit);
  const worst = byLimit.get(limit) ?? shortRests(timeline, limit, 1, timeline.length - 1).worst;
  byLimit.set(limit, worst);
  return worst;
}

/** Of shifts that overlap the rest is nothing, and not less. */
function restsOf(timeline: Timeline): readonly Rest[] {
  return timeline.slice(1).map((work, index) => {
    const from = timeline[index]?.end ?? work.start;
    return { from, to: Math.max(from, work.start) };
  });
}

function shortest(rests: readonly Rest[]): Rest | undefined {
  return rests.reduce<Rest | undefined>(
    (found, rest) => (found && found.to - found.from <= rest.to - rest.from ? found : rest),
    undefined,
  );
}

/** In minutes; null where there is none. */
function lengthOf(rest: Rest): number;
function lengthOf(rest: Rest | undefined): number | null;
function lengthOf(rest: Rest | undefined): number | null {
  return rest ? toMinutes(rest.to - rest.from) : null;
}

function keyOf({ from, to }: Rest): string {
  return `${from} ${to}`;
}
