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
 * Who of these people is at work now: by their own working hours where they gave some, else by their team's hours, both
 * in their own time zone and not on the team's holidays. Whoever is not on the team, or has no account any more, is never there. In the order asked.
 */
export async function presenceOf(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  slackIds: readonly string[],
): Promise<readonly Presence[]> {
  if (slackIds.length === 0) return [];
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
  const known = new Map(found.map((person) => [person.slackId, person]));
  const now = ctx.clock.now();
  return slackIds.map((slackId) => {
    const person = known.get(slackId);
    return { slackId, ...(person ? attendanceAt(ownCalendar(calendar, person), now) : neverThere) };
  });
}

/** A team's calendar as one of its people lives it. */
function ownCalendar(team: Calendar, { timeZone, workingHours }: Hours): Calendar {
  if (workingHours === null) return { ...team, timeZone };
  return { ...team, timeZone, isRoundTheClock: false, weekly: workingHours, datedHours: new Map() };
}

type Hours = Pick<typeof people.$inferSelect, 'timeZone' | 'workingHours'>;
