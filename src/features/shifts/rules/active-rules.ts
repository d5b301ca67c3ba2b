import { allRules } from './all-rules.ts';
import { type Policy, type RuleId, ruleIds, type Severity } from './policy.ts';
import { paramsOf } from './rule-parameters.ts';
import type { Reading } from './rule.ts';
import type { Situation } from './situation.ts';

/** A rule of the policy that is on, with its parameters. */
export interface ActiveRule {
  readonly id: RuleId;
  readonly severity: Exclude<Severity, 'allow'>;
  look(situation: Situation): readonly Reading[];
}

/** In order of their numbers. Throws for parameters that no rule can use. */
export function activeRules(policy: Policy): readonly ActiveRule[] {
  return ruleIds.flatMap((id) => {
    const rule = allRules[id];
    const setting = policy.rules[id];
    if (!rule || !setting || setting.severity === 'allow') return [];
    const params = paramsOf(id, setting);
    return [{ id, severity: setting.severity, look: (situation: Situation) => rule.look(situation, params) }];
  });
}

export function breachesOf(rule: ActiveRule, situation: Situation): readonly Reading[] {
  return rule.look(situation).filter((reading) => reading.breach > 0);
}
