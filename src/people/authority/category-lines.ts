import type { Role } from '../../core/context.ts';
import { editableAmount, readAmount } from '../../core/money.ts';
import { isSameCategory } from './judge.ts';
import { REMEDIES, type AuthorityRule, type Remedy } from './matrix.ts';

/**
 * Limits that differ from a role's own, one a line, as people type them: `Delivery: leads refunds up to 50`,
 * `Fraud: managers nothing`, `any: leads credits up to 200`.
 */
export type ReadLines = { readonly rules: readonly AuthorityRule[] } | { readonly problem: string };
export type ReadLimit = { readonly limit: number | null } | { readonly problem: string };

const EXAMPLE = 'Delivery: leads refunds up to 50';
/** A form does not show more problems at once. */
const MOST_PROBLEMS = 3;
const MOST_CATEGORY = 100;

/** Rules in the order of the lines; what is wrong names its line. Empty lines are passed over. */
export function readLines(text: string, currency: string): ReadLines {
  const rules: AuthorityRule[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line.trim(), currency);
    const problem = 'problem' in read ? read.problem : saidBefore(read.rule, rules);
    if (problem !== undefined) problems.push(`Line ${index + 1}: ${problem}`);
    else if ('rule' in read) rules.push(read.rule);
  }
  return problems.length > 0 ? { problem: problems.slice(0, MOST_PROBLEMS).join(' ') } : { rules };
}

/** The line that reads as this rule; an amount in another currency than the team's names it. */
export function lineOf(rule: AuthorityRule, currency: string, teamCurrency: string): string {
  const { role, remedy, category, limit } = rule;
  const what = remedy === 'any' ? '' : ` ${remedy}s`;
  return `${category ?? 'any'}: ${role}s${what} ${limitInLine(limit, currency, teamCurrency)}`;
}

/** An amount in the team's currency, or `any` for any amount. */
export function readLimit(typed: string, currency: string): ReadLimit {
  if (/^(any|any amount|unlimited|no limit)$/i.test(typed.trim())) return { limit: null };
  const read = readAmount(typed, currency);
  if ('problem' in read) return read;
  if (read.money.currency !== currency) return { problem: `Limits are in ${currency}, the team's currency.` };
  return { limit: read.money.minor };
}

/** As it is typed: read again, it is the same limit. */
export function editableLimit(limit: number | null, currency: string, teamCurrency: string): string {
  return limit === null ? 'any' : editableAmount({ minor: limit, currency }, teamCurrency);
}

function limitInLine(limit: number | null, currency: string, teamCurrency: string): string {
  if (limit === null) return 'any amount';
  return limit === 0 ? 'nothing' : `up to ${editableAmount({ minor: limit, currency }, teamCurrency)}`;
}

function readLine(line: string, currency: string): { rule: AuthorityRule } | { problem: string } {
  const colon = line.lastIndexOf(':');
  const category = line.slice(0, Math.max(0, colon)).trim();
  if (category === '') return { problem: `name the category first, as in “${EXAMPLE}”.` };
  if (category.length > MOST_CATEGORY) return { problem: `a category has at most ${MOST_CATEGORY} characters.` };
  const read = readGrant(line.slice(colon + 1).trim(), currency);
  if ('problem' in read) return read;

  if (!/^any$/i.test(category)) return { rule: { ...read.grant, category } };
  if (read.grant.remedy !== 'any') return { rule: { ...read.grant, category: null } };
  return { problem: 'what holds for all remedies of any category stands in the fields above.' };
}

/** `leads refunds up to 50` */
function readGrant(text: string, currency: string): { grant: Omit<AuthorityRule, 'category'> } | { problem: string } {
  const [named = '', ...words] = text.split(/\s+/);
  const who = named.replace(/,$/, '');
  const role = roleIn(who);
  if (!role) return { problem: `“${who}” is nobody who decides. Write leads, managers or directors: “${EXAMPLE}”.` };

  const remedy = remedyIn(words[0]);
  const amount = words.slice(remedy ? 1 : 0).join(' ');
  const typed = amount.replace(/^up to\b\s*/i, '');
  if (typed === '') return { problem: `say how much, as in “${EXAMPLE}”.` };
  const read = /^(none|nothing|0)$/i.test(typed) ? { limit: 0 } : readLimit(typed, currency);
  return 'problem' in read ? read : { grant: { role, remedy: remedy ?? 'any', limit: read.limit } };
}

function saidBefore(rule: AuthorityRule, before: readonly AuthorityRule[]): string | undefined {
  const isSame = (other: AuthorityRule) =>
    other.role === rule.role && other.remedy === rule.remedy && isOfSame(other.category, rule.category);
  return before.some(isSame) ? 'another line says something about the same already.' : undefined;
}

function isOfSame(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : isSameCategory(one, other);
}

function roleIn(word: string): Role | undefined {
  const named = /^(?<role>lead|manager|director)s?$/i.exec(word)?.groups?.['role'];
  return named?.toLowerCase() as Role | undefined;
}

function remedyIn(word: string | undefined): Remedy | undefined {
  const one = word?.toLowerCase().replace(/s$/, '');
  return REMEDIES.find((remedy) => remedy === one);
}
