import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Feature } from '../../../feature.ts';
import { addJob, upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import type { MadeChange } from '../roster/shift-change.ts';
import { rosterChanged } from './job-kinds.ts';
import { ROSTERED_MS } from './shift-presence.ts';
import { holdersOf, takenIn } from './taken-shifts.ts';

/** What the features do when the roster has changed. */
export type RosterHook = NonNullable<Feature['onRosterChange']>;

/** More than a swap or a person's edit ever changes: it is an import, in which nothing is taken from anybody for somebody else. */
const MOST_AT_ONCE = 20;

/**
 * Has every feature look anew at those whose shifts changed, in the transaction of the change; after an import, at all people
 * of its teams. What is far off changes nothing yet.
 */
export async function queueShiftsChanged(tx: Tx, ctx: Ctx, made: readonly MadeChange[]): Promise<void> {
  const now = ctx.clock.now().getTime();
  const near = made.filter(({ before, after }) =>
    [before, after].some((shift) => shift && Math.abs(shift.startsAt.getTime() - now) <= ROSTERED_MS),
  );
  if (near.length > MOST_AT_ONCE) {
    const teamIds = near.map(({ after }) => after.teamId);
    return queueRosterChanged(tx, ctx, teamIds);
  }
  const slackIds = holdersOf(near);
  if (slackIds.length > 0) await addJob(tx, ctx, rosterChanged, { slackIds, taken: takenIn(near) });
}

/** The same after a change of somebody's absences. */
export async function queueAbsencesChanged(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  if (slackIds.length > 0) await addJob(tx, ctx, rosterChanged, { slackIds, taken: [] });
}

/** For all people of these teams. Several changes before it runs are one run. */
async function queueRosterChanged(tx: Tx, ctx: Ctx, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  // In one order for everybody, so that two transactions cannot wait for each other's rows.
  const sorted = JSON.stringify([...new Set(teamIds)].toSorted());
  const rows = sql`
    select team, jsonb_build_object('teamId', team), business_now()
    from jsonb_array_elements_text(${sorted}::jsonb) as team`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, rosterChanged, rows)}) select ${wakeWorkers(sql`added`)}`);
}

/** Calls all of them; one that fails keeps none of the others from its turn, and has all of them called again. */
export function handleRosterChanged(hooks: () => readonly RosterHook[]): JobHandler {
  return handleTimer(rosterChanged, async (ctx, change) => {
    const failed: unknown[] = [];
    for (const hook of hooks()) await hook(ctx, change).catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw new AggregateError(failed, 'a feature could not follow a change of the roster');
  });
}
