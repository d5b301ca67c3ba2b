import { z } from 'zod';
import type { Database } from '../db/client.ts';
import type { Backlog } from './metrics.ts';

const Row = z.object({
  intakePending: z.coerce.number(),
  jobsDead: z.coerce.number(),
  outboxPending: z.coerce.number(),
  outboxOldestSeconds: z.coerce.number(),
  outboxFailed: z.coerce.number(),
  lanesBlocked: z.coerce.number(),
  scheduleLagSeconds: z.coerce.number(),
});

/** Counts what waits or has failed, over all workspaces. */
export async function readBacklog(db: Database): Promise<Backlog> {
  const [row] = await db.system`
    select
      (select count(*) from intake where done_at is null) as "intakePending",
      (select count(*) from jobs where dead_at is not null) as "jobsDead",
      (select count(*) from outbox_messages where state in ('queued', 'sending')) as "outboxPending",
      (select coalesce(extract(epoch from clock_timestamp() - min(queued_at)), 0)
         from outbox_messages
         where state in ('queued', 'sending')
           and workspace_id <> all (array(select workspace_id from installations where removed_at is not null))
       ) as "outboxOldestSeconds",
      (select count(*) from outbox_messages where state = 'failed') as "outboxFailed",
      (select count(*) from outbox_lanes where blocked_reason is not null) as "lanesBlocked",
      (select greatest(0, coalesce(extract(epoch from business_now() - min(next_run_at)), 0))
         from schedules
         where workspace_id <> all (array(select workspace_id from installations where removed_at is not null))
       ) as "scheduleLagSeconds"`;
  return Row.parse(row);
}
