import { z } from 'zod';
import { daysAndSkillsRules } from './catalogue/days-and-skills.ts';
import { hoursRules } from './catalogue/hours.ts';
import { noticeAndRestRules } from './catalogue/notice-and-rest.ts';
import type { RuleInfo } from './catalogue/rule-info.ts';
import { tradeRules } from './catalogue/trade.ts';
import { type RuleId, type RuleSetting, ruleIds } from './policy.ts';
import { schemaOf, type ValuesOf } from './rule-fields.ts';

const catalogue = { ...tradeRules, ...noticeAndRestRules, ...hoursRules, ...daysAndSkillsRules } satisfies Readonly<
  Record<RuleId, RuleInfo>
>;

/** What a rule is for, how it is set at first, and what can be set. */
export const ruleInfos: Readonly<Record<RuleId, RuleInfo>> = catalogue;

/** The parameters of a rule, all of them there. */
export type ParamsOf<Id extends RuleId> = ValuesOf<(typeof catalogue)[Id]['fields']>;

/** What each rule accepts; a parameter that is left out gets its initial value, one that no rule knows is dropped. */
export const ruleParams: Readonly<Record<RuleId, z.ZodType<Readonly<Record<string, unknown>>>>> = byRule((id) =>
  z.object(Object.fromEntries(Object.entries(ruleInfos[id].fields).map(([name, field]) => [name, schemaOf(field)]))),
);

/** How a rule is set where nobody has set it. */
export const defaultSettings: Readonly<Record<RuleId, RuleSetting>> = byRule((id) => ({
  severity: ruleInfos[id].severity,
  params: ruleParams[id].parse({}),
  isOverridable: ruleInfos[id].isOverridable,
}));

const read = new WeakMap<RuleSetting, Readonly<Record<string, unknown>>>();

/** The parameters of a setting with what it leaves out; read once per setting. Throws a ZodError for what the rule cannot use. */
export function paramsOf<Id extends RuleId>(id: Id, setting: RuleSetting): ParamsOf<Id> {
  const params = read.get(setting) ?? ruleParams[id].parse(setting.params);
  read.set(setting, params);
  // Safe: the schema was made of the very fields that the type was.
  return params as ParamsOf<Id>;
}

/** A value for each rule. */
export function byRule<Value>(of: (id: RuleId) => Value): Readonly<Record<RuleId, Value>> {
  // Safe: there is an entry for each id.
  return Object.fromEntries(ruleIds.map((id) => [id, of(id)])) as Record<RuleId, Value>;
}
