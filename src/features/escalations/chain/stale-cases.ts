import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { keepSchedule, dropSchedule, type Occurrence, type ScheduleKind } from '../../../jobs/define-schedule.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { calendarOf, teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { peopleByIds, teamById } from '../../../people/queries.ts';
import { isOrdinary } from '../finding/cases-visible-to.ts';
import { openStates } from '../lifecycle.ts';
import { cases } from '../tables.ts';
import { MOST_LISTED, staleMessage } from './stale-messages.ts';
import { opensOn, quietSince, sweepMinutes } from './stale-rules.ts';

/** Once on each working day of a team, when it opens. */
export const staleSweep: ScheduleKind = { name: 'case.stale-sweep', graceMinutes: 4 * 60 };

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** One schedule for each weekday that the team works: each begins at its own time. */
export async function keepStaleSweep(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const stored = await calendarOf(tx, ctx, teamId);
  if (!stored) return;
  const { timeZone } = stored.team;
  for (const weekday of WEEKDAYS) {
    const minutes = sweepMinutes(stored.parts, weekday);
    const key = `${teamId}:${weekday}`;
    if (minutes === undefined) await dropSchedule(tx, ctx, staleSweep, key);
    else await keepSchedule(tx, ctx, staleSweep, key, { minutes, weekdays: [weekday], timeZone });
  }
}

/**
 * One message in the escalations channel that lists what has been quiet; none on a day without an opening, or if nothing
 * is.
 */
export function sweepStaleCases(ctx: Ctx, { key, localDate, scheduledFor, isLate }: Occurrence): Promise<void> {
  const teamId = z.uuid().parse(key.split(':')[0]);
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) return;
    const { calendar } = await teamCalendar(tx, ctx, teamId);
    const since = opensOn(calendar, localDate) ? quietSince(calendar, localDate) : undefined;
    const quiet = since ? await unchangedSince(tx, ctx, teamId, since) : [];
    const [first] = quiet;
    if (!first) return;
    const owners = await peopleByIds(
      tx,
      ctx,
      quiet.flatMap(({ owner }) => owner ?? []),
    );
    const names = Object.fromEntries([...owners].map(([slackId, { name }]) => [slackId, name]));
    const lateSince = isLate ? scheduledFor : undefined;
    const message = staleMessage({ quiet, total: first.total, lateSince }, names, team.timeZone);
    const dedupeKey = `stale:${key}:${localDate}`;
    await enqueue(tx, ctx, [{ kind: 'post', to: team.escalationsChannel, message, dedupeKey }]);
  });
}

/** As many as the message lists, each with how many there are in all: the most urgent first, of these the longest quiet. */
function unchangedSince(tx: Tx, ctx: Ctx, teamId: string, since: Date) {
  const { id, number, urgency, summary, owner, changedAt } = cases;
  return tx
    .select({ id, number, urgency, summary, owner, changedAt, total: sql<number>`count(*) over ()::int` })
    .from(cases)
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.teamId, teamId),
        inArray(cases.state, [...openStates]),
        isOrdinary,
        lt(cases.changedAt, since),
      ),
    )
    .orderBy(sql`array_position(array['critical', 'high'], ${cases.urgency})`, asc(cases.changedAt), asc(cases.number))
    .limit(MOST_LISTED);
}
