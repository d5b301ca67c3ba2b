import { type Policy, type RuleId, ruleIds } from './policy.ts';
import { ruleInfos } from './rule-parameters.ts';

/** The policy with those of its rules only. */
export function withRules(policy: Policy, isOne: (id: RuleId) => boolean): Policy {
  const those = ruleIds.flatMap((id) => {
    const setting = policy.rules[id];
    return setting && isOne(id) ? [[id, setting] as const] : [];
  });
  return { ...policy, rules: Object.fromEntries(those) };
}

/** For what nobody asked for, as a cover in an emergency: notice and numbers of requests protect those who plan, not it. */
export function withoutRequests(policy: Policy): Policy {
  return withRules(policy, (id) => ruleInfos[id].concerns !== 'request');
}

/** For what puts a roster back: that somebody has made many trades, or may make none now, is no reason to keep a mistake. */
export function ofRosters(policy: Policy): Policy {
  return withRules(policy, (id) => ruleInfos[id].concerns === 'roster');
}
