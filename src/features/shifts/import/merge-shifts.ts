import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { codeOf } from '../../../db/errors.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { changeShifts } from '../roster/change-shifts.ts';
import { madeOf } from '../roster/edit-shifts.ts';
import { OverlappingShift, StaleShift } from '../roster/roster-errors.ts';
import { rosterNews } from '../roster/roster-news.ts';
import type { MadeChange } from '../roster/shift-change.ts';
import { type ImportPlan, planImport, type Wish } from './plan-import.ts';
import type { Drafts } from './read-drafts.ts';
import { readRosterNow } from './roster-now.ts';

/**
 * What an import of these rows would do now. Worked out in slices and outside of any transaction: of the time that one may
 * take all is left for writing.
 */
export async function planShifts(
  ctx: Ctx,
  teamId: string,
  { drafts, problems }: Drafts,
  wish: Wish,
): Promise<ImportPlan> {
  const now = await readRosterNow(ctx, teamId, drafts, wish);
  return planImport(drafts, problems, now, wish);
}

/**
 * Brings the roster in line with a plan: all of it, or, where the roster is no longer as the plan found it, none. Imports of one
 * team wait for each other until they are committed. Returns what changed: tell people first, then touch their Homes.
 * @throws what isOvertaken knows; plan anew
 */
export async function mergeShifts(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  { changes }: ImportPlan,
): Promise<readonly MadeChange[]> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`roster-import ${ctx.workspaceId} ${teamId}`}, 0))`,
  );
  return madeOf(changes, await changeShifts(tx, ctx, changes, { cause: 'import' }));
}

/**
 * To whoever already had a shift that the import changed, or has it now: new shifts are no news, a roster is announced by who
 * makes it.
 */
export function importNews(ctx: Ctx, made: readonly MadeChange[]): readonly Outgoing[] {
  return rosterNews(
    ctx,
    made.filter(({ before }) => before?.isPublished),
  );
}

/** Whether the roster was changed between a plan and its writing. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof StaleShift || error instanceof OverlappingShift || codeOf(error) === UNIQUE_VIOLATION;
}

/** The same row was added by another import. */
const UNIQUE_VIOLATION = '23505';
