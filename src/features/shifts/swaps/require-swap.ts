import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay, type Permission } from '../../../people/permissions.ts';
import { members, people, teams } from '../../../people/tables.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import { partiesOf, type ProposalView, type RequestView } from './swap-view.ts';

/** Whether the actor may do this to a proposal; else a UserError that says who may. */
export function requireMayTo(ctx: Ctx, permission: Permission, { proposal, team, legs }: ProposalView): void {
  const isParty = partiesOf(legs).includes(ctx.actor.slackId);
  requireMay(ctx, permission, { teamId: proposal.teamId, teamName: team.name, isParty });
}

export function requireMayToRequest(ctx: Ctx, permission: Permission, { request, team }: RequestView): void {
  requireMay(ctx, permission, { teamId: request.teamId, teamName: team.name, owner: request.owner });
}

/** A shift that is on the roster, with the name of its team. */
export async function requireShift(
  tx: Tx,
  ctx: Ctx,
  shiftId: string,
): Promise<{ readonly shift: ShiftRow; readonly teamName: string }> {
  const [found] = await tx
    .select({ shift: shifts, teamName: teams.name })
    .from(shifts)
    .innerJoin(teams, and(eq(teams.workspaceId, shifts.workspaceId), eq(teams.id, shifts.teamId)))
    .where(and(eq(shifts.workspaceId, ctx.workspaceId), eq(shifts.id, shiftId), eq(shifts.state, 'planned')));
  if (!found) throw new UserError('This shift is not on the roster any more.');
  return found;
}

/** Somebody who can be given a shift of a team: on it, with a full account. Else a UserError, next to `field`. */
export async function requireMember(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  slackIds: readonly string[],
  field?: string,
): Promise<void> {
  const found = await tx
    .select({ slackId: members.slackId })
    .from(members)
    .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.teamId, teamId), eq(people.kind, 'full')));
  const known = new Set(found.map(({ slackId }) => slackId));
  if (slackIds.every((slackId) => known.has(slackId))) return;
  throw new UserError('Choose people of the team: shifts are swapped among them.', field);
}
