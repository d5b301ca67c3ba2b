import { sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Stretch } from '../rules/roster.ts';
import type { ShiftRow } from '../roster/tables.ts';
import type { Wants } from '../swaps/tables.ts';

/** Somebody who may be asked, and how many of their shifts the owner might take in return. */
export interface Asked extends Record<string, unknown> {
  readonly person: string;
  readonly answers: number;
  /** From the start of the first of those to the end of the last, in epoch milliseconds; null: there is none. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface AudienceWanted {
  readonly given: ShiftRow;
  readonly isPart: boolean;
  readonly wants: Wants | null;
  readonly askedOnly?: readonly string[];
}

/**
 * Agents and leads of the shift's team who have an account, without its owner. Their shifts are counted as `candidatesOf`
 * has them: of the same team, still ahead, wanted, and not the same thing over again.
 */
export async function audienceOf(tx: Tx, ctx: Ctx, wanted: AudienceWanted): Promise<readonly Asked[]> {
  const { given, askedOnly } = wanted;
  const asked = askedOnly && sql`and members.slack_id in (${textsIn(askedOnly)})`;
  const rows = await tx.execute<Asked>(sql`
    select members.slack_id as person, count(shifts.id)::int as answers,
      (extract(epoch from min(shifts.starts_at)) * 1000)::float8 as from,
      (extract(epoch from max(shifts.ends_at)) * 1000)::float8 as to
    from (
      select distinct members.slack_id from members
      join people on people.workspace_id = members.workspace_id and people.slack_id = members.slack_id
      where members.workspace_id = ${ctx.workspaceId} and members.team_id = ${given.teamId}::uuid
        and members.role in ('agent', 'lead') and people.kind = 'full'
        and members.slack_id <> ${given.slackId ?? ''} ${asked ?? sql``}
    ) as members
    left join shifts on shifts.workspace_id = ${ctx.workspaceId} and shifts.slack_id = members.slack_id
      and ${mightBeTaken(ctx, wanted)}
    group by members.slack_id order by members.slack_id`);
  return [...rows];
}

/** From the first to the last of what anybody might give for it. */
export function spanOf(asked: readonly Asked[]): Stretch | undefined {
  const starts = asked.flatMap(({ from }) => from ?? []);
  const ends = asked.flatMap(({ to }) => to ?? []);
  if (starts.length === 0) return undefined;
  return { from: starts.reduce((least, at) => Math.min(least, at)), to: ends.reduce((most, at) => Math.max(most, at)) };
}

function mightBeTaken(ctx: Ctx, { given, isPart, wants }: AudienceWanted): SQL {
  if (wants === null) return sql`false`;
  const { dates, types, shiftIds } = wants;
  const now = ctx.clock.now().toISOString();
  const conditions = [
    sql`shifts.team_id = ${given.teamId}::uuid and shifts.state = 'planned' and shifts.starts_at > ${now}::timestamptz`,
    dates && sql`left(shifts.starts_local, 10) in (${textsIn(dates)})`,
    types && sql`shifts.type in (${textsIn(types)})`,
    shiftIds && sql`shifts.id::text in (${textsIn(shiftIds)})`,
    isPart ? undefined : sql`not (${isAlike(given)})`,
  ];
  return sql.join(
    conditions.filter((each) => each !== undefined),
    sql` and `,
  );
}

function isAlike({ startsAt, endsAt, role, type, site, activity }: ShiftRow): SQL {
  return sql`shifts.starts_at = ${startsAt.toISOString()}::timestamptz
    and shifts.ends_at = ${endsAt.toISOString()}::timestamptz
    and (shifts.role, shifts.type, shifts.site, shifts.activity)
      is not distinct from (${role}::text, ${type}::text, ${site}::text, ${activity}::text)`;
}

function textsIn(texts: readonly string[]): SQL {
  return sql`select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb)`;
}
