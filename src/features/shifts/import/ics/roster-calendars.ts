import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { jobKind } from '../../../../jobs/define-job.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { allTeams, teamById } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { may } from '../../../../people/permissions.ts';
import { IMPORT } from '../stored-import.ts';
import { type RosterCalendar, rosterCalendars } from '../tables.ts';
import type { AddCalendar } from './inputs.ts';

/** Reads a calendar again. One for each: the key is its id. */
export const readCalendarAgain = jobKind('shifts.read-calendar', z.object({ calendarId: z.uuid() }), 5);

const AGAIN_MS = 60 * 60 * 1000;
const MOST_CALENDARS = 100;

export interface CalendarAndTeam {
  readonly calendar: RosterCalendar;
  readonly team: Team;
}

/** Has a team's shifts read from a calendar, at once and then every hour. Sent twice, it is done once. */
export async function addCalendar(ctx: Ctx, { calendarId, teamId, url, slackId }: AddCalendar): Promise<void> {
  await transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, IMPORT, { teamId, teamName: team.name });
    const others = await tx.select({ id: rosterCalendars.id }).from(rosterCalendars).where(ofTeam(ctx, teamId));
    if (others.length >= MOST_CALENDARS) throw new UserError(`A team reads at most ${MOST_CALENDARS} calendars.`);
    const about = { workspaceId: ctx.workspaceId, id: calendarId, teamId, url, slackId };
    await tx
      .insert(rosterCalendars)
      .values({ ...about, addedBy: ctx.actor.slackId, addedAt: ctx.clock.now() })
      .onConflictDoNothing();
    // Whoever knows the address of a calendar can read it.
    const detail = { calendarId, host: new URL(url).host, slackId };
    await recordAudit(tx, ctx, { action: 'roster.calendar-added', subject: `team:${teamId}`, detail });
    await addJob(tx, ctx, readCalendarAgain, { calendarId }, { dedupeKey: calendarId });
  });
}

/** Reads the calendar no more. Its shifts stay on the roster as they are. */
export async function removeCalendar(ctx: Ctx, calendarId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const found = await calendarById(tx, ctx, calendarId);
    if (!found) return;
    requireMay(ctx, IMPORT, { teamId: found.team.id, teamName: found.team.name });
    await tx.delete(rosterCalendars).where(isCalendar(ctx, calendarId));
    const detail = { calendarId };
    await recordAudit(tx, ctx, { action: 'roster.calendar-removed', subject: `team:${found.team.id}`, detail });
  });
}

/** The calendars of every team whose roster the actor may import, and these teams. */
export async function calendarsInSight(
  ctx: Ctx,
): Promise<{ readonly teams: readonly Team[]; readonly calendars: readonly CalendarAndTeam[] }> {
  return transaction(ctx, async (tx) => {
    const all = await allTeams(tx, ctx);
    const theirs = new Map(
      all.filter(({ id }) => may(ctx.actor, IMPORT, { teamId: id })).map((team) => [team.id, team]),
    );
    // Says who may.
    if (theirs.size === 0) requireMay(ctx, IMPORT, {});
    const calendars = await tx.select().from(rosterCalendars).where(eq(rosterCalendars.workspaceId, ctx.workspaceId));
    const seen = calendars.flatMap((calendar) => {
      const team = theirs.get(calendar.teamId);
      return team ? [{ calendar, team }] : [];
    });
    return { teams: [...theirs.values()], calendars: seen };
  });
}

export async function calendarById(tx: Tx, ctx: Ctx, calendarId: string): Promise<CalendarAndTeam | undefined> {
  if (!z.uuid().safeParse(calendarId).success) return undefined;
  const [calendar] = await tx.select().from(rosterCalendars).where(isCalendar(ctx, calendarId));
  const team = calendar && (await teamById(tx, ctx, calendar.teamId));
  return calendar && team ? { calendar, team } : undefined;
}

/** The next time; one that is due already is not put off. */
export async function readCalendarLater(tx: Tx, ctx: Ctx, calendarId: string): Promise<void> {
  await addJob(tx, ctx, readCalendarAgain, { calendarId }, { delayMs: AGAIN_MS, dedupeKey: calendarId });
}

export async function keepCalendar(
  tx: Tx,
  ctx: Ctx,
  calendarId: string,
  read: Pick<RosterCalendar, 'content' | 'etag' | 'toldProblems'>,
): Promise<void> {
  const good = { readAt: ctx.clock.now(), failingSince: null, failure: null };
  await tx
    .update(rosterCalendars)
    .set({ ...read, ...good })
    .where(isCalendar(ctx, calendarId));
}

/** Since when it cannot be read is kept from the first failure on, which alone is answered with true. */
export async function keepCalendarFailure(tx: Tx, ctx: Ctx, calendarId: string, failure: string): Promise<boolean> {
  const first = await tx
    .update(rosterCalendars)
    .set({ failure, failingSince: sql`${ctx.clock.now().toISOString()}::timestamptz` })
    .where(and(isCalendar(ctx, calendarId), isNull(rosterCalendars.failingSince)))
    .returning({ id: rosterCalendars.id });
  if (first.length === 0) await tx.update(rosterCalendars).set({ failure }).where(isCalendar(ctx, calendarId));
  return first.length > 0;
}

function isCalendar(ctx: Ctx, calendarId: string) {
  return and(eq(rosterCalendars.workspaceId, ctx.workspaceId), eq(rosterCalendars.id, calendarId));
}

function ofTeam(ctx: Ctx, teamId: string) {
  return and(eq(rosterCalendars.workspaceId, ctx.workspaceId), eq(rosterCalendars.teamId, teamId));
}
