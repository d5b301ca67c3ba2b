import type { Policy, RuleId } from '../rules/policy.ts';
import type { Stretch } from '../rules/roster.ts';
import { type ParamsOf, paramsOf } from '../rules/rule-parameters.ts';

const WEEK = 7 * 86_400_000;
/** Longer than anything that rules look at which name no length of their own: a week, and one to spare. */
const LEAST_WEEKS = 2;
const FORTNIGHT_WEEKS = 3;
/** Longer than a calendar month, or any number of days in a row that a rule can name. */
const MONTH_WEEKS = 5;

/** What of the roster the rules may look at when something in `around` changes hands; no policy: all but averages. */
export function lookAround({ from, to }: Stretch, policy?: Policy): Stretch {
  const weeks = policy ? Math.max(LEAST_WEEKS, ...weeksOf(policy)) : MONTH_WEEKS;
  const { first, last } = weekendPeriod(policy);
  return { from: Math.min(from - weeks * WEEK, first), to: Math.max(to + weeks * WEEK, last) };
}

/** Whether a rule of the policy asks who else of the team is there at the same time. */
export function looksAtWholeTeam(policy: Policy | undefined): boolean {
  const roles = paramsWhereOn(policy, 'R24')?.roles ?? [];
  const needs = paramsWhereOn(policy, 'R23')?.needs ?? [];
  return roles.length > 0 || needs.length > 0;
}

/** Averages and runs with a week to spare: an average starts with a whole week. */
function weeksOf(policy: Policy): readonly number[] {
  const { weeks: average = 0 } = paramsWhereOn(policy, 'R12') ?? {};
  const { weeks: nights = 0 } = paramsWhereOn(policy, 'R18') ?? {};
  const { max_days: run = 0 } = paramsWhereOn(policy, 'R16') ?? {};
  return [
    average + 1,
    nights + 1,
    Math.ceil(run / 7) + 1,
    paramsWhereOn(policy, 'R11')?.window === 'fortnight' ? FORTNIGHT_WEEKS : 0,
    paramsWhereOn(policy, 'R25') ? MONTH_WEEKS : 0,
  ];
}

/** R25 may count the weekends whose Saturday lies in a period of local dates, which may begin long before. */
function weekendPeriod(policy: Policy | undefined): { readonly first: number; readonly last: number } {
  const { from = null, until = null } = paramsWhereOn(policy, 'R25') ?? {};
  return {
    first: from === null ? Number.POSITIVE_INFINITY : Date.parse(from) - WEEK,
    last: until === null ? Number.NEGATIVE_INFINITY : Date.parse(until) + WEEK,
  };
}

function paramsWhereOn<Id extends RuleId>(policy: Policy | undefined, rule: Id): ParamsOf<Id> | undefined {
  const setting = policy?.rules[rule];
  return setting && setting.severity !== 'allow' ? paramsOf(rule, setting) : undefined;
}
