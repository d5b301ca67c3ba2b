import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleGroups } from '../rules/catalogue/rule-info.ts';
import { packIds, packs } from '../rules/packs.ts';
import { type RuleId, ruleIds } from '../rules/policy.ts';
import type { Field } from '../rules/rule-fields.ts';
import { ruleInfos } from '../rules/rule-parameters.ts';
import { times } from '../rules/words-of-numbers.ts';
import { valueInWords } from './field-text.ts';
import { severityWords } from './setting-words.ts';

const RULES = new URL('../rules/', import.meta.url);
const page = readFileSync(new URL('../../../../docs/swap-rules.md', import.meta.url), 'utf8');

/** The row that docs/swap-rules.md has to have of a rule. */
function rowOf(id: RuleId): string {
  const { name, what, severity, isFixed, fields } = ruleInfos[id];
  const params = Object.entries(fields).map(([param, field]) => `\`${param}\`: ${usual(field)}`);
  const [file] = fileOf(id).split('.');
  const link = `[${file}](../src/features/shifts/rules/${file}.ts)`;
  return `| ${id} | ${name} | ${what} | ${params.join(' · ')} | ${isFixed ? 'Always' : severityWords[severity]} | ${link} |`;
}

/** The one in which that rule is decided. */
function fileOf(id: RuleId): string {
  const holding = readdirSync(RULES).filter(
    (file) => file.endsWith('.ts') && readFileSync(new URL(file, RULES), 'utf8').includes(`: Rule<'${id}'> =`),
  );
  if (holding.length !== 1) throw new Error(`${id} is decided in ${holding.length} files`);
  return holding.join();
}

function usual(field: Field): string {
  const said = valueInWords(field, field.initial);
  if (field.kind === 'minutes') return `${said} (${times.plain(field.min)} to ${times.plain(field.max)})`;
  if (field.kind === 'count') return `${said} (${field.min} to ${field.max})`;
  if (field.kind === 'choice') {
    const options = Object.keys(field.options).map((value) => (value === field.initial ? `**${value}**` : value));
    return options.join(', ');
  }
  return said === '' ? 'none' : said;
}

describe('docs/swap-rules.md', () => {
  it.each(ruleIds)('describes %s as it is', (id) => {
    expect(page).toContain(rowOf(id));
  });

  it.each(packIds)('describes the pack %s with its source', (id) => {
    const { name, source, rules } = packs[id];

    expect(page).toContain(`| ${name} |`);
    expect(page).toContain(source);
    for (const [rule, { citation }] of Object.entries(rules)) expect(page).toContain(`${rule}: ${citation}`);
  });

  it.each(['request', 'trade', 'roster'] as const)('says which rules concern a %s', (concern) => {
    const those = ruleIds.filter((id) => ruleInfos[id].concerns === concern);

    expect(page).toContain(`| ${concern} | ${those.join(', ')} |`);
  });

  it('has each group of the form', () => {
    for (const group of Object.values(ruleGroups)) expect(page).toContain(group);
  });
});
