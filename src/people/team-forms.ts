import { randomUUID } from 'node:crypto';
import { type Ctx, type Role, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { likelyCurrency } from './choices.ts';
import type { TeamForm } from './inputs.ts';
import { botFor } from './installation.ts';
import { requireMay } from './permissions.ts';
import { membersOf, teamById } from './queries.ts';
import type { Team } from './tables.ts';

/** Throws a UserError unless the actor may change this team, or set up a new one where there is none. */
export async function requireMaySetUp(ctx: Ctx, team: Team | undefined): Promise<void> {
  if (team) return requireMay(ctx, 'team.edit', { teamId: team.id, teamName: team.name });
  const installation = await botFor(ctx.db, ctx.workspaceId);
  return requireMay(ctx, 'team.set-up', { installedBy: installation?.installedBy ?? null });
}

/** The form for a new team, filled with what is likely for whoever sets it up. */
export async function newTeamForm(ctx: Ctx, name = ''): Promise<TeamForm> {
  await requireMaySetUp(ctx, undefined);
  const { timeZone } = ctx.actor;
  return {
    teamId: randomUUID(),
    name,
    managers: [],
    leads: [],
    directors: [],
    agentsFrom: 'channel',
    agents: [],
    timeZone,
    hours: 'Mon-Fri 09:00-17:00',
    currency: likelyCurrency(timeZone),
    looked: {},
    isNew: true,
  };
}

/** The form with a team as it is now. */
export async function formOfTeam(ctx: Ctx, teamId: string): Promise<TeamForm> {
  const { team, members } = await transaction(ctx, async (tx) => {
    const found = await teamById(tx, ctx, teamId);
    if (!found) throw new UserError('That team is gone.');
    return { team: found, members: await membersOf(tx, ctx, teamId) };
  });
  await requireMaySetUp(ctx, team);
  const inRole = (role: Role) => members.filter((member) => member.role === role).map((member) => member.slackId);
  return {
    teamId: team.id,
    name: team.name,
    teamChannel: team.teamChannel,
    escalationsChannel: team.escalationsChannel,
    managers: inRole('manager'),
    leads: inRole('lead'),
    directors: inRole('director'),
    agentsFrom: team.agentsFrom,
    agents: team.agentsFrom === 'picked' ? inRole('agent') : [],
    timeZone: team.timeZone,
    hours: team.businessHoursText,
    currency: team.currency,
    looked: {},
    isNew: false,
  };
}
