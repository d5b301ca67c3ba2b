import { sql } from 'drizzle-orm';
import { transaction } from '../core/context.ts';
import { hourly } from '../jobs/hourly.ts';

/** Slack repeats an event for up to 25 hours; until then it must be recognised. */
const KEEP_DONE = '26 hours';
/** What could not be worked off waits for an operator, and does not wait for ever. */
const KEEP_UNDONE = '30 days';

/** Throws away what nobody needs any more. */
export const pruneIntake = hourly('intake.prune', async (ctx) => {
  await transaction(ctx, (tx) =>
    tx.execute(sql`
      delete from intake
      where workspace_id = ${ctx.workspaceId}
        and received_at < clock_timestamp() - ${KEEP_DONE}::interval
        and (done_at is not null or received_at < clock_timestamp() - ${KEEP_UNDONE}::interval)`),
  );
});
