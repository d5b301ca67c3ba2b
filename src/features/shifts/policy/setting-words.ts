import type { RuleId, RuleSetting, Severity } from '../rules/policy.ts';
import type { Field } from '../rules/rule-fields.ts';
import { ruleInfos, ruleParams } from '../rules/rule-parameters.ts';
import { valueInWords } from './field-text.ts';

/** What comes of a trade that breaks a rule. */
export const severityWords: Readonly<Record<Severity, string>> = {
  allow: 'Off',
  flag: 'Said, stops nothing',
  review: 'A manager looks',
  deny: 'Not allowed',
};

/** `Not allowed · rest, at least 11 h 00`; of what is set otherwise than usual all, of the rest the numbers. */
export function settingInWords(id: RuleId, { severity, params, isOverridable }: RuleSetting): string {
  if (severity === 'allow') return severityWords.allow;
  const values = ruleParams[id].parse(params);
  if (id === 'R23' && isEmpty(values['needs'])) return NOBODY_NEEDED;
  const said = Object.entries(ruleInfos[id].fields)
    .filter(([name, field]) => isWorthSaying(field, values[name]))
    .map(
      ([name, field]) =>
        `${field.label.charAt(0).toLowerCase()}${field.label.slice(1)} ${valueInWords(field, values[name])}`,
    );
  const override = severity === 'deny' && isOverridable ? ['a manager may make an exception'] : [];
  return [severityWords[severity], [...said, ...override].join(', ')].filter((part) => part !== '').join(' · ');
}

/** Without needs it finds nothing, whatever comes of breaking it. */
const NOBODY_NEEDED = 'Nobody is needed yet: set People needed';

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}

function isWorthSaying(field: Field, value: unknown): boolean {
  if (field.kind === 'minutes' || field.kind === 'count') return true;
  if (Array.isArray(value)) return value.length > 0;
  return value !== field.initial;
}
