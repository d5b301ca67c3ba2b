import { and, eq } from 'drizzle-orm';
import { roundTheClock } from '../../../core/business-time/calendar.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { TeamCalendar } from '../../../people/calendar/team-calendar.ts';
import type { Urgency } from '../tables.ts';
import type { Measures } from './clocks.ts';
import { caseTargets } from './tables.ts';
import { defaultTargets, type Targets, type TeamTargets } from './targets.ts';

export type TargetRow = typeof caseTargets.$inferSelect;

/** The targets of a team as they are now. */
export async function teamTargets(tx: Tx, ctx: Ctx, teamId: string): Promise<TeamTargets> {
  return targetsFrom(
    await tx
      .select()
      .from(caseTargets)
      .where(and(eq(caseTargets.workspaceId, ctx.workspaceId), eq(caseTargets.teamId, teamId))),
  );
}

type SavedTargets = Pick<TargetRow, 'urgency' | 'revision'> & Targets;

export function targetsFrom(rows: readonly SavedTargets[]): TeamTargets {
  const saved = Object.fromEntries(rows.map((row) => [row.urgency, row]));
  return {
    revision: rows[0]?.revision ?? defaultTargets.revision,
    byUrgency: { ...defaultTargets.byUrgency, ...saved },
  };
}

/** What a team's cases of an urgency are counted by. */
export function measuresOf({ calendar, revision }: TeamCalendar, all: TeamTargets, urgency: Urgency): Measures {
  const targets = all.byUrgency[urgency];
  return {
    calendar: targets.isRoundTheClock ? roundTheClock(calendar) : calendar,
    calendarRevision: revision,
    targets,
    targetRevision: all.revision,
  };
}
