import { and, desc, eq, gt, lt, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { addDays, localDate, toInstant } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { people, teams } from '../../../people/tables.ts';
import { shifts, shiftVersions } from '../roster/tables.ts';
import { kindText } from '../roster/shift-words.ts';
import type { FeedEvent } from './write-ics.ts';

/** Long enough to compare a payslip with, … */
const BACK_DAYS = 15;
/** … and to plan a holiday by; calendars read all of it every few hours. */
const AHEAD_DAYS = 184;
/** The nearest ones of a team that has more: a calendar is no archive, and some refuse files of over a megabyte. */
const MOST_EVENTS = 2_000;

export interface Whose {
  readonly slackId: string;
  /** Null: their own shifts. */
  readonly teamId: string | null;
}

/** The shifts of a feed, the earliest first, those that were in it and are off marked as cancelled. Two statements. */
export async function readFeed(tx: Tx, ctx: Ctx, whose: Whose): Promise<readonly FeedEvent[]> {
  const [held, lost] = [await readHeld(tx, ctx, whose), await readLost(tx, ctx, whose)];
  const now = ctx.clock.now().getTime();
  const fromNow = ({ startsAt }: Row) => Math.abs(startsAt.getTime() - now);
  const near = [...held, ...lost].toSorted((one, other) => fromNow(one) - fromNow(other)).slice(0, MOST_EVENTS);
  const rows = near.toSorted(
    (one, other) => one.startsAt.getTime() - other.startsAt.getTime() || (one.shiftId < other.shiftId ? -1 : 1),
  );
  return rows.map((row) => eventOf(row, whose));
}

const facts = {
  shiftId: shifts.id,
  version: shifts.version,
  changedAt: shifts.changedAt,
  type: shifts.type,
  role: shifts.role,
  activity: shifts.activity,
  site: shifts.site,
  comment: shifts.comment,
  breakMinutes: shifts.breakMinutes,
  teamName: teams.name,
} as const;

const isHeld = and(eq(shifts.state, 'planned'), eq(shifts.isPublished, true));

async function readHeld(tx: Tx, ctx: Ctx, { slackId, teamId }: Whose) {
  const { from, to } = windowOf(ctx);
  const found = await tx
    .select({
      ...facts,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
      timeZone: shifts.timeZone,
      slackId: shifts.slackId,
      personName: people.name,
    })
    .from(shifts)
    .innerJoin(teams, and(eq(teams.workspaceId, shifts.workspaceId), eq(teams.id, shifts.teamId)))
    .leftJoin(people, and(eq(people.workspaceId, shifts.workspaceId), eq(people.slackId, shifts.slackId)))
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        teamId === null ? eq(shifts.slackId, slackId) : eq(shifts.teamId, teamId),
        isHeld,
        gt(shifts.endsAt, from),
        lt(shifts.startsAt, to),
      ),
    )
    .orderBy(nearest(ctx, shifts.startsAt), shifts.id)
    .limit(MOST_EVENTS);
  return found.map((row) => Object.assign(row, { isCancelled: false }));
}

/** What was published in this feed once and is no more in it: as it was then, under the version that the shift has now. */
async function readLost(tx: Tx, ctx: Ctx, { slackId, teamId }: Whose) {
  const { from, to } = windowOf(ctx);
  const wasIn = teamId === null ? eq(shiftVersions.slackId, slackId) : eq(shifts.teamId, teamId);
  const isIn = teamId === null ? and(isHeld, eq(shifts.slackId, slackId)) : isHeld;
  const lost = tx
    .selectDistinctOn([shifts.id], {
      ...facts,
      teamName: sql<string>`${teams.name}`.as('team_name'),
      startsAt: shiftVersions.startsAt,
      endsAt: shiftVersions.endsAt,
      timeZone: shiftVersions.timeZone,
      slackId: shiftVersions.slackId,
      personName: sql<string | null>`${people.name}`.as('person_name'),
    })
    .from(shiftVersions)
    .innerJoin(shifts, and(eq(shifts.workspaceId, shiftVersions.workspaceId), eq(shifts.id, shiftVersions.shiftId)))
    .innerJoin(teams, and(eq(teams.workspaceId, shifts.workspaceId), eq(teams.id, shifts.teamId)))
    .leftJoin(people, and(eq(people.workspaceId, shiftVersions.workspaceId), eq(people.slackId, shiftVersions.slackId)))
    .where(
      and(
        eq(shiftVersions.workspaceId, ctx.workspaceId),
        wasIn,
        eq(shiftVersions.state, 'planned'),
        eq(shiftVersions.isPublished, true),
        gt(shiftVersions.endsAt, from),
        lt(shiftVersions.startsAt, to),
        // Null where nobody has it now: that is another person too.
        sql`(${isIn}) is not true`,
      ),
    )
    .orderBy(shifts.id, desc(shiftVersions.version))
    .as('lost');
  const found = await tx.select().from(lost).orderBy(nearest(ctx, lost.startsAt), lost.shiftId).limit(MOST_EVENTS);
  return found.map((row) => Object.assign(row, { isCancelled: true }));
}

/** Of a roster too large for a feed, what is furthest from now is left out. */
function nearest({ clock }: Ctx, startsAt: SQLWrapper): SQL {
  return sql`abs(extract(epoch from ${startsAt} - ${clock.now().toISOString()}::timestamptz))`;
}

type Row = Awaited<ReturnType<typeof readHeld>>[number];

function eventOf(row: Row, { teamId }: Whose): FeedEvent {
  const { shiftId, version, changedAt, startsAt, endsAt, timeZone, isCancelled, site } = row;
  const kind = kindText({ ...row, site: null }) || 'Shift';
  const lines = [row.teamName, row.breakMinutes > 0 && `Unpaid break: ${row.breakMinutes} min`, row.comment];
  // A comment is for whoever works the shift: not for a team's readers, nor for whoever had it before it was written.
  const isTheirs = teamId === null && !isCancelled;
  return {
    shiftId,
    version,
    changedAt,
    startsAt,
    endsAt,
    timeZone,
    isCancelled,
    location: site,
    summary: teamId === null ? kind : `${nameOf(row)} · ${kind}`,
    description: isTheirs ? lines.filter(Boolean).join('\n') : null,
  };
}

function nameOf({ slackId, personName }: Pick<Row, 'slackId' | 'personName'>): string {
  return slackId === null ? 'Open' : (personName ?? 'Somebody who has left');
}

/** Whole dates, so that what is asked for within a day is the same. */
function windowOf({ clock }: Ctx): { readonly from: Date; readonly to: Date } {
  const today = localDate(clock.now(), 'UTC');
  return { from: toInstant(addDays(today, -BACK_DAYS), 0, 'UTC'), to: toInstant(addDays(today, AHEAD_DAYS), 0, 'UTC') };
}
