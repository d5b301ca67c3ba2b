import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { editableAmount } from '../../core/money.ts';
import type { OpenView } from '../../slack/listener.ts';
import { choicesOf, textOf } from '../../slack/modal-state.ts';
import { isCurrency } from '../choices.ts';
import { editableLimit, lineOf } from './category-lines.ts';
import { REMEDIES, type AuthorityMatrix, type AuthorityRule, type Remedy } from './matrix.ts';
import { DECIDERS, type DeciderRole } from './words.ts';

/** What is typed and ticked for one role. */
export interface RoleFields {
  /** An amount, `any`, or empty for nothing. */
  readonly upTo: string;
  readonly remedies: readonly Remedy[];
}

/** The form *Authority* as it stands, finished or not: redrawn from this, it loses nothing. */
export interface AuthorityForm {
  readonly teamId: string;
  /** The revision it was opened on. */
  readonly revision: number;
  readonly currency: string;
  readonly roles: Readonly<Record<DeciderRole, RoleFields>>;
  readonly secondPersonAbove: string;
  readonly monthlyBudget: string;
  /** Limits of categories, one a line. */
  readonly lines: string;
  readonly showsLines: boolean;
}

function byRole<Value>(of: (role: DeciderRole) => Value): Readonly<Record<DeciderRole, Value>> {
  return { lead: of('lead'), manager: of('manager'), director: of('director') };
}

/** Names of the fields of a role. */
export function fieldsOf(role: DeciderRole): { readonly upTo: string; readonly remedies: string } {
  return { upTo: `${role}UpTo`, remedies: `${role}Remedies` };
}

/** The form that reads as this matrix, in the words of a team that counts in `teamCurrency`. */
export function formOf(teamId: string, matrix: AuthorityMatrix, teamCurrency: string): AuthorityForm {
  const { revision, currency, secondPersonAbove, monthlyBudget } = matrix;
  const parts = byRole((role) => splitRules(matrix, role));
  const lines = DECIDERS.flatMap((role) => parts[role].others).map((rule) => lineOf(rule, currency, teamCurrency));
  const editable = (minor: number | null) => (minor === null ? '' : editableAmount({ minor, currency }, teamCurrency));
  return {
    teamId,
    revision,
    currency: teamCurrency,
    roles: byRole((role) => {
      const { upTo, remedies } = parts[role];
      return { upTo: upTo === undefined ? '' : editableLimit(upTo, currency, teamCurrency), remedies };
    }),
    secondPersonAbove: editable(secondPersonAbove),
    monthlyBudget: editable(monthlyBudget),
    lines: lines.join('\n'),
    showsLines: lines.length > 0,
  };
}

/** A role's limit and what it is for, and the rules that need a line of their own. */
function splitRules({ rules }: AuthorityMatrix, role: DeciderRole) {
  const own = rules.filter((rule) => rule.role === role);
  const general = own.filter(({ category }) => category === null);
  const base = general.find(({ remedy }) => remedy === 'any') ?? general.find(({ limit }) => limit !== 0);
  const isInFields = (rule: AuthorityRule) => rule.category === null && rule.limit === base?.limit;
  const ticked = new Set(general.filter(isInFields).map(({ remedy }) => remedy));
  const remedies = base?.remedy === 'any' ? REMEDIES : REMEDIES.filter((remedy) => ticked.has(remedy));
  return { upTo: base?.limit, remedies: base ? remedies : [], others: own.filter((rule) => !isInFields(rule)) };
}

const Remembered = z.object({
  teamId: z.uuid(),
  revision: z.number().int().min(0),
  currency: z.string().refine(isCurrency),
  showsLines: z.boolean(),
});

/** What the form carries besides its fields; read back by formFrom. */
export function remembered({ teamId, revision, currency, showsLines }: AuthorityForm): string {
  return JSON.stringify({ teamId, revision, currency, showsLines });
}

/** Throws a UserError where the form's own memory is of an older version, or made up. */
export function formFrom(view: OpenView): AuthorityForm {
  const { state } = view;
  return {
    ...recalled(view.privateMetadata),
    roles: byRole((role) => {
      const { upTo, remedies } = fieldsOf(role);
      const ticked = choicesOf(state, remedies);
      return { upTo: textOf(state, upTo) ?? '', remedies: REMEDIES.filter((each) => ticked.includes(each)) };
    }),
    secondPersonAbove: textOf(state, 'secondPersonAbove') ?? '',
    monthlyBudget: textOf(state, 'monthlyBudget') ?? '',
    lines: textOf(state, 'lines') ?? '',
  };
}

function recalled(metadata: string): z.infer<typeof Remembered> {
  try {
    return Remembered.parse(JSON.parse(metadata));
  } catch {
    throw new UserError('This form is out of date. Please close it and open it again.');
  }
}
