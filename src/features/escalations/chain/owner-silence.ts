import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import type { Case, CaseEntry, CaseEntryKind, Urgency } from '../tables.ts';
import { ownerCheck } from './job-kinds.ts';

/** Business minutes of silence after which the owner is asked, and then the case taken back. */
export const patience: Readonly<Record<Urgency, { readonly ask: number; readonly lapse: number }>> = {
  critical: { ask: 30, lapse: 15 },
  high: { ask: 120, lapse: 60 },
  normal: { ask: 480, lapse: 240 },
};

/** What others write or change leaves it to the owner to act as before. */
export const SAYS_NOTHING_OF_THE_OWNER: readonly CaseEntryKind[] = ['note', 'details', 'urgency'];

/** Sets the timer that looks after a claimed case. It fires at the earliest, and then counts what the log says. */
export async function watchOwner(tx: Tx, ctx: Ctx, of: Case, { kind, at }: CaseEntry): Promise<void> {
  if (SAYS_NOTHING_OF_THE_OWNER.includes(kind) && kind !== 'urgency') return;
  const runAt = new Date(at.getTime() + patience[of.urgency].ask * 60_000);
  await addJob(tx, ctx, ownerCheck, { caseId: of.id }, { runAt, dedupeKey: of.id });
}
