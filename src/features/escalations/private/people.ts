import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Ctx, Role } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { members, people, teams } from '../../../people/tables.ts';

/** Somebody who may mediate, as the menu shows them. */
export interface Mediator {
  readonly slackId: string;
  readonly name: string;
  readonly role: Role;
  readonly teamName: string;
}

/** Who leads, manages or directs any team of the workspace, by name; somebody on two teams is there twice. */
export function mediators(tx: Tx, ctx: Ctx): Promise<readonly Mediator[]> {
  return tx
    .select({ slackId: members.slackId, name: people.name, role: members.role, teamName: teams.name })
    .from(members)
    .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
    .innerJoin(teams, and(eq(teams.workspaceId, members.workspaceId), eq(teams.id, members.teamId)))
    .where(and(eq(members.workspaceId, ctx.workspaceId), ne(members.role, 'agent'), eq(people.kind, 'full')))
    .orderBy(asc(people.name), asc(members.slackId), asc(teams.name));
}

/** Throws a UserError next to `mediator` unless this person leads, manages or directs a team now. */
export async function requireMediator(tx: Tx, ctx: Ctx, slackId: string): Promise<void> {
  if (slackId === ctx.actor.slackId)
    throw new UserError('Choose somebody else: nobody mediates by themselves.', 'mediator');
  if ((await mediators(tx, ctx)).some((each) => each.slackId === slackId)) return;
  throw new UserError('Choose a lead, manager or director of any team.', 'mediator');
}

/** Throws a UserError unless all of them are colleagues with a full account whom Floorwalker knows. */
export async function requireColleagues(tx: Tx, ctx: Ctx, slackIds: readonly string[], field: string): Promise<void> {
  if (slackIds.length === 0) return;
  const full = await tx
    .select({ slackId: people.slackId })
    .from(people)
    .where(
      and(eq(people.workspaceId, ctx.workspaceId), inArray(people.slackId, [...slackIds]), eq(people.kind, 'full')),
    );
  if (full.length === new Set(slackIds).size) return;
  const whom = slackIds.length === 1 ? 'them' : 'one of them';
  throw new UserError(
    `Floorwalker does not know ${whom} as a colleague with a full account. Have them type /floorwalker once.`,
    field,
  );
}
