import type { Calendar } from '../../core/business-time/calendar.ts';
import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { teamById } from '../queries.ts';

export interface TeamCalendar {
  readonly calendar: Calendar;
  /** Grows by one with each change that clocks have to follow. */
  readonly revision: number;
}

/** The calendar a team's clocks run in, as it is now. */
export async function teamCalendar(tx: Tx, ctx: Ctx, teamId: string): Promise<TeamCalendar> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) throw new Error('a calendar was asked for of a team that does not exist');
  return {
    calendar: {
      timeZone: team.timeZone,
      isRoundTheClock: false,
      weekly: team.businessHours,
      holidays: new Set(),
      datedHours: new Map(),
      breaks: new Map(),
    },
    revision: 1,
  };
}
