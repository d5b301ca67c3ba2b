import { sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { idsIn } from '../roster/ids-in.ts';
import { isOneOf, readShifts } from '../roster/read-shifts.ts';
import type { ShiftRow } from '../roster/tables.ts';
import type { Shift, Stretch } from '../rules/roster.ts';
import type { Wants } from '../swaps/tables.ts';

export interface AudienceWanted {
  readonly given: ShiftRow;
  readonly isPart: boolean;
  readonly wants: Wants | null;
  readonly askedOnly?: readonly string[];
}

/** Who may be asked, and how long they might have something that the owner would take in return. */
export interface Audience {
  readonly asked: readonly Asked[];
  /** When the last shift on the team's roster starts, in epoch milliseconds; null: there is none. */
  readonly lastStart: number | null;
}

export interface Asked {
  readonly person: string;
  /** Whether they have the role of the shift as a skill, until whichever date; anybody has one that it does not name. */
  readonly isSkilled: boolean;
}

interface Row extends Asked, Record<string, unknown> {
  readonly lastStart: number | null;
}

/** Everybody of the shift's team who has an account, in whichever role there, without its owner. */
export async function audienceOf(tx: Tx, ctx: Ctx, { given, askedOnly }: AudienceWanted): Promise<Audience> {
  const named = askedOnly && sql`and members.slack_id in (${idsIn(askedOnly)})`;
  const rows = await tx.execute<Row>(sql`
    with asked as (
      select distinct members.slack_id from members
      join people on people.workspace_id = members.workspace_id and people.slack_id = members.slack_id
      where members.workspace_id = ${ctx.workspaceId} and members.team_id = ${given.teamId}::uuid
        and people.kind = 'full'
        and members.slack_id <> ${given.slackId ?? ''} ${named ?? sql``}
    ), skilled as (
      select slack_id from qualifications where workspace_id = ${ctx.workspaceId} and name = ${given.role}::text
    ), roster as (
      select date_part('epoch', max(starts_at)) * 1000 as last_start from shifts
      where workspace_id = ${ctx.workspaceId} and team_id = ${given.teamId}::uuid
    )
    select slack_id as person, roster.last_start as "lastStart",
      ${given.role}::text is null or slack_id in (select slack_id from skilled) as "isSkilled"
    from asked cross join roster order by slack_id`);
  return {
    asked: rows.map(({ person, isSkilled }) => ({ person, isSkilled })),
    lastStart: rows[0]?.lastStart ?? null,
  };
}

/**
 * How many answers there would be without rules, as `candidatesOf` has them: people where nothing is wanted, else their shifts
 * of the same team that are still ahead, wanted, and not the same thing over again.
 */
export async function countAnswers(
  tx: Tx,
  ctx: Ctx,
  wanted: AudienceWanted,
  { asked }: Pick<Audience, 'asked'>,
): Promise<number> {
  if (wanted.wants === null) return asked.length;
  const theirs = sql`slack_id in (${idsIn(asked.map(({ person }) => person))})`;
  const [found] = await tx.execute<{ answers: number }>(sql`
    select count(*)::int as answers from shifts where ${isAnswer(ctx, wanted, wanted.wants)} and ${theirs}`);
  return found?.answers ?? 0;
}

/** Where answers can lie at all. */
export interface Within {
  readonly people: readonly string[];
  /** All of an answer lies in one of these. */
  readonly stretches: readonly Stretch[];
  /** It asks for one of these, or for none; undefined: for whatever it likes. */
  readonly roles?: readonly string[] | undefined;
}

/** Those of the answers that `countAnswers` counts which lie within, with everything that rules ask of what changes hands. */
export async function readAnswers(
  tx: Tx,
  ctx: Ctx,
  wanted: AudienceWanted & { readonly wants: Wants },
  { people, stretches, roles }: Within,
): Promise<readonly Shift[]> {
  if (people.length === 0 || stretches.length === 0) return [];
  const { from, to } = hull(stretches);
  const free = JSON.stringify(stretches.map((stretch) => ({ from: iso(stretch.from), to: iso(stretch.to) })));
  const isFree = sql`exists (
    select from jsonb_to_recordset(${free}::jsonb) as free ("from" timestamptz, "to" timestamptz)
    where shifts.starts_at >= free."from" and shifts.ends_at <= free."to")`;
  const isDoable = roles ? sql`(role is null or role in (${idsIn(roles)}))` : sql`true`;
  const which = sql`${isAnswer(ctx, wanted, wanted.wants)} and ${isFree} and ${isOneOf(people)} and ${isDoable}`;
  return readShifts(tx, ctx, { from, to }, which);
}

/** From the first start to the last end. */
export function hullOf(shifts: readonly Shift[]): Stretch {
  return hull(shifts.map(({ start, end }) => ({ from: start, to: end })));
}

function hull(stretches: readonly Stretch[]): Stretch {
  return {
    from: stretches.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
    to: stretches.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY),
  };
}

function isAnswer(ctx: Ctx, { given, isPart }: AudienceWanted, { dates, types, shiftIds }: Wants): SQL {
  const conditions = [
    sql`shifts.workspace_id = ${ctx.workspaceId} and shifts.team_id = ${given.teamId}::uuid and shifts.state = 'planned'
      and shifts.starts_at > ${iso(ctx.clock.now().getTime())}::timestamptz`,
    dates && sql`left(shifts.starts_local, 10) in (${idsIn(dates)})`,
    types && sql`shifts.type in (${idsIn(types)})`,
    shiftIds && sql`shifts.id::text in (${idsIn(shiftIds)})`,
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

function iso(at: number): string {
  return new Date(at).toISOString();
}
