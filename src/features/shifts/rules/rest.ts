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

function restOf(situation: Situation, { person, before, after }: Party, limit: number): readonly Reading[] {
  const was = shortRests(before, limit * 60_000);
  const is = shortRests(after, limit * 60_000);
  const isWorse = is.count > was.count || is.sum > was.sum || is.worst > was.worst;
  const counts = situation.isStrict ? is.count > 0 : isWorse;
  if (!counts && !situation.wantsAll) return [];

  const all = restsOf(after);
  const old = new Set(restsOf(before).map(keyOf));
  const fresh = situation.isStrict ? all : all.filter((rest) => !old.has(keyOf(rest)));
  const shown = shortest(fresh) ?? shortest(all);
  if (!shown) return [];
  const zone = situation.roster.zone;
  const numbers = {
    rest_min: lengthOf(shown),
    limit_min: limit,
    wall_min: toMinutes(wallClock(zone, shown.to) - wallClock(zone, shown.from)),
    before_min: lengthOf(shortest(restsOf(before))),
    after_min: lengthOf(shortest(all)),
  };
  return [{ person: person.id, numbers, breach: counts ? limit - lengthOf(shown) : 0 }];
}

/** How many rests are shorter than the limit, and what they lack, in milliseconds. */
function shortRests(timeline: Timeline, limit: number): { count: number; sum: number; worst: number } {
  const found = { count: 0, sum: 0, worst: 0 };
  for (let index = 1; index < timeline.length; index += 1) {
    const lacks = limit - Math.max(0, startOf(timeline, index) - endOf(timeline, index - 1));
    if (lacks <= 0) continue;
    found.count += 1;
    found.sum += lacks;
    found.worst = Math.max(found.worst, lacks);
  }
  return found;
}

/** Of shifts that overlap the rest is nothing, and not less. */
function restsOf(timeline: Timeline): readonly Rest[] {
  return timeline.slice(1).map((work, index) => {
    const from = endOf(timeline, index);
    return { from, to: Math.max(from, work.start) };
  });
}

function startOf(timeline: Timeline, index: number): number {
  return timeline[index]?.start ?? Infinity;
}

function endOf(timeline: Timeline, index: number): number {
  return timeline[index]?.end ?? -Infinity;
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
