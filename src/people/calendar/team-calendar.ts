import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Calendar } from '../../core/business-time/calendar.ts';
import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { type Team, teams } from '../tables.ts';
import { buildCalendar, type CalendarParts } from './calendar-parts.ts';
import type { IcalDays } from './ical/read-ical.ts';
import { icalCopies, teamCalendars } from './tables.ts';

export interface TeamCalendar {
  readonly calendar: Calendar;
  /** Grows by one with each change that clocks have to follow. */
  readonly revision: number;
}

/** What transactions have read: all that one of them works out, it works out by the same calendar. */
const readIn = new WeakMap<Tx, Map<string, Promise<TeamCalendar>>>();

/** The calendar a team's clocks run in, as it was when this transaction first asked. One statement, once. */
export function teamCalendar(tx: Tx, ctx: Ctx, teamId: string): Promise<TeamCalendar> {
  const read = readIn.get(tx) ?? new Map<string, Promise<TeamCalendar>>();
  readIn.set(tx, read);
  const known = read.get(teamId) ?? readCalendar(tx, ctx, teamId);
  read.set(teamId, known);
  return known;
}

async function readCalendar(tx: Tx, ctx: Ctx, teamId: string): Promise<TeamCalendar> {
  const found = await calendarOf(tx, ctx, teamId);
  if (!found) throw new Error('a calendar was asked for of a team that does not exist');
  return { calendar: buildCalendar(found.parts, ctx.clock.now()), revision: found.revision };
}

export interface StoredCalendar {
  readonly team: Team;
  readonly parts: CalendarParts;
  readonly revision: number;
  /** What the form adds; undefined for a team whose calendar was never saved. */
  readonly saved: Omit<typeof teamCalendars.$inferSelect, 'workspaceId' | 'teamId'> | undefined;
}

/** What a team's calendar is made of; undefined if there is no such team. The id may be one that somebody made up. */
export async function calendarOf(tx: Tx, ctx: Ctx, teamId: string): Promise<StoredCalendar | undefined> {
  if (!z.uuid().safeParse(teamId).success) return undefined;
  const isInUse = sql`${icalCopies.source} in (${teamCalendars.icalUrl}, 'file:' || ${teamCalendars.fileId})`;
  const [found] = await tx
    .select({
      team: getTableColumns(teams),
      saved: getTableColumns(teamCalendars),
      ical: sql<IcalDays[]>`(
        select coalesce(jsonb_agg(${icalCopies.days} order by ${icalCopies.source}), '[]') from ${icalCopies}
        where ${icalCopies.workspaceId} = ${teams.workspaceId} and ${icalCopies.teamId} = ${teams.id} and ${isInUse})`,
    })
    .from(teams)
    .leftJoin(teamCalendars, and(eq(teamCalendars.workspaceId, teams.workspaceId), eq(teamCalendars.teamId, teams.id)))
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)));
  if (!found) return undefined;
  const { team, saved, ical } = found;
  const { timeZone, businessHours } = team;
  const { isRoundTheClock = false, place = null, days = [] } = saved ?? {};
  const parts = { timeZone, weekly: businessHours, isRoundTheClock, place, days, ical };
  return { team, parts, revision: saved?.revision ?? 1, saved: saved ?? undefined };
}

/** The team's zone or hours, or what its iCal file says, have changed: clocks have to follow. */
export async function bumpRevision(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  await tx
    .insert(teamCalendars)
    .values({ workspaceId: ctx.workspaceId, teamId, revision: 2 })
    .onConflictDoUpdate({
      target: [teamCalendars.workspaceId, teamCalendars.teamId],
      set: { revision: sql`${teamCalendars.revision} + 1` },
    });
}
