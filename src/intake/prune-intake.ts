import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Ctx, transaction } from '../core/context.ts';
import { addJob } from '../jobs/add-job.ts';
import { handleJob, jobKind, type JobHandler } from '../jobs/define-job.ts';

const EVERY_MS = 60 * 60 * 1000;

/** Slack repeats an event for up to 25 hours; until then it must be recognised. */
const KEEP_DONE = '26 hours';
/** What could not be worked off waits for an operator, and does not wait for ever. */
const KEEP_UNDONE = '30 days';

export const pruneIntake = jobKind('intake.prune', z.object({}));

/** Throws away what nobody needs any more, and comes back every hour. */
export function createPruneIntake(): JobHandler {
  return handleJob(pruneIntake, {
    run: async (ctx) => {
      await transaction(ctx, (tx) =>
        tx.execute(sql`
          delete from intake
          where workspace_id = ${ctx.workspaceId}
            and received_at < clock_timestamp() - ${KEEP_DONE}::interval
            and (done_at is not null or received_at < clock_timestamp() - ${KEEP_UNDONE}::interval)`),
      );
      await schedulePruning(ctx, EVERY_MS);
    },
  });
}

/** Call it at start for each workspace: however often it is called, there is one such job. */
export async function schedulePruning(ctx: Ctx, inMs = 0): Promise<void> {
  const runAt = new Date(ctx.clock.now().getTime() + inMs);
  await transaction(ctx, (tx) => addJob(tx, ctx, pruneIntake, {}, { runAt, dedupeKey: 'hourly' }));
}
