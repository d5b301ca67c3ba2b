import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { codeOf } from '../../../db/errors.ts';
import { changeShifts } from '../roster/change-shifts.ts';
import { OverlappingShift, StaleShift } from '../roster/roster-errors.ts';
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
 * team wait for each other until they are committed. Returns whose Homes show it: touch them last, after the messages.
 * @throws what isOvertaken knows; plan anew
 */
export async function mergeShifts(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  { changes }: ImportPlan,
): Promise<readonly string[]> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`roster-import ${ctx.workspaceId} ${teamId}`}, 0))`,
  );
  const after = await changeShifts(tx, ctx, changes, { cause: 'import' });
  const before = changes.flatMap((change) => ('add' in change ? [] : change.shift));
  return [...new Set([...before, ...after].flatMap(({ slackId }) => slackId ?? []))];
}

/** Whether the roster was changed between a plan and its writing. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof StaleShift || error instanceof OverlappingShift || codeOf(error) === UNIQUE_VIOLATION;
}

/** The same row was added by another import. */
const UNIQUE_VIOLATION = '23505';
