import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { isOpenAt } from '../../../core/business-time/counting.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { keepSchedule, dropSchedule, type Occurrence, type ScheduleKind } from '../../../jobs/define-schedule.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { calendarOf, teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { peopleByIds, teamById } from '../../../people/queries.ts';
import { openStates } from '../lifecycle.ts';
import { cases, type Case } from '../tables.ts';
import { staleMessage } from './messages.ts';
import { isQuiet, QUIET_DAYS, sweepMinutes } from './stale-rules.ts';

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

/** One message in the escalations channel that lists what has been quiet; none on a holiday, or if nothing is. */
export function sweepStaleCases(ctx: Ctx, { key, localDate, scheduledFor }: Occurrence): Promise<void> {
  const teamId = z.uuid().parse(key.split(':')[0]);
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) return;
    const { calendar } = await teamCalendar(tx, ctx, teamId);
    if (!isOpenAt(calendar, scheduledFor)) return;
    const quiet = await quietCases(tx, ctx, teamId, calendar, scheduledFor);
    if (quiet.length === 0) return;
    const owners = await peopleByIds(
      tx,
      ctx,
      quiet.flatMap(({ owner }) => owner ?? []),
    );
    const names = Object.fromEntries([...owners].map(([slackId, { name }]) => [slackId, name]));
    const message = staleMessage(quiet, names, team.timeZone);
    const dedupeKey = `stale:${key}:${localDate}`;
    await enqueue(tx, ctx, [{ kind: 'post', to: team.escalationsChannel, message, dedupeKey }]);
  });
}

/** A working day is no shorter than a day of the calendar, so the database leaves out what is too young in any calendar. */
async function quietCases(tx: Tx, ctx: Ctx, teamId: string, calendar: Calendar, now: Date): Promise<readonly Case[]> {
  const found = await tx
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.teamId, teamId),
        inArray(cases.state, [...openStates]),
        eq(cases.isPrivate, false),
        lt(cases.changedAt, new Date(now.getTime() - QUIET_DAYS * 86_400_000)),
      ),
    )
    .orderBy(asc(cases.changedAt), asc(cases.number));
  return found.filter(({ changedAt }) => isQuiet(calendar, changedAt, now));
}
