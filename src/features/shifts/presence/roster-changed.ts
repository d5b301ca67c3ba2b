import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Feature } from '../../../feature.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { rosterChanged } from './job-kinds.ts';

/** What the features do when the roster of a team has changed. */
export type RosterHook = NonNullable<Feature['onRosterChange']>;

/**
 * Has every feature look anew at who is there, in the transaction that changed shifts or absences of these teams. Several
 * changes before it runs are one run.
 */
export async function queueRosterChanged(tx: Tx, ctx: Ctx, teamIds: readonly string[]): Promise<void> {
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
  return handleTimer(rosterChanged, async (ctx, { teamId }) => {
    const failed: unknown[] = [];
    for (const hook of hooks()) await hook(ctx, teamId).catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw new AggregateError(failed, 'a feature could not follow a change of the roster');
  });
}
