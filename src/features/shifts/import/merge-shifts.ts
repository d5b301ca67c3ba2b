import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { changeShifts } from '../roster/change-shifts.ts';
import { type ImportPlan, planImport, type Wish } from './plan-import.ts';
import type { Drafts } from './read-drafts.ts';
import { readRosterNow } from './roster-now.ts';

/** What an import of these rows would do now. */
export async function previewImport(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  { drafts, problems }: Drafts,
  wish: Wish,
): Promise<ImportPlan> {
  return planImport(drafts, problems.length, await readRosterNow(tx, ctx, teamId, drafts, wish), wish);
}

/**
 * Brings the roster in line with these rows: all of them, or, where one of them cannot be imported and not only the good
 * ones are wanted, none. Imports of one team wait for each other until they are committed.
 */
export async function mergeShifts(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  rows: Drafts,
  wish: Wish,
): Promise<ImportPlan & { readonly isDone: boolean }> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`roster-import ${ctx.workspaceId} ${teamId}`}, 0))`,
  );
  const plan = await previewImport(tx, ctx, teamId, rows, wish);
  const isDone = plan.counts.bad === 0 || wish.onlyGood;
  if (isDone) await changeShifts(tx, ctx, plan.changes, { cause: 'import' });
  return { ...plan, isDone };
}
