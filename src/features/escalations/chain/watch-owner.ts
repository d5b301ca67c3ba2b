import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import type { Case, CaseEntry, CaseEntryKind } from '../tables.ts';
import { ownerCheck } from './job-kinds.ts';
import { patience } from './owner-rules.ts';

/** By these, unless they write them, the owner has given no sign; anything else is theirs or gives them the case to act on. */
export const NO_SIGN: readonly CaseEntryKind[] = [
  'note',
  'details',
  'urgency',
  'promised',
  'promise-kept',
  'promise-broken',
  'promise-moved',
  'promise-withdrawn',
];

/** Whether this entry is a sign of life of the owner, or gives them the case to act on. */
export function isSign({ kind, by }: CaseEntry, owner: string | null): boolean {
  return by === owner || !NO_SIGN.includes(kind);
}

/** Sets the timer that looks after a claimed case. It fires at the earliest, and then counts what the log says. */
export async function watchOwner(tx: Tx, ctx: Ctx, of: Case, { kind, at }: CaseEntry): Promise<void> {
  if (kind === 'note' || kind === 'details') return;
  const runAt = new Date(at.getTime() + patience[of.urgency].ask * 60_000);
  await addJob(tx, ctx, ownerCheck, { caseId: of.id }, { runAt, dedupeKey: of.id });
}
