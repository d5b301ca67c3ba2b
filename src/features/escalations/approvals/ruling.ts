import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { budgetMonth, takeBudget, takenIn } from '../../../people/authority/budget.ts';
import { currentMatrix } from '../../../people/authority/current-matrix.ts';
import { judge, type Grant } from '../../../people/authority/judge.ts';
import type { AuthorityMatrix } from '../../../people/authority/matrix.ts';
import { rolesIn } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import type { ResolveCaseInput } from '../inputs.ts';
import { holdCase } from '../hold-case.ts';
import type { Case } from '../tables.ts';
import { grantOf, grantsNothing, hasAuthority, type Decided } from './approval-rules.ts';
import type { Because, BudgetState } from './tables.ts';

/** Whether a decision is the decider's to make. */
export type Ruling =
  /** It grants nothing, which needs no authority. */
  | { readonly kind: 'free' }
  /** The decider may. Its amount has been taken from the budget of `month`. */
  | {
      readonly kind: 'within';
      readonly teamId: string;
      readonly decided: Decided;
      readonly grant: Grant;
      readonly revision: number;
      readonly month: string | null;
    }
  | {
      readonly kind: 'ask';
      readonly decided: Decided;
      readonly grant: Grant;
      readonly matrix: AuthorityMatrix;
      readonly because: Because;
      readonly budget: BudgetState | null;
    };

/**
 * Judges a decision by the matrix and the budget as they are now. The case is held until the transaction ends, so that
 * what is taken from the budget belongs to a decision that is then made, or undone with it.
 */
export async function ruleOn(tx: Tx, ctx: Ctx, of: Case, input: ResolveCaseInput): Promise<Ruling> {
  if (grantsNothing(input.decision)) return { kind: 'free' };
  const team = await teamById(tx, ctx, of.teamId);
  if (!team) throw new Error('a case belongs to a team that does not exist');
  const decided = decidedBy(of, team, input);
  const grant = grantOf(of, decided);
  if (!grant) return { kind: 'free' };

  const matrix = await currentMatrix(tx, ctx, team.id);
  const roles = rolesIn(ctx.actor.memberships, team.id);
  if (judge(matrix, roles, grant).kind === 'above') {
    const because = roles.some((role) => hasAuthority(matrix, role, grant)) ? 'second' : 'above';
    return { kind: 'ask', decided, grant, matrix, because, budget: await budgetOf(tx, ctx, team, matrix) };
  }
  await holdCase(tx, ctx, of.id);
  const month = await takeFromBudget(tx, ctx, team, grant);
  if (month !== false) return { kind: 'within', teamId: team.id, decided, grant, revision: matrix.revision, month };
  return { kind: 'ask', decided, grant, matrix, because: 'budget', budget: await budgetOf(tx, ctx, team, matrix) };
}

/** Granted without saying how much is granted as asked. What the case is in already goes before what was typed. */
function decidedBy(of: Case, team: Team, { decision, amount, currency }: ResolveCaseInput): Decided {
  const minor = amount ?? (decision === 'granted' ? of.amount : null);
  return { decision, amount: minor, currency: minor === null ? null : (of.currency ?? currency ?? team.currency) };
}

/** The month it was taken from, null where nothing was to be taken, false where the budget does not leave as much. */
export async function takeFromBudget(tx: Tx, ctx: Ctx, team: Team, grant: Grant): Promise<string | null | false> {
  if (grant.amount === null || grant.currency === null) return null;
  const month = budgetMonth(ctx.clock.now(), team.timeZone);
  const taken = await takeBudget(tx, ctx, team.id, month, { minor: grant.amount, currency: grant.currency });
  return taken && month;
}

/** How the budget stands now; null where there is none. */
export async function budgetOf(tx: Tx, ctx: Ctx, team: Team, matrix: AuthorityMatrix): Promise<BudgetState | null> {
  const { monthlyBudget: total, currency } = matrix;
  if (total === null) return null;
  const month = budgetMonth(ctx.clock.now(), team.timeZone);
  const taken = (await takenIn(tx, ctx, team.id, month)).find((sum) => sum.currency === currency)?.minor ?? 0;
  return { month, left: Math.max(0, total - taken), total, currency };
}
