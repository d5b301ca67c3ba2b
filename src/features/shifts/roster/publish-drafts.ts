import { and, asc, eq, gt } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import { editShifts } from './edit-shifts.ts';
import { shifts, type ShiftRow } from './tables.ts';

/** Shifts of the team that nobody but its leads sees yet, as far as they are to come, in their order. */
export async function draftsOf(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly ShiftRow[]> {
  return tx
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.teamId, teamId),
        eq(shifts.state, 'planned'),
        eq(shifts.isPublished, false),
        gt(shifts.endsAt, ctx.clock.now()),
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shifts.id));
}

/** Publishes every draft of a team that is to come; answers how many there were. */
export async function publishDrafts(ctx: Ctx, { teamId }: { readonly teamId: string }): Promise<number> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, 'shift.edit', { teamId, teamName: team.name });
    const drafts = await draftsOf(tx, ctx, teamId);
    const changes = drafts.map((shift) => ({ shift, set: { isPublished: true } }));
    await editShifts(tx, ctx, changes);
    if (drafts.length > 0) {
      const detail = { count: drafts.length };
      await recordAudit(tx, ctx, { action: 'roster.published', subject: `team:${teamId}`, detail });
    }
    return drafts.length;
  });
}
