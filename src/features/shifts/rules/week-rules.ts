import { localWeeks, type Windows } from '../../../core/local-windows.ts';
import type { ParamsOf } from './rule-parameters.ts';
import { countedBreach, type Rule, toMinutes } from './rule.ts';
import type { Situation } from './situation.ts';
import { windowChanges } from './window-minutes.ts';
import { mostInWindow } from './window-rules.ts';

/** R13: nobody works more than this in one week (`week_start`, its local date). */
export const weeklyLimit: Rule<'R13'> = {
  id: 'R13',
  look: (situation, params) => mostInWindow(situation, { ...weeks(situation, params), limit: params.max_week_min }),
};

/** R14: the same of the minutes after which work is overtime. */
export const overtime: Rule<'R14'> = {
  id: 'R14',
  look: (situation, params) => mostInWindow(situation, { ...weeks(situation, params), limit: params.threshold_min }),
};

/**
 * R20: nobody has fewer paid minutes in a week than their contract says, in weeks in which they work before or after:
 * `week_start`, `before_min`, `after_min`, at least `limit_min`.
 */
export const contractMinimum: Rule<'R20'> = {
  id: 'R20',
  look: (situation, params) =>
    situation.parties.flatMap((party) => {
      const { windows, attribution } = weeks(situation, params);
      const limit = party.person.contractMinutes ?? params.min_week_min;
      return windowChanges(situation, party, windows, attribution)
        .filter(({ before, after }) => before > 0 || after > 0)
        .map(({ index, before, after }) => {
          const [was, is] = [toMinutes(before), toMinutes(after)];
          const numbers = { week_start: windows.nameOf(index), before_min: was, after_min: is, limit_min: limit };
          return { person: party.person.id, numbers, breach: countedBreach(situation, limit - was, limit - is) };
        });
    }),
};

type WeekParams = Pick<ParamsOf<'R13'>, 'week_start' | 'week_start_time' | 'attribution'>;

function weeks({ roster }: Situation, { week_start: start, week_start_time: at, attribution }: WeekParams) {
  const windows: Windows = localWeeks(roster.zone, start, at);
  return { windows, attribution, name: 'week_start' } as const;
}
