import { and, asc, eq, getTableColumns, gt, inArray, lt, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { people, teams } from '../../../people/tables.ts';
import { absences, shifts, type Absence, type ShiftRow } from '../roster/tables.ts';
import { swapRequests } from '../swaps/tables.ts';

/** Names of colleagues that a line has room for; the others are counted. */
const MOST_MATES = 5;

export interface Mates {
  readonly names: readonly string[];
  readonly total: number;
}

/** A shift of one person, or an open one, as a list shows it. */
export interface ListedShift extends ShiftRow {
  readonly teamName: string;
  /** Who works in the same team while it runs: some by name, and how many there are. */
  readonly mates: Mates;
  /** Somebody is asked to take it. */
  readonly isOffered: boolean;
}

/** Shifts that overlap `from`..`to` and fit `which`, in order. Drafts only where `withDrafts` names their team. */
export async function listShifts(
  tx: Tx,
  ctx: Ctx,
  {
    from,
    to,
    which,
    withDrafts = [],
  }: { from: Date; to: Date; which: SQL | undefined; withDrafts?: readonly string[] },
  most: number,
): Promise<readonly ListedShift[]> {
  return tx
    .select({
      ...getTableColumns(shifts),
      teamName: teams.name,
      mates: matesOf(ctx),
      isOffered: sql<boolean>`exists (
        select from ${swapRequests} where ${swapRequests.workspaceId} = ${shifts.workspaceId}
          and ${swapRequests.shiftId} = ${shifts.id} and ${swapRequests.state} in ('open', 'matched'))`,
    })
    .from(shifts)
    .innerJoin(teams, and(eq(teams.workspaceId, shifts.workspaceId), eq(teams.id, shifts.teamId)))
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        which,
        // Nobody works for two weeks on end: the bound lets the index find the first.
        gt(shifts.startsAt, new Date(from.getTime() - 14 * DAY_MS)),
        lt(shifts.startsAt, to),
        gt(shifts.endsAt, from),
        eq(shifts.state, 'planned'),
        isPublishedOr(withDrafts),
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shifts.id))
    .limit(most);
}

/** Published, or a draft of a team whose drafts the reader may see. */
export function isPublishedOr(draftsOf: readonly string[]): SQL {
  return draftsOf.length === 0
    ? sql`${shifts.isPublished}`
    : sql`(${shifts.isPublished} or ${inArray(shifts.teamId, [...draftsOf])})`;
}

function matesOf(ctx: Ctx): SQL<Mates> {
  return sql<Mates>`(
    select jsonb_build_object(
      'total', count(*),
      'names', coalesce(to_jsonb((array_agg(mate.name order by mate.name, mate.slack_id))[1:${sql.raw(String(MOST_MATES))}]), '[]')
    )
    from (
      select distinct person.slack_id, person.name
      from shifts as other
      join people as person on person.workspace_id = other.workspace_id and person.slack_id = other.slack_id
      where other.workspace_id = ${ctx.workspaceId} and other.team_id = ${shifts.teamId}
        and other.slack_id is distinct from ${shifts.slackId} and other.state = 'planned' and other.is_published
        and other.starts_at < ${shifts.endsAt} and other.starts_at > ${shifts.startsAt} - interval '1 day'
        and other.ends_at > ${shifts.startsAt}
    ) as mate
  )`;
}

export interface ListedAbsence extends Absence {
  readonly name: string;
}

/** When these people are away at any time between, in order. */
export function listAbsences(
  tx: Tx,
  ctx: Ctx,
  slackIds: SQL,
  { from, to }: { from: Date; to: Date },
): Promise<readonly ListedAbsence[]> {
  return tx
    .select({ ...getTableColumns(absences), name: people.name })
    .from(absences)
    .innerJoin(people, and(eq(people.workspaceId, absences.workspaceId), eq(people.slackId, absences.slackId)))
    .where(
      and(
        eq(absences.workspaceId, ctx.workspaceId),
        sql`${absences.slackId} in (${slackIds})`,
        lt(absences.startsAt, to),
        gt(absences.endsAt, from),
      ),
    )
    .orderBy(asc(absences.startsAt), asc(people.name), asc(absences.id))
    .limit(MOST_ABSENCES);
}

const MOST_ABSENCES = 60;
const DAY_MS = 86_400_000;
