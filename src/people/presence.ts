import { and, eq, inArray } from 'drizzle-orm';
import type { Calendar } from '../core/business-time/calendar.ts';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { teamCalendar } from './calendar/team-calendar.ts';
import { type Attendance, attendanceAt, neverThere } from './presence-rule.ts';
import { members, people } from './tables.ts';

/** Whether somebody of a team can be expected to act, until when, and when they next can. */
export interface Presence extends Attendance {
  readonly slackId: string;
}

/**
 * Who of these people is at work now by hours: their own where they gave some, else their team's, both in their own time
 * zone and not on the team's holidays. Whoever is not on the team, or has no account any more, is never there. In the order
 * asked. Features ask features/shifts, which knows the roster too.
 */
export async function presenceByHours(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  slackIds: readonly string[],
): Promise<readonly Presence[]> {
  const calendars = await workingCalendars(tx, ctx, teamId, slackIds);
  const now = ctx.clock.now();
  return slackIds.map((slackId) => {
    const calendar = calendars.get(slackId);
    return { slackId, ...(calendar ? attendanceAt(calendar, now) : neverThere) };
  });
}

/** By which calendar each of these people works for a team. Whoever is not on it, or has no account any more, has none. */
export async function workingCalendars(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  slackIds: readonly string[],
): Promise<ReadonlyMap<string, Calendar>> {
  if (slackIds.length === 0) return new Map();
  const { calendar } = await teamCalendar(tx, ctx, teamId);
  const found = await tx
    .selectDistinct({ slackId: people.slackId, timeZone: people.timeZone, workingHours: people.workingHours })
    .from(people)
    .innerJoin(members, and(eq(members.workspaceId, people.workspaceId), eq(members.slackId, people.slackId)))
    .where(
      and(
        eq(people.workspaceId, ctx.workspaceId),
        eq(members.teamId, teamId),
        inArray(people.slackId, [...slackIds]),
        eq(people.kind, 'full'),
      ),
    );
  return new Map(found.map((person) => [person.slackId, ownCalendar(calendar, person)]));
}

/** A team's calendar as one of its people lives it. */
function ownCalendar(team: Calendar, { timeZone, workingHours }: Hours): Calendar {
  if (workingHours === null) return { ...team, timeZone };
  return { ...team, timeZone, isRoundTheClock: false, weekly: workingHours, datedHours: new Map() };
}

type Hours = Pick<typeof people.$inferSelect, 'timeZone' | 'workingHours'>;
