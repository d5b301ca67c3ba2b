import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { may, requireMay, type About, type Permission } from '../../../people/permissions.ts';
import { members, people, teams, type Team } from '../../../people/tables.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import { partiesOf, teamsOf, type ProposalView, type RequestView } from './swap-view.ts';
import type { SwapRequest } from './tables.ts';

/** Whether the actor may do this to a proposal; else a UserError that says who may. */
export function requireMayTo(ctx: Ctx, permission: Permission, view: ProposalView): void {
  requireMay(ctx, permission, aboutTeam(ctx, view, view.proposal.teamId));
}

/** Whether they may in one at least of the teams whose rosters it changes. */
export function requireMayInOne(ctx: Ctx, permission: Permission, view: ProposalView): void {
  const isInOne = teamsOf(view).some((teamId) => may(ctx.actor, permission, aboutTeam(ctx, view, teamId)));
  if (!isInOne) requireMayTo(ctx, permission, view);
}

/** Whether they may in each of them: for what one person does alone. */
export function mayInEach(ctx: Ctx, permission: Permission, view: ProposalView): boolean {
  return teamsOf(view).every((teamId) => may(ctx.actor, permission, aboutTeam(ctx, view, teamId)));
}

/** The same, with who may where they may not. */
export function requireMayInEach(ctx: Ctx, permission: Permission, view: ProposalView): void {
  for (const teamId of teamsOf(view)) requireMay(ctx, permission, aboutTeam(ctx, view, teamId));
}

function aboutTeam({ actor }: Ctx, { proposal, team, legs }: ProposalView, teamId: string): About {
  const isParty = partiesOf(legs).includes(actor.slackId);
  return { teamId, isParty, teamName: teamId === proposal.teamId ? team.name : 'the other team' };
}

export function requireMayToRequest(ctx: Ctx, permission: Permission, { request, team }: RequestView): void {
  requireMay(ctx, permission, { teamId: request.teamId, teamName: team.name, owner: request.owner });
}

/** Whether they may answer what was asked of some by name. */
export function requireAsked({ askedOnly }: Pick<SwapRequest, 'askedOnly'>, slackId: string): void {
  if (askedOnly === null || askedOnly.includes(slackId)) return;
  throw new UserError('Only those who were asked by name can answer this.');
}

/** A shift that is on the roster, with its team. @throws UserError where it is not */
export async function plannedShift(
  tx: Tx,
  ctx: Ctx,
  shiftId: string,
): Promise<{ readonly shift: ShiftRow; readonly team: Team }> {
  const [found] = await tx
    .select({ shift: shifts, team: teams })
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
  const legs = slackIds.map((to) => ({ to, shift: { teamId } }));
  if ((await strangerTo(tx, ctx, legs)) === undefined) return;
  throw new UserError('Choose people of the team: shifts are swapped among them.', field);
}

/** Somebody who would get a shift of a team that they are not on, or without a full account. */
export async function strangerTo(
  tx: Tx,
  ctx: Ctx,
  legs: readonly { readonly to: string | null; readonly shift: Pick<ShiftRow, 'teamId'> }[],
): Promise<string | undefined> {
  const getting = legs.flatMap(({ to, shift: { teamId } }) => (to === null ? [] : [{ slackId: to, teamId }]));
  if (getting.length === 0) return undefined;
  const found = await tx
    .select({ slackId: members.slackId, teamId: members.teamId })
    .from(members)
    .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        inArray(
          members.slackId,
          getting.map(({ slackId }) => slackId),
        ),
        eq(people.kind, 'full'),
      ),
    );
  const isOn = (each: { slackId: string; teamId: string }) =>
    found.some(({ slackId, teamId }) => slackId === each.slackId && teamId === each.teamId);
  return getting.find((each) => !isOn(each))?.slackId;
}
