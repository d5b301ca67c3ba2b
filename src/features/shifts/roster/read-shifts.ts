import { sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Shift, Stretch } from '../rules/roster.ts';
import type { ShiftRow } from './tables.ts';

/** As the rules look at it. */
export function shiftOf(row: ShiftRow): Shift {
  return {
    id: row.id,
    person: row.slackId,
    start: row.startsAt.getTime(),
    end: row.endsAt.getTime(),
    zone: row.timeZone,
    role: row.role,
    type: row.type,
    activity: row.activity,
    credential: row.credential,
    site: row.site,
    teamId: row.teamId,
    breakMinutes: row.breakMinutes,
    isPublished: row.isPublished,
    isTradable: row.isTradable,
    version: row.version,
  };
}

/** The planned shifts that meet this condition and touch `within`, in any order. */
export async function readShifts(tx: Tx, ctx: Ctx, within: Stretch, which: SQL): Promise<readonly Shift[]> {
  const rows = await tx.execute<Shift & Record<string, unknown>>(sql`
    select id, slack_id as person, time_zone as zone, role, type, activity, credential, site, team_id as "teamId",
      date_part('epoch', starts_at) * 1000 as start, date_part('epoch', ends_at) * 1000 as end,
      break_minutes as "breakMinutes", is_published as "isPublished", is_tradable as "isTradable", version
    from shifts where ${isPlannedIn(ctx, within)} and (${which})`);
  return [...rows];
}

/**
 * Their shifts. An array tells the planner how many people there are: with a subselect it takes them for a hundred, and reads
 * what everybody of the workspace works (50,000 rows for one person in a team of 1,000) to find theirs.
 */
export function isOneOf(people: readonly string[]): SQL {
  return sql`slack_id = any(${sql.param(people)}::text[])`;
}

/** No shift is longer than a fortnight; an index finds those that start then. */
export function isPlannedIn(ctx: Ctx, { from, to }: Stretch): SQL {
  return sql`workspace_id = ${ctx.workspaceId} and state = 'planned' and starts_at < ${instant(to)}
    and starts_at > ${instant(from)} - interval '14 days' and ends_at > ${instant(from)}`;
}

function instant(at: number): SQL {
  return sql`${new Date(at).toISOString()}::timestamptz`;
}
