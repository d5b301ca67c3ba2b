import { type Ctx, transaction } from '../../src/core/context.ts';
import { deliverHandler, type DeliverOptions } from '../../src/outbox/deliver.ts';
import { enqueue, type Outgoing } from '../../src/outbox/enqueue.ts';
import type { TestDatabase } from './database.ts';
import type { TinySlack } from './tiny-slack.ts';
import { testWorker } from './worker.ts';
import type { Worker } from '../../src/jobs/worker.ts';

/** A worker that delivers to the tiny Slack, started. */
export async function startDelivering(
  database: TestDatabase,
  slack: TinySlack,
  options: Partial<DeliverOptions> = {},
): Promise<Worker> {
  const handler = deliverHandler({
    slack: { client: () => Promise.resolve(slack.client()) },
    responseUrlOrigins: [slack.url],
    ...options,
  });
  const worker = testWorker(database.db, [handler]);
  await worker.start();
  return worker;
}

export function queue(ctx: Ctx, ...messages: readonly Outgoing[]): Promise<void> {
  return transaction(ctx, (tx) => enqueue(tx, ctx, messages));
}

/** What waits need not wait out its pause: for tests that are not about time. */
export async function hurry(database: TestDatabase): Promise<void> {
  await database.sql`update outbox_lanes set posts_not_before = null, edits_not_before = null
    where posts_not_before is not null or edits_not_before is not null`;
  await database.sql`update jobs set run_at = business_now() where lease_token is null and run_at > business_now()`;
  await database.sql`notify jobs`;
}

export interface OutboxRow {
  readonly sequence: number;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

export function outboxRows(database: TestDatabase): Promise<OutboxRow[]> {
  return database.sql<OutboxRow[]>`
    select sequence::int, state, attempts, last_error as "lastError" from outbox_messages order by channel, sequence`;
}
