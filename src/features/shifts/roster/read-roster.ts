import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { teams } from '../../../people/tables.ts';
import { indexRoster } from '../rules/index-roster.ts';
import type { Policy } from '../rules/policy.ts';
import type { Roster, Stretch } from '../rules/roster.ts';
import { holdPeople } from './hold-people.ts';
import { idsIn } from './ids-in.ts';
import { lookAround, looksAtWholeTeam } from './look-around.ts';
import { readPeople } from './read-people.ts';
import { isOneOf, readShifts } from './read-shifts.ts';

export interface RosterWanted {
  readonly teamId: string;
  /** All members of the team unless given. */
  readonly people?: readonly string[];
  /** From the first to the last instant of what may change hands. */
  readonly around: Stretch;
  /** By which it will be judged: some rules look further around than five weeks, or at everybody. */
  readonly policy?: Policy;
  /** Holds these people (hold-people.ts). */
  readonly isHolding?: boolean;
}

/**
 * What rules look at: every planned shift of these people, whichever the team, and the team's open ones, as far around as
 * rules look. Three statements, one more to hold people.
 */
export async function readRoster(tx: Tx, ctx: Ctx, wanted: RosterWanted): Promise<Roster> {
  const { teamId, people, around, policy, isHolding } = wanted;
  if (isHolding) await holdPeople(tx, ctx, people ?? []);
  const within = lookAround(around, policy);
  const zone = await zoneOf(tx, ctx, teamId);
  const who = people && !looksAtWholeTeam(policy) ? idsIn(people) : membersOf(ctx, teamId, people);
  const known = await readPeople(tx, ctx, { who, zone, within });
  const theirs = sql`${isOneOf([...known.keys()])} or (slack_id is null and team_id = ${teamId}::uuid)`;
  const shifts = await readShifts(tx, ctx, within, theirs);
  return indexRoster({ zone, now: ctx.clock.now().getTime(), people: known.values(), shifts });
}

async function zoneOf(tx: Tx, ctx: Ctx, teamId: string): Promise<string> {
  const [team] = await tx
    .select({ zone: teams.timeZone })
    .from(teams)
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)));
  if (!team) throw new UserError('This team is gone.');
  return team.zone;
}

export function membersOf(ctx: Ctx, teamId: string, others: readonly string[] = []): SQL {
  return sql`
    select slack_id from members where workspace_id = ${ctx.workspaceId} and team_id = ${teamId}::uuid
    union ${idsIn(others)}`;
}
