import { z } from 'zod';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import type { Case, CaseEntry, CaseEntryKind } from '../tables.ts';
import type { Rhythm } from './repeating.ts';

/** Time to see whether the customer knows what was decided. One per case: the key is its id. */
export const tellCustomer = jobKind('case.tell-customer', z.object({ caseId: z.uuid() }));

const FIRST_MINUTES = 60;

/** A working hour after the decision, then once a working day. */
export const toTellCustomer: Rhythm = [FIRST_MINUTES];

const DECIDING: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>(['resolved', 'approved', 'upheld']);

/** Sets the timer that looks after a customer who is to be told. It fires at the earliest, and then counts. */
export async function watchCustomer(tx: Tx, ctx: Ctx, of: Case, { kind, at }: CaseEntry): Promise<void> {
  if (of.state !== 'resolved' || of.toldCustomerAt !== null || !DECIDING.has(kind)) return;
  const runAt = new Date(at.getTime() + FIRST_MINUTES * 60_000);
  await addJob(tx, ctx, tellCustomer, { caseId: of.id }, { runAt, dedupeKey: of.id });
}
