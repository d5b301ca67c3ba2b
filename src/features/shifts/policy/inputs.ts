import { z } from 'zod';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import type { RuleId, RuleSetting } from '../rules/policy.ts';
import { ruleInfos } from '../rules/rule-parameters.ts';
import { readField } from './field-text.ts';
import { generalFormFrom, type RuleForm, ruleFormFrom } from './form.ts';
import type { HouseRules } from './tables.ts';

/** A change of a team's swap rules, on top of the revision that its author saw, from a local date on. */
export interface SavePolicy {
  readonly teamId: string;
  readonly seen: number;
  readonly effectiveFrom: string;
  readonly change:
    | { readonly what: 'general'; readonly general: Omit<HouseRules, 'rules'> }
    | { readonly what: 'rule'; readonly rule: RuleId; readonly setting: RuleSetting };
}

export function parseGeneral(view: OpenView): Parsed<SavePolicy> {
  const { teamId, revision, countsFrom, packs, switches } = generalFormFrom(view);
  const general = { packs, autoApprove: switches.includes('autoApprove'), delta: switches.includes('delta') };
  return { input: { teamId, seen: revision, effectiveFrom: countsFrom, change: { what: 'general', general } } };
}

/** The setting that the form of a rule describes, or what is wrong with it, field by field. */
export function parseRule(view: OpenView): Parsed<SavePolicy> {
  const form = ruleFormFrom(view);
  const { values, errors } = readFields(form);
  const severity = severityOf(form);
  if (!severity) errors['severity'] = 'Choose one of these.';
  if (form.rule === 'R25') checkPeriod(values, errors);
  if (!severity || Object.keys(errors).length > 0) return { errors };
  const setting = { severity, params: values, isOverridable: form.isOverridable };
  return {
    input: {
      teamId: form.general.teamId,
      seen: form.revision,
      effectiveFrom: form.countsFrom,
      change: { what: 'rule', rule: form.rule, setting },
    },
  };
}

/** What a team can say of a rule: only the premium is something to be said and nothing more; what is fixed stays. */
export function severitiesOf(rule: RuleId): readonly RuleSetting['severity'][] {
  if (ruleInfos[rule].isFixed) return [];
  return rule === 'R30' ? ['allow', 'flag', 'review', 'deny'] : ['allow', 'review', 'deny'];
}

function severityOf({ rule, severity }: RuleForm): RuleSetting['severity'] | undefined {
  return severitiesOf(rule).find((each) => each === severity);
}

function readFields({ rule, fields }: RuleForm): { values: Record<string, unknown>; errors: Record<string, string> } {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const [name, field] of Object.entries(ruleInfos[rule].fields)) {
    const typed = fields[name];
    const read = readField(field, typed === '' ? undefined : typed);
    if ('problem' in read) errors[name] = read.problem;
    else values[name] = read.value;
  }
  return { values, errors };
}

/** Both dates or none, the first before the second. */
function checkPeriod(values: Record<string, unknown>, errors: Record<string, string>): void {
  const { from, until } = z.object({ from: z.string().nullish(), until: z.string().nullish() }).parse(values);
  if (from && until && until < from) errors['until'] = 'This is before the first date.';
}
