import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { type Permission, requireMay } from '../../../../people/permissions.ts';
import { teams, type Team } from '../../../../people/tables.ts';
import { shifts, type ShiftRow } from '../../roster/tables.ts';
import { namesOf } from '../swap-view.ts';

export interface ShiftSeen {
  readonly shift: ShiftRow;
  readonly team: Team;
  /** Whose it is; null while it is open. */
  readonly ownerName: string | null;
}

/** A shift on the roster, for somebody of its team who may do this: to one of their own, or to that of somebody else. */
export async function shiftSeen(
  tx: Tx,
  ctx: Ctx,
  shiftId: string,
  { own, others }: { readonly own: Permission; readonly others: Permission },
): Promise<ShiftSeen> {
  const [found] = await tx
    .select({ shift: shifts, team: teams })
    .from(shifts)
    .innerJoin(teams, and(eq(teams.workspaceId, shifts.workspaceId), eq(teams.id, shifts.teamId)))
    .where(and(eq(shifts.workspaceId, ctx.workspaceId), eq(shifts.id, shiftId), eq(shifts.state, 'planned')));
  if (!found) throw new UserError('This shift is not on the roster any more. Type `/shift`.');
  const { shift, team } = found;
  const isOwn = shift.slackId === ctx.actor.slackId;
  requireMay(ctx, isOwn ? own : others, { teamId: team.id, teamName: team.name });
  const { slackId } = shift;
  const names = slackId === null ? {} : await namesOf(tx, ctx, [slackId]);
  return { shift, team, ownerName: slackId === null ? null : (names[slackId] ?? 'A colleague') };
}

interface Which {
  readonly most: number;
  /** Of any team unless given. */
  readonly teamIds?: readonly string[];
  /** With the one that they work now. */
  readonly withRunning?: boolean;
}

/** Somebody's published shifts that have not begun, the next first; with the one that runs, if that is asked for. */
export async function nextShiftsOf(
  tx: Tx,
  ctx: Ctx,
  slackId: string,
  { most, teamIds, withRunning = false }: Which,
): Promise<readonly ShiftRow[]> {
  return tx
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.slackId, slackId),
        eq(shifts.state, 'planned'),
        eq(shifts.isPublished, true),
        gt(withRunning ? shifts.endsAt : shifts.startsAt, ctx.clock.now()),
        teamIds && inArray(shifts.teamId, [...teamIds]),
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shifts.id))
    .limit(most);
}

/** What a team calls its kinds of shifts, as far as they are on the roster from now on; by name. */
export async function typesOf(tx: Tx, ctx: Ctx, teamId: string, most: number): Promise<readonly string[]> {
  const found = await tx
    .selectDistinct({ type: shifts.type })
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.teamId, teamId),
        gt(shifts.startsAt, ctx.clock.now()),
        sql`length(${shifts.type}) between 1 and 75`,
      ),
    )
    .orderBy(asc(shifts.type))
    .limit(most);
  return found.flatMap(({ type }) => type ?? []);
}
