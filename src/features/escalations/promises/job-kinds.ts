import { z } from 'zod';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import type { LedgerPromise } from './tables.ts';

/** Looks at a promise when it has to be reminded of, and when it is due; one such job each. */
export const watchPromise = jobKind('case.promise', z.object({ promiseId: z.uuid() }));

/** Has a promise looked at then; of two times the earlier one counts, and looking early changes nothing. */
export function watch(tx: Tx, ctx: Ctx, { id }: LedgerPromise, runAt: Date): Promise<void> {
  return addJob(tx, ctx, watchPromise, { promiseId: id }, { dedupeKey: id, runAt });
}
