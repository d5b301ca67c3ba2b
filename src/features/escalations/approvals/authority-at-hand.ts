import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { currentMatrix } from '../../../people/authority/current-matrix.ts';
import { judge, type Grant } from '../../../people/authority/judge.ts';
import type { AuthorityMatrix } from '../../../people/authority/matrix.ts';
import { rolesIn } from '../../../people/permissions.ts';
import { peopleByIds } from '../../../people/queries.ts';
import type { CaseView } from '../case-view.ts';
import { involvesMoney } from '../export/write-up.ts';
import { mostFor, remedyOf, type Choice } from './approval-rules.ts';
import { authorityLine } from './approval-words.ts';
import { whomToAsk, type Wanted } from './find-approver.ts';
import { budgetOf } from './ruling.ts';

/**
 * What the actor may grant on this case, for the form, before anything is typed: "You may grant up to €200.00; for the
 * €500.00 wanted, Maya is asked." Undefined where there is nothing to grant. The decision itself is judged when it is sent.
 */
export async function authorityAtHand(tx: Tx, ctx: Ctx, view: CaseView): Promise<string | undefined> {
  const { case: of, team } = view;
  const isMoney = involvesMoney(of);
  if (!isMoney && remedyOf(of.wanted) === undefined) return undefined;
  const matrix = await currentMatrix(tx, ctx, team.id);
  const most = mostOf(ctx, matrix, view);
  if (!isMoney && most !== 0) return undefined;
  if (most === null) return authorityLine({ most, isMoney });
  return lineWithLimit(tx, ctx, view, matrix, { most, isMoney });
}

async function lineWithLimit(
  tx: Tx,
  ctx: Ctx,
  view: CaseView,
  matrix: AuthorityMatrix,
  { most, isMoney }: { readonly most: number; readonly isMoney: boolean },
): Promise<string> {
  const { case: of, team } = view;

  const asked = askedAbove(of.amount, most);
  const choice = await whomToAsk(
    tx,
    ctx,
    view,
    matrix,
    aboveThat(ctx, view, matrix, isMoney ? (asked ?? most + 1) : null),
  );
  // Who is asked goes by the amount: without one there is nobody to name yet.
  const approver = isMoney && asked === undefined ? undefined : await nameOfChosen(tx, ctx, choice);
  const known = { most, isMoney, currency: matrix.currency, choice, approver, asked };
  return authorityLine({ ...known, budget: isMoney ? await budgetOf(tx, ctx, team, matrix) : null });
}

function askedAbove(amount: number | null, most: number): number | undefined {
  return amount !== null && amount > most ? amount : undefined;
}

/** More than the actor may grant; `amount` is null where nothing is counted. */
function aboveThat({ actor }: Ctx, { case: of }: CaseView, matrix: AuthorityMatrix, amount: number | null): Wanted {
  const currency = amount === null ? null : (of.currency ?? matrix.currency);
  return { kind: 'decision', decision: 'granted', requestedBy: actor.slackId, amount, currency };
}

async function nameOfChosen(tx: Tx, ctx: Ctx, choice: Choice): Promise<string | undefined> {
  if (choice.kind !== 'ask') return undefined;
  const found = await peopleByIds(tx, ctx, [choice.slackId]);
  return found.get(choice.slackId)?.name;
}

/** In minor units of the matrix's currency; an amount in another currency can only be any or none. */
function mostOf(ctx: Ctx, matrix: AuthorityMatrix, { case: of, team }: CaseView): number | null {
  const kind = { remedy: remedyOf(of.wanted) ?? 'refund', category: of.category } as const;
  const roles = rolesIn(ctx.actor.memberships, team.id);
  if (of.currency !== null && of.currency !== matrix.currency) {
    const one: Grant = { ...kind, amount: 1, currency: of.currency };
    return judge(matrix, roles, one).kind === 'within' ? null : 0;
  }
  const limits = roles.map((role) => mostFor(matrix, role, kind));
  return limits.includes(null) ? null : Math.max(0, ...limits.filter((limit) => limit !== null));
}
