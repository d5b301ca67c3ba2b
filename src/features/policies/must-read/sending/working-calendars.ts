import type { Calendar } from '../../../../core/business-time/calendar.ts';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { workingCalendars } from '../../../../people/presence.ts';

interface Placed {
  readonly slackId: string;
  readonly teamId: string;
}

/** By which calendar each of these people works for the team through which they are asked. Two statements for each team. */
export async function calendarsOf(tx: Tx, ctx: Ctx, people: readonly Placed[]): Promise<ReadonlyMap<string, Calendar>> {
  const calendars = new Map<string, Calendar>();
  for (const teamId of [...new Set(people.map((one) => one.teamId))].toSorted()) {
    const own = people.filter((one) => one.teamId === teamId).map(({ slackId }) => slackId);
    for (const [slackId, calendar] of await workingCalendars(tx, ctx, teamId, own)) calendars.set(slackId, calendar);
  }
  return calendars;
}
