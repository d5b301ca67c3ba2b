import { sql } from 'drizzle-orm';
import { transaction } from '../core/context.ts';
import { hourly } from '../jobs/hourly.ts';

/** As long as a request can come again, what it had sent must be recognised. */
const KEEP_SENT = '26 hours';
/** What Slack refused for good stays long enough for an operator to look at it. */
const KEEP_FAILED = '30 days';

/** Throws away messages that have been sent. Where named messages stand is kept for good. */
export const pruneOutbox = hourly('outbox.prune', async (ctx) => {
  await transaction(ctx, (tx) =>
    tx.execute(sql`
      delete from outbox_messages
      where workspace_id = ${ctx.workspaceId}
        and (state in ('sent', 'superseded') and queued_at < clock_timestamp() - ${KEEP_SENT}::interval
          or state = 'failed' and queued_at < clock_timestamp() - ${KEEP_FAILED}::interval)`),
  );
});
