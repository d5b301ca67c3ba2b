import { and, eq, gte, sql } from 'drizzle-orm';
import type { Ctx } from '../../core/context.ts';
import { localDate } from '../../core/local-time.ts';
import type { Money } from '../../core/money.ts';
import type { Tx } from '../../db/client.ts';
import { authorityBudgets, authorityRevisions } from './tables.ts';

/** The month a decision at that instant counts in, by the team's own calendar: `2026-11`. */
export function budgetMonth(at: Date, timeZone: string): string {
  return localDate(at, timeZone).slice(0, 7);
}

/**
 * Adds what is granted to the month's total; false, and nothing changed, where the budget that holds now does not leave
 * as much. Of takes at the same time the last ones fail: the total never passes the budget. Without a budget, and in
 * another currency than the budget's, it is only counted. Undone with the transaction.
 */
export async function takeBudget(tx: Tx, ctx: Ctx, teamId: string, month: string, amount: Money): Promise<boolean> {
  const { minor, currency } = amount;
  requireAmount(minor);
  if (minor === 0) return true;
  const taken = await tx.execute(sql`
    with newest as (
      select case when currency = ${currency} then monthly_budget end as budget from ${authorityRevisions}
      where workspace_id = ${ctx.workspaceId} and team_id = ${teamId} order by revision desc limit 1
    ), budget as (select coalesce((select budget from newest), ${MORE_THAN_ANY}::bigint) as most)
    insert into ${authorityBudgets} as held (workspace_id, team_id, month, currency, taken)
    select ${ctx.workspaceId}, ${teamId}::uuid, ${month}, ${currency}, ${minor}::bigint from budget where most >= ${minor}::bigint
    on conflict (workspace_id, team_id, month, currency) do update set taken = held.taken + excluded.taken
      where held.taken + excluded.taken <= (select most from budget)
    returning taken`);
  return taken.length === 1;
}

const MORE_THAN_ANY = Number.MAX_SAFE_INTEGER;

/** Takes back what `takeBudget` added to that month, for a decision that is undone. `month` is the month of the decision. */
export async function giveBackBudget(tx: Tx, ctx: Ctx, teamId: string, month: string, amount: Money): Promise<void> {
  const { minor, currency } = amount;
  requireAmount(minor);
  if (minor === 0) return;
  const given = await tx
    .update(authorityBudgets)
    .set({ taken: sql`${authorityBudgets.taken} - ${minor}` })
    .where(
      and(
        eq(authorityBudgets.workspaceId, ctx.workspaceId),
        eq(authorityBudgets.teamId, teamId),
        eq(authorityBudgets.month, month),
        eq(authorityBudgets.currency, currency),
        gte(authorityBudgets.taken, minor),
      ),
    )
    .returning({ taken: authorityBudgets.taken });
  if (given.length === 0) ctx.log.warn({ teamId, month, currency }, 'more given back to a budget than was taken');
}

/** What the team has granted in a month, one sum for each currency. */
export async function takenIn(tx: Tx, ctx: Ctx, teamId: string, month: string): Promise<readonly Money[]> {
  return tx
    .select({ minor: authorityBudgets.taken, currency: authorityBudgets.currency })
    .from(authorityBudgets)
    .where(
      and(
        eq(authorityBudgets.workspaceId, ctx.workspaceId),
        eq(authorityBudgets.teamId, teamId),
        eq(authorityBudgets.month, month),
      ),
    )
    .orderBy(authorityBudgets.currency);
}

function requireAmount(minor: number): void {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new Error('a budget counts whole minor units');
}
