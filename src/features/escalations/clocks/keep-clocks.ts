import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { teamCalendar, type TeamCalendar } from '../../../people/calendar/team-calendar.ts';
import type { Case } from '../tables.ts';
import { clocksOf, isAsKept, sameRun, whatWasTold, type CaseClock } from './clocks.ts';
import { measuresOf } from './measures.ts';
import { readCase } from './read-case.ts';
import { recordBreach } from './record-breach.ts';
import { writeClocks } from './write-clocks.ts';

/**
 * Works out the clocks of a case anew, after its log, its urgency or what it is counted by has changed, and sets its timer.
 * The caller holds the row of the case. A breach that shows only now is recorded, one that turns out to be none withdrawn.
 * Returns whether there was anything to change. `known` is the team's calendar where it was read for many cases at once;
 * if these clocks have followed a newer one, it is read again.
 */
export async function keepClocks(tx: Tx, ctx: Ctx, of: Case, known?: TeamCalendar): Promise<boolean> {
  const { entries, targets, kept } = await readCase(tx, ctx, of);
  const isOld = kept.some(({ calendarRevision }) => known && calendarRevision > known.revision);
  const team = known && !isOld ? known : await teamCalendar(tx, ctx, of.teamId);
  const clocks = clocksOf(of, entries, measuresOf(team, targets, of.urgency), ctx.clock.now(), kept);
  if (isAsKept(clocks, kept)) return false;

  await writeClocks(tx, ctx, of.id, clocks);
  for (const clock of clocks) {
    const change = changeOfBreach(clock, kept);
    if (change) await recordBreach(tx, ctx, of.id, change, clock);
  }
  return true;
}

/** What is to be recorded of a clock, once it was worked out anew. */
function changeOfBreach(clock: CaseClock, kept: readonly CaseClock[]) {
  if (clock.breachedAt !== null) return whatWasTold(kept, clock)?.breachedAt ? undefined : 'case.clock-breached';
  return sameRun(kept, clock)?.breachedAt ? 'case.breach-withdrawn' : undefined;
}
