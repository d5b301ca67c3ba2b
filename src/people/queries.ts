import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Role } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Person } from './person.ts';
import { knownPeople } from './save-people.ts';
import { type Team, members, people, teams } from './tables.ts';

export interface TeamAndRole {
  readonly team: Team;
  readonly role: Role;
}

export interface Member {
  readonly slackId: string;
  readonly name: string;
  readonly role: Role;
  readonly source: 'channel' | 'picked';
}

/** The id may be one that somebody made up. */
export async function teamById(tx: Tx, ctx: Ctx, teamId: string): Promise<Team | undefined> {
  if (!z.uuid().safeParse(teamId).success) return undefined;
  const [team] = await tx
    .select()
    .from(teams)
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)));
  return team;
}

/** All teams of the workspace, by name. */
export async function allTeams(tx: Tx, ctx: Ctx): Promise<readonly Team[]> {
  return tx.select().from(teams).where(eq(teams.workspaceId, ctx.workspaceId)).orderBy(asc(teams.name));
}

/** The teams that have this as their team or escalations channel. */
export async function teamsOfChannel(tx: Tx, ctx: Ctx, channel: string): Promise<readonly Team[]> {
  const isTheirs = or(eq(teams.teamChannel, channel), eq(teams.escalationsChannel, channel));
  return tx
    .select()
    .from(teams)
    .where(and(eq(teams.workspaceId, ctx.workspaceId), isTheirs))
    .orderBy(asc(teams.name));
}

/** The teams somebody is on, with their role there, by name. */
export async function teamsOf(tx: Tx, ctx: Ctx, slackId: string = ctx.actor.slackId): Promise<readonly TeamAndRole[]> {
  return tx
    .select({ team: teams, role: members.role })
    .from(members)
    .innerJoin(teams, and(eq(teams.workspaceId, members.workspaceId), eq(teams.id, members.teamId)))
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.slackId, slackId)))
    .orderBy(asc(teams.name));
}

/** Everybody on a team who can act: whoever is no full account any more is left out. */
export async function membersOf(tx: Tx, ctx: Ctx, teamId: string, roles?: readonly Role[]): Promise<readonly Member[]> {
  return tx
    .select({ slackId: members.slackId, name: people.name, role: members.role, source: members.source })
    .from(members)
    .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        eq(members.teamId, teamId),
        eq(people.kind, 'full'),
        roles && inArray(members.role, [...roles]),
      ),
    )
    .orderBy(asc(people.name), asc(members.slackId));
}

/** Slack ids of the team's managers. */
export async function managersOf(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly string[]> {
  const managers = await membersOf(tx, ctx, teamId, ['manager']);
  return managers.map((member) => member.slackId);
}

/** What we know of these people, by Slack id: names, zones, kinds. Whoever was never seen is missing. */
export async function peopleByIds(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const found = await knownPeople(tx, ctx, slackIds);
  return new Map(found.map((person) => [person.slackId, person]));
}
