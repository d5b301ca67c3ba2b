import type { Policy, RuleId } from '../rules/policy.ts';
import type { Stretch } from '../rules/roster.ts';
import { paramsOf } from '../rules/rule-parameters.ts';

const WEEK = 7 * 86_400_000;
/** Longer than any week, fortnight or run of days that a rule looks at, before and after a shift. */
const USUAL_WEEKS = 5;

/** What of the roster the rules may look at when something in `around` changes hands. */
export function lookAround({ from, to }: Stretch, policy?: Policy): Stretch {
  const weeks = Math.max(USUAL_WEEKS, averageWeeks(policy, 'R12'), averageWeeks(policy, 'R18'));
  const { first, last } = weekendPeriod(policy);
  return { from: Math.min(from - weeks * WEEK, first), to: Math.max(to + weeks * WEEK, last) };
}

/** Whether a rule of the policy asks who else of the team is there at the same time. */
export function looksAtWholeTeam(policy: Policy | undefined): boolean {
  return isOn(policy, 'R23') || isOn(policy, 'R24');
}

/** With a week to spare: an average starts with a whole week. */
function averageWeeks(policy: Policy | undefined, rule: 'R12' | 'R18'): number {
  const setting = policy?.rules[rule];
  return setting && isOn(policy, rule) ? paramsOf(rule, setting).weeks + 1 : 0;
}

/** R25 counts the weekends whose Saturday lies in a period of local dates, which may begin long before. */
function weekendPeriod(policy: Policy | undefined): { readonly first: number; readonly last: number } {
  const setting = policy?.rules.R25;
  const { from, until } = setting && isOn(policy, 'R25') ? paramsOf('R25', setting) : { from: null, until: null };
  return {
    first: from === null ? Number.POSITIVE_INFINITY : Date.parse(from) - WEEK,
    last: until === null ? Number.NEGATIVE_INFINITY : Date.parse(until) + WEEK,
  };
}

function isOn(policy: Policy | undefined, rule: RuleId): boolean {
  const setting = policy?.rules[rule];
  return setting !== undefined && setting.severity !== 'allow';
}
