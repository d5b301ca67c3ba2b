import { and, between, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { workingCalendars, type Presence } from '../../../people/presence.ts';
import { neverThere } from '../../../people/presence-rule.ts';
import { absences, shifts } from '../roster/tables.ts';
import { attendanceOf, ROSTERED_MS, type Rostered } from './shift-presence.ts';

/**
 * Who of these people is at work now: during their shifts, whichever team they are for, and by their hours where the roster
 * has them on hardly any day within 14; never in leave, training or the like. Whoever is not on this team, or has no account any more,
 * is never there. In the order asked.
 */
export async function presenceOf(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  slackIds: readonly string[],
): Promise<readonly Presence[]> {
  const calendars = await workingCalendars(tx, ctx, teamId, slackIds);
  const rosters = await rosteredOf(tx, ctx, [...calendars.keys()]);
  const now = ctx.clock.now();
  return slackIds.map((slackId) => {
    const calendar = calendars.get(slackId);
    if (!calendar) return { slackId, ...neverThere };
    return { slackId, ...attendanceOf(rosters.get(slackId) ?? nothing, calendar, now) };
  });
}

const nothing: Rostered = { shifts: [], away: [] };

async function rosteredOf(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<ReadonlyMap<string, Rostered>> {
  if (slackIds.length === 0) return new Map();
  const now = ctx.clock.now();
  const onRoster = tx
    .select({
      slackId: sql<string>`${shifts.slackId}`,
      isWork: isNull(shifts.activity).mapWith(Boolean),
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
    })
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        inArray(shifts.slackId, [...slackIds]),
        between(shifts.startsAt, new Date(now.getTime() - ROSTERED_MS), new Date(now.getTime() + ROSTERED_MS)),
        eq(shifts.state, 'planned'),
        shifts.isPublished,
      ),
    );
  const away = tx
    .select({
      slackId: absences.slackId,
      isWork: sql<boolean>`false`,
      startsAt: absences.startsAt,
      endsAt: absences.endsAt,
    })
    .from(absences)
    .where(
      and(
        eq(absences.workspaceId, ctx.workspaceId),
        inArray(absences.slackId, [...slackIds]),
        gt(absences.endsAt, now),
      ),
    );
  const found = await unionAll(onRoster, away).orderBy(sql`3`);
  const rosters = new Map<string, { shifts: Rostered['shifts'][number][]; away: Rostered['away'][number][] }>();
  for (const { slackId, isWork, startsAt, endsAt } of found) {
    const of = rosters.get(slackId) ?? { shifts: [], away: [] };
    (isWork ? of.shifts : of.away).push({ from: startsAt.getTime(), to: endsAt.getTime() });
    rosters.set(slackId, of);
  }
  return rosters;
}
