import { and, eq, inArray, notInArray, or, sql } from 'drizzle-orm';
import type { Ctx, Role } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { SetUpTeam } from './inputs.ts';
import { type Team, members } from './tables.ts';

/**
 * Gives a team the people it was set up with and takes out those who are no longer named. Agents who came with the
 * channel stay as long as the team follows that channel, as do agents whom a manager has added since. Answers everybody
 * who was on the team before or is now.
 */
export async function replaceMembers(
  tx: Tx,
  ctx: Ctx,
  input: SetUpTeam,
  before: Team | undefined,
): Promise<readonly string[]> {
  const named = namedRoles(input);
  const ofTeam = and(eq(members.workspaceId, ctx.workspaceId), eq(members.teamId, input.teamId));
  const follows = input.agentsFrom === 'channel';
  const sameChannel = before?.teamChannel === input.teamChannel;

  const outdated = or(
    inArray(members.role, ['lead', 'manager', 'director']),
    ...(follows ? [] : [eq(members.role, 'agent')]),
    ...(sameChannel ? [] : [eq(members.source, 'channel')]),
  );
  const gone = await tx
    .delete(members)
    .where(and(ofTeam, outdated, notInArray(members.slackId, [...named.keys()])))
    .returning({ slackId: members.slackId });
  const rows = [...named].map(([slackId, role]) => ({
    workspaceId: ctx.workspaceId,
    teamId: input.teamId,
    slackId,
    role,
    source: 'picked' as const,
  }));
  await tx
    .insert(members)
    .values(rows)
    .onConflictDoUpdate({
      target: [members.workspaceId, members.teamId, members.slackId],
      set: { role: sql`excluded.role`, source: sql`excluded.source` },
    });
  return [...named.keys(), ...gone.map((member) => member.slackId)];
}

/** Each person once: who is named in several fields gets the role that may do most. */
function namedRoles(input: SetUpTeam): ReadonlyMap<string, Role> {
  const picked = input.agentsFrom === 'picked' ? input.agents : [];
  const byRole: readonly (readonly [Role, readonly string[]])[] = [
    ['agent', picked],
    ['lead', input.leads],
    ['director', input.directors],
    ['manager', input.managers],
  ];
  return new Map(byRole.flatMap(([role, slackIds]) => slackIds.map((slackId) => [slackId, role] as const)));
}
