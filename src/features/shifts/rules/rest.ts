import { wallClock } from '../../../core/local-windows.ts';
import { type Reading, type Rule, toMinutes } from './rule.ts';
import { type Party, type Situation, differenceOf } from './situation.ts';
import type { Timeline } from './work.ts';

const MINUTE = 60_000;

/**
 * R10: every rest between two consecutive shifts of a person is long enough, in minutes that really pass. A trade makes it
 * worse with more short rests, a larger sum of what they lack, or a larger worst one. `rest_min` is the shortest new rest
 * (of all where rules are strict, or where none is new), `wall_min` the same by the clock on the wall; `before_min`,
 * `after_min`: the shortest of all.
 */
export const restBetweenShifts: Rule<'R10'> = {
  id: 'R10',
  look: (situation, { min_rest_min: limit }) =>
    situation.parties.flatMap((party) => {
      const counts = situation.isStrict
        ? lackOf(allRests(party.after), limit * MINUTE).count > 0
        : isWorse(party, limit * MINUTE);
      if (!counts && !situation.wantsAll) return [];
      const { lost, won } = changedRests(party);
      const fresh = situation.isStrict ? undefined : shortest(won, (rest) => !hasRest(lost, rest));
      // Where shifts overlap, a rest of nothing can come once more without being new.
      const isShown = fresh && (!counts || fresh.to - fresh.from < limit * MINUTE);
      const shown = isShown ? fresh : shortest(allRests(party.after));
      return shown ? [reading(situation, party, { shown, limit, counts })] : [];
    }),
};

/** Time off between two shifts, in epoch milliseconds. Of shifts that overlap it is nothing, and not less. */
interface Rest {
  readonly from: number;
  readonly to: number;
}

/** The rests before the shifts from the `first` to the `last` of a timeline. */
interface Rests {
  readonly timeline: Timeline;
  readonly first: number;
  readonly last: number;
}

interface Shown {
  readonly shown: Rest;
  /** Minutes. */
  readonly limit: number;
  /** Whether it is a breach. */
  readonly counts: boolean;
}

function reading({ roster }: Situation, { person, before, after }: Party, { shown, limit, counts }: Shown): Reading {
  const rest = minutesOf(shown);
  const numbers = {
    rest_min: rest,
    limit_min: limit,
    wall_min: toMinutes(wallClock(roster.zone, shown.to) - wallClock(roster.zone, shown.from)),
    before_min: minutesOf(shortest(allRests(before))),
    after_min: minutesOf(shortest(allRests(after))),
  };
  return { person: person.id, numbers, breach: counts ? limit - rest : 0 };
}

function isWorse(party: Party, limit: number): boolean {
  const changed = changedRests(party);
  const [lost, won] = [lackOf(changed.lost, limit), lackOf(changed.won, limit)];
  if (won.count > lost.count || won.sum > lost.sum) return true;
  return won.worst > lost.worst && won.worst > worstOf(party.before, limit);
}

function allRests(timeline: Timeline): Rests {
  return { timeline, first: 1, last: timeline.length - 1 };
}

/** Only rests next to a shift that comes or goes can differ; the others need not be looked at. */
function changedRests(party: Party): { readonly lost: Rests; readonly won: Rests } {
  const { first, sameAtEnd } = differenceOf(party);
  const of = (timeline: Timeline): Rests => ({
    timeline,
    first: Math.max(1, first),
    last: Math.min(timeline.length - sameAtEnd, timeline.length - 1),
  });
  return { lost: of(party.before), won: of(party.after) };
}

/** How many rests are too short, and what they lack in all and at worst, in milliseconds. */
function lackOf({ timeline, first, last }: Rests, limit: number): { count: number; sum: number; worst: number } {
  const found = { count: 0, sum: 0, worst: 0 };
  for (let index = first; index <= last; index += 1) {
    const { from, to } = restBefore(timeline, index);
    const lacks = limit - (to - from);
    if (lacks <= 0) continue;
    found.count += 1;
    found.sum += lacks;
    found.worst = Math.max(found.worst, lacks);
  }
  return found;
}

const kept = new WeakMap<Timeline, Map<number, number>>();

/** Kept with the timeline, which stands for many trades. */
function worstOf(timeline: Timeline, limit: number): number {
  const byLimit = kept.get(timeline) ?? new Map<number, number>();
  kept.set(timeline, byLimit);
  const worst = byLimit.get(limit) ?? lackOf(allRests(timeline), limit).worst;
  byLimit.set(limit, worst);
  return worst;
}

/** The earliest of several. */
function shortest({ timeline, first, last }: Rests, counts: (rest: Rest) => boolean = () => true): Rest | undefined {
  let found: Rest | undefined;
  for (let index = first; index <= last; index += 1) {
    const rest = restBefore(timeline, index);
    if (found && found.to - found.from <= rest.to - rest.from) continue;
    if (counts(rest)) found = rest;
  }
  return found;
}

function hasRest({ timeline, first, last }: Rests, { from, to }: Rest): boolean {
  for (let index = first; index <= last; index += 1) {
    const rest = restBefore(timeline, index);
    if (rest.from === from && rest.to === to) return true;
  }
  return false;
}

function restBefore(timeline: Timeline, index: number): Rest {
  const from = timeline[index - 1]?.end ?? -Infinity;
  return { from, to: Math.max(from, timeline[index]?.start ?? Infinity) };
}

function minutesOf(rest: Rest): number;
function minutesOf(rest: Rest | undefined): number | null;
function minutesOf(rest: Rest | undefined): number | null {
  return rest ? toMinutes(rest.to - rest.from) : null;
}
