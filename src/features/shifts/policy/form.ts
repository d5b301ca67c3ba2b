import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { choiceOf, choicesOf, dateOf, textOf } from '../../../slack/modal-state.ts';
import { type PackId, packIds } from '../rules/packs.ts';
import { type RuleId, ruleIds, type RuleSetting } from '../rules/policy.ts';
import type { Field } from '../rules/rule-fields.ts';
import { ruleInfos, ruleParams } from '../rules/rule-parameters.ts';
import { textOfValue } from './field-text.ts';
import type { HouseRules } from './tables.ts';

/** *Swap rules* as it stands: which packs and switches are ticked, and from when it is to count. */
export interface GeneralForm {
  readonly teamId: string;
  /** The revision that its author saw. */
  readonly revision: number;
  readonly countsFrom: string;
  readonly packs: readonly PackId[];
  readonly switches: readonly SwitchName[];
}

export const switchNames = ['autoApprove', 'delta'] as const;
export type SwitchName = (typeof switchNames)[number];

/** The form of one rule as it stands, over *Swap rules* as it was left. */
export interface RuleForm {
  readonly general: GeneralForm;
  /** The revision of the rule that its author saw. */
  readonly revision: number;
  readonly rule: RuleId;
  readonly severity: string;
  readonly isOverridable: boolean;
  readonly countsFrom: string;
  /** By parameter: what is typed or chosen. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The form that reads as this rule of the house, as it is in that revision. */
export function ruleFormOf(general: GeneralForm, rule: RuleId, { rules }: HouseRules, revision: number): RuleForm {
  const { severity, params, isOverridable } = rules[rule] ?? OFF;
  const values = ruleParams[rule].parse(params);
  const fields = Object.entries(ruleInfos[rule].fields).map(([name, field]) => [
    name,
    textOfValue(field, values[name]),
  ]);
  const { countsFrom } = general;
  return { general, revision, rule, severity, isOverridable, countsFrom, fields: Object.fromEntries(fields) };
}

/** A rule that a team has not named. */
export const OFF: RuleSetting = { severity: 'allow', params: {}, isOverridable: false };

const General = z.object({
  teamId: z.uuid(),
  revision: z.number().int().min(0),
  countsFrom: z.iso.date(),
  packs: z.array(z.enum(packIds)),
  switches: z.array(z.enum(switchNames)),
});
const Rule = z.object({ general: General, revision: z.number().int().min(0), rule: z.enum(ruleIds) });

/** What a form carries besides its fields; read back by generalFormFrom and ruleFormFrom. */
export function rememberedGeneral(form: GeneralForm): string {
  return JSON.stringify(form);
}

export function rememberedRule({ general, revision, rule }: RuleForm): string {
  return JSON.stringify({ general, revision, rule });
}

/** Throws a UserError where the form's own memory is of an older version, or made up. */
export function generalFormFrom({ privateMetadata, state }: OpenView): GeneralForm {
  const form = recalled(General, privateMetadata);
  const [ticked, on] = [choicesOf(state, 'packs'), choicesOf(state, 'switches')];
  return {
    ...form,
    countsFrom: dateOf(state, 'countsFrom') ?? form.countsFrom,
    packs: packIds.filter((id) => ticked.includes(id)),
    switches: switchNames.filter((name) => on.includes(name)),
  };
}

/** The same of the form of one rule. */
export function ruleFormFrom({ privateMetadata, state }: OpenView): RuleForm {
  const { general, revision, rule } = recalled(Rule, privateMetadata);
  const { fields } = ruleInfos[rule];
  const typed = Object.entries(fields).map(([name, field]) => [name, typedIn(field, state, name)]);
  return {
    general,
    revision,
    rule,
    severity: choiceOf(state, 'severity') ?? '',
    isOverridable: choicesOf(state, 'isOverridable').includes('yes'),
    countsFrom: dateOf(state, 'countsFrom') ?? general.countsFrom,
    fields: Object.fromEntries(typed),
  };
}

function typedIn(field: Field, state: OpenView['state'], name: string): string {
  if (field.kind === 'choice') return choiceOf(state, name) ?? '';
  if (field.kind === 'date') return dateOf(state, name) ?? '';
  return textOf(state, name) ?? '';
}

function recalled<Form>(shape: z.ZodType<Form>, metadata: string): Form {
  try {
    return shape.parse(JSON.parse(metadata));
  } catch {
    throw new UserError('This form is out of date. Please close it and open it again.');
  }
}
