import type { OpenView, Parsed } from '../../slack/listener.ts';
import { readLimit, readLines } from './category-lines.ts';
import { inversionIn, type Inversion } from './compare.ts';
import { type AuthorityForm, fieldsOf, formFrom } from './form.ts';
import { REMEDIES, type AuthorityMatrix, type AuthorityRule } from './matrix.ts';
import { DECIDERS, type DeciderRole, remedyNames, roleNames } from './words.ts';

/** A matrix to be saved over the revision that its author saw. */
export interface SaveAuthority {
  readonly teamId: string;
  readonly matrix: AuthorityMatrix;
}

/** The limits that the form describes, or what is wrong with it, field by field. */
export function parseAuthority(view: OpenView): Parsed<SaveAuthority> {
  const form = formFrom(view);
  const { matrix, errors } = readAuthority(form);
  if (Object.keys(errors).length > 0) return { errors };
  const inversion = inversionIn(matrix, DECIDERS);
  if (inversion) return { errors: inverted(inversion) };
  return { input: { teamId: form.teamId, matrix } };
}

/** As much as can be understood of a form, and what cannot, by field. */
export function readAuthority(form: AuthorityForm): { matrix: AuthorityMatrix; errors: Record<string, string> } {
  const { revision, currency } = form;
  const errors: Record<string, string> = {};
  const lines = readLines(form.lines, currency);
  if ('problem' in lines) errors['lines'] = lines.problem;
  const own = 'rules' in lines ? lines.rules : [];
  const general = DECIDERS.flatMap((role) => rulesOfRole(role, form, errors)).filter(
    (rule) => !own.some((line) => line.category === null && line.role === rule.role && line.remedy === rule.remedy),
  );
  const amount = (field: 'secondPersonAbove' | 'monthlyBudget') => readOptional(field, form[field], currency, errors);
  const [secondPersonAbove, monthlyBudget] = [amount('secondPersonAbove'), amount('monthlyBudget')];
  return { matrix: { revision, currency, rules: [...general, ...own], secondPersonAbove, monthlyBudget }, errors };
}

function rulesOfRole(role: DeciderRole, form: AuthorityForm, errors: Record<string, string>): readonly AuthorityRule[] {
  const { upTo, remedies } = form.roles[role];
  const names = fieldsOf(role);
  if (upTo === '' && remedies.length === 0) return [];
  if (upTo === '') errors[names.upTo] = 'Write up to which amount, or “any”. Or untick everything below.';
  if (remedies.length === 0) errors[names.remedies] = 'Tick what they may grant, or empty the amount.';
  if (upTo === '' || remedies.length === 0) return [];

  const read = readLimit(upTo, form.currency);
  if ('problem' in read) {
    errors[names.upTo] = read.problem;
    return [];
  }
  const granted = remedies.length === REMEDIES.length ? (['any'] as const) : remedies;
  return granted.map((remedy) => ({ role, remedy, category: null, limit: read.limit }));
}

function readOptional(field: string, typed: string, currency: string, errors: Record<string, string>): number | null {
  if (typed === '') return null;
  const read = readLimit(typed, currency);
  if ('limit' in read) return read.limit;
  errors[field] = read.problem;
  return null;
}

function inverted({ lower, higher, remedy, category }: Inversion): Record<string, string> {
  const where = category === null ? '' : ` in ${category}`;
  const [less, more] = [roleNames[higher].toLowerCase(), roleNames[lower]];
  const problem = `${more} could grant more ${remedyNames[remedy]}${where} than ${less}. Give ${less} at least as much.`;
  // Safe: inversions are looked for among DECIDERS.
  return { [category === null ? fieldsOf(higher as DeciderRole).upTo : 'lines']: problem };
}
