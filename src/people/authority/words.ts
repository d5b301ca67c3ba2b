import type { Role } from '../../core/context.ts';
import { formatMoney } from '../../core/money.ts';
import { REMEDIES, type AuthorityMatrix, type AuthorityRule, type Remedy } from './matrix.ts';

/** Who decides, as the form asks for them, from the least authority to the most. */
export const DECIDERS = ['lead', 'manager', 'director'] as const satisfies readonly Role[];
export type DeciderRole = (typeof DECIDERS)[number];

export const roleNames: Readonly<Record<Role, string>> = {
  agent: 'Agents',
  lead: 'Leads',
  manager: 'Managers',
  director: 'Directors',
};

export const remedyNames: Readonly<Record<Remedy, string>> = {
  refund: 'refunds',
  replacement: 'replacements',
  credit: 'credits',
  exception: 'exceptions',
  callback: 'callbacks',
};

/** A matrix in plain sentences: one for each role and limit, then those of categories, then line and budget. */
export function matrixInWords(matrix: AuthorityMatrix): readonly string[] {
  const { currency, secondPersonAbove, monthlyBudget } = matrix;
  const money = (minor: number) => formatMoney({ minor, currency });
  return [
    ...DECIDERS.flatMap((role) => roleInWords(matrix, role)),
    ...linesInWords(matrix),
    ...(secondPersonAbove === null ? [] : [`Above ${money(secondPersonAbove)} a second person has to agree.`]),
    ...(monthlyBudget === null ? [] : [`The team may grant ${money(monthlyBudget)} a month.`]),
  ];
}

/** What a role may grant in categories that have no limits of their own. */
export function roleInWords({ rules, currency }: AuthorityMatrix, role: Role): readonly string[] {
  const general = rules.filter((rule) => rule.role === role && rule.category === null);
  const limits = [...new Set(general.map(({ limit }) => limit))].filter((limit) => limit !== 0);
  if (limits.length === 0) return [`${roleNames[role]} may grant nothing alone.`];
  const hasRest = general.some(({ remedy }) => remedy === 'any');
  const granted = limits.map((limit) => {
    const remedies = general.filter((rule) => rule.limit === limit).map(({ remedy }) => remedy);
    const what = listed(remedies, general.length > remedies.length);
    return `${roleNames[role]} may grant ${what} ${amountInWords(limit, currency)}.`;
  });
  const never = hasRest ? general.filter(({ limit }) => limit === 0).map(({ remedy }) => remedy) : [];
  return [...granted, ...(never.length > 0 ? [`${roleNames[role]} may not grant ${listed(never, false)}.`] : [])];
}

/** What differs in some categories. */
export function linesInWords({ rules, currency }: AuthorityMatrix): readonly string[] {
  return rules.filter(({ category }) => category !== null).map((rule) => categoryInWords(rule, currency));
}

function categoryInWords({ role, remedy, category, limit }: AuthorityRule, currency: string): string {
  const what = remedy === 'any' ? 'anything' : remedyNames[remedy];
  if (limit === 0) return `In ${category}, ${roleNames[role].toLowerCase()} may not grant ${what}.`;
  return `In ${category}, ${roleNames[role].toLowerCase()} may grant ${what} ${amountInWords(limit, currency)}.`;
}

function amountInWords(limit: number | null, currency: string): string {
  return limit === null ? 'of any amount' : `up to ${formatMoney({ minor: limit, currency })}`;
}

/** "refunds, credits and callbacks", in the order of the form. */
function listed(remedies: readonly AuthorityRule['remedy'][], others: boolean): string {
  if (remedies.includes('any')) return others ? 'anything else' : 'anything';
  return inWords(REMEDIES.filter((remedy) => remedies.includes(remedy)).map((remedy) => remedyNames[remedy]));
}

/** "refunds, credits and callbacks" */
export function inWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
