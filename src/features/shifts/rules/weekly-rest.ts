import { localWeeks } from '../../../core/local-windows.ts';
import { type Reading, type Rule, countedBreach, toMinutes } from './rule.ts';
import type { Situation } from './situation.ts';
import { inOrder, indexesOf } from './window-minutes.ts';
import type { Timeline, Work } from './work.ts';

/**
 * R11: in each local week in which a person works, their longest free stretch, cut at the week's edges, is long enough. With
 * fortnights the same for every two weeks in a row, named by the first. `longest_rest_min`, before the trade
 * `before_min`, after it `after_min`; minutes that really pass.
 */
export const weeklyRest: Rule<'R11'> = {
  id: 'R11',
  look: (situation, { min_rest_min: limit, window, week_start, week_start_time }) => {
    const weeks = localWeeks(situation.roster.zone, week_start, week_start_time);
    const length = window === 'week' ? 1 : 2;
    const firstWeeks = (work: Work): readonly number[] =>
      indexesOf(work, weeks).flatMap((index) => (length === 1 ? [index] : [index - 1, index]));

    return situation.parties.flatMap(({ person, before, after, gives, takes }) =>
      inOrder(worked(situation, { after, gives, takes }).flatMap(firstWeeks)).flatMap((index): readonly Reading[] => {
        const [from, to] = [weeks.startOf(index), weeks.startOf(index + length)];
        if (!after.some((work) => work.start < to && work.end > from)) return [];
        const [was, is] = [longestFree(before, from, to), longestFree(after, from, to)];
        const numbers = {
          week_start: weeks.nameOf(index),
          longest_rest_min: is,
          before_min: was,
          after_min: is,
          limit_min: limit,
        };
        return [{ person: person.id, numbers, breach: countedBreach(situation, limit - was, limit - is) }];
      }),
    );
  },
};

/** What decides which weeks are looked at: all of a person's work, or what the trade touches. */
function worked(
  { isStrict, wantsAll }: Situation,
  party: { after: Timeline; gives: Timeline; takes: Timeline },
): Timeline {
  return isStrict || wantsAll ? party.after : [...party.gives, ...party.takes];
}

/** The longest time without work between two instants, in minutes. */
function longestFree(timeline: Timeline, from: number, to: number): number {
  let longest = 0;
  let freeSince = from;
  for (const { start, end } of timeline) {
    if (end <= from || start >= to) continue;
    longest = Math.max(longest, start - freeSince);
    freeSince = Math.max(freeSince, end);
  }
  return toMinutes(Math.max(longest, to - freeSince));
}
