import { sql, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { upsertJobs, wakeWorkers } from '../../jobs/add-job.ts';
import type { JobKind } from '../../jobs/define-job.ts';

/** Timers of one transaction. */
const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** The timers of a team that wait for something of it, such as hours or a person who is there. */
export interface Waiting<Input> {
  readonly kind: JobKind<Input>;
  /** Name of the input's only field, the id that is also the key. */
  readonly field: keyof Input & string;
  /** Selects the ids, as `id`. */
  readonly ids: SQL;
}

/** Nothing to wait for is in sight: when to look whether there is. */
export function aDayFrom(now: Date): Date {
  return new Date(now.getTime() + 24 * 60 * 60_000);
}

/**
 * Has them look now, after a change of the team: each compares with what is true before it does anything, and sets itself
 * anew. One that had nothing to wait for until now gets its timer this way. A batch at a time, in the order of their ids.
 */
export async function lookAgain<Input>(ctx: Ctx, waiting: Waiting<Input>): Promise<void> {
  let after: string | undefined = BEFORE_ALL;
  while (after !== undefined) {
    const from: string = after;
    after = await transaction(ctx, (tx) => queueBatch(tx, ctx, waiting, from));
  }
}

/** Returns the id it got to, or undefined if there are no more. */
async function queueBatch<Input>(
  tx: Tx,
  ctx: Ctx,
  { kind, field, ids }: Waiting<Input>,
  after: string,
): Promise<string | undefined> {
  const due = sql`select id::text, jsonb_build_object(${field}::text, id), business_now() from batch order by id`;
  const [batch] = await tx.execute<{ last: string | null }>(sql`
    with batch as materialized (
      select id from (${ids}) as waiting where id > ${after}::uuid order by id limit ${BATCH}
    ), jobs as (${upsertJobs(ctx, kind, due)})
    select (select id from batch order by id offset ${BATCH - 1}) as last, ${wakeWorkers(sql`jobs`)}`);
  return batch?.last ?? undefined;
}
