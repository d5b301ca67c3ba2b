import { sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Feature } from '../feature.ts';
import { upsertJobs, wakeWorkers } from '../jobs/add-job.ts';
import { type JobHandler, handleTimer } from '../jobs/define-job.ts';
import { teamChanged } from './job-kinds.ts';
import { allTeams } from './queries.ts';

/** What the features do when a team has changed. */
export type TeamChangeHook = NonNullable<Feature['onTeamChange']>;

/**
 * Has every feature look at these teams anew, in the transaction of what changed: zone, hours, calendar or people.
 * Several changes before it runs are one run.
 */
export async function queueTeamChanged(tx: Tx, ctx: Ctx, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  // In one order for everybody, so that two transactions cannot wait for each other's rows.
  const sorted = JSON.stringify([...new Set(teamIds)].toSorted());
  const rows = sql`
    select team, jsonb_build_object('teamId', team), business_now()
    from jsonb_array_elements_text(${sorted}::jsonb) as team`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, teamChanged, rows)}) select ${wakeWorkers(sql`added`)}`);
}

/** The same for every team of the workspace: at start, for what was missed or is new in this version. */
export function lookAtAllTeams(ctx: Ctx): Promise<void> {
  return transaction(ctx, async (tx) => {
    const teams = await allTeams(tx, ctx);
    await queueTeamChanged(
      tx,
      ctx,
      teams.map((team) => team.id),
    );
  });
}

/** Calls all of them; one that fails keeps none of the others from its turn, and has all of them called again. */
export function handleTeamChanged(hooks: () => readonly TeamChangeHook[]): JobHandler {
  return handleTimer(teamChanged, async (ctx, { teamId }) => {
    const failed: unknown[] = [];
    for (const hook of hooks()) await hook(ctx, teamId).catch((error: unknown) => failed.push(error));
    if (failed.length === 1) throw failed[0];
    if (failed.length > 1) throw new AggregateError(failed, 'several features could not follow a change of a team');
  });
}
