import { wallClock } from '../../../core/local-windows.ts';
import { wallTime } from './measures/wall-times.ts';
import { type Reading, type Rule, toMinutes } from './rule.ts';
import { type Party, type Situation, differenceOf } from './situation.ts';
import type { Timeline, Work } from './work.ts';

const MINUTE = 60_000;

/**
 * R10: every rest between two consecutive shifts of a person is long enough, in minutes that really pass. A trade makes it
 * worse with more short rests, a larger sum of what they lack, or a new one that lacks more than any that it ends: rests that
 * stay excuse nothing, however short, so that it does not matter how far the roster is known. `rest_min` is the shortest new rest
 * (of all where rules are strict, or where none is new), `wall_min` the same by the clock on the wall, `was_min` the rest that
 * was in its place; it lies between two `shifts`, from `ended` to `starts` by their own clocks, which are of two `zones` where
 * they differ. `before_min`, `after_min`: the shortest of all.
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
  readonly earlier: Work;
  readonly later: Work;
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
    was_min: minutesOf(inPlaceOf(shown, before)),
    ...whereIs(shown),
    before_min: minutesOf(shortest(allRests(before))),
    after_min: minutesOf(shortest(allRests(after))),
  };
  return { person: person.id, numbers, breach: counts ? limit - rest : 0 };
}

function whereIs({ earlier, later }: Rest) {
  const zones = [earlier.shift.zone, later.shift.zone];
  return {
    shifts: [earlier.shift.id, later.shift.id],
    ended: wallTime(earlier.shift.zone, earlier.end),
    starts: wallTime(later.shift.zone, later.start),
    ...(zones[0] !== zones[1] && { zones }),
  };
}

/** The rest that the trade makes shorter: after the earlier shift, or before the later one, whichever is no new one. */
function inPlaceOf({ earlier, later }: Rest, before: Timeline): Rest | undefined {
  const index = before.includes(earlier) ? before.indexOf(earlier) + 1 : before.indexOf(later);
  return restBefore(before, index);
}

function isWorse(party: Party, limit: number): boolean {
  const changed = changedRests(party);
  const [lost, won] = [lackOf(changed.lost, limit), lackOf(changed.won, limit)];
  if (won.count > lost.count || won.sum > lost.sum) return true;
  if (won.worst <= lost.worst) return false;
  const isKept = (rest: Rest): boolean => hasRest(changed.lost, rest) && hasRest(changed.won, rest);
  return worstOf(changed.won, limit, isKept) > worstOf(changed.lost, limit, isKept);
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
    const lacks = limit - restMs(timeline, index);
    if (lacks <= 0) continue;
    found.count += 1;
    found.sum += lacks;
    found.worst = Math.max(found.worst, lacks);
  }
  return found;
}

/** What the shortest lacks, leaving out those that stay. */
function worstOf(rests: Rests, limit: number, isKept: (rest: Rest) => boolean): number {
  const rest = shortest(rests, (each) => !isKept(each));
  return rest ? Math.max(0, limit - (rest.to - rest.from)) : 0;
}

/** The earliest of several. */
function shortest({ timeline, first, last }: Rests, counts: (rest: Rest) => boolean = () => true): Rest | undefined {
  let found: Rest | undefined;
  for (let index = first; index <= last; index += 1) {
    if (found && found.to - found.from <= restMs(timeline, index)) continue;
    const rest = restBefore(timeline, index);
    if (rest && counts(rest)) found = rest;
  }
  return found;
}

function hasRest({ timeline, first, last }: Rests, { from, to }: Rest): boolean {
  for (let index = first; index <= last; index += 1) {
    const rest = restBefore(timeline, index);
    if (rest?.from === from && rest.to === to) return true;
  }
  return false;
}

/** Undefined before the first shift. */
function restBefore(timeline: Timeline, index: number): Rest | undefined {
  const [earlier, later] = [timeline[index - 1], timeline[index]];
  return earlier && later && { from: earlier.end, to: Math.max(earlier.end, later.start), earlier, later };
}

/** How long that is; without end before the first shift. */
function restMs(timeline: Timeline, index: number): number {
  const [earlier, later] = [timeline[index - 1], timeline[index]];
  return earlier && later ? Math.max(0, later.start - earlier.end) : Infinity;
}

function minutesOf(rest: Rest): number;
function minutesOf(rest: Rest | undefined): number | null;
function minutesOf(rest: Rest | undefined): number | null {
  return rest ? toMinutes(rest.to - rest.from) : null;
}
