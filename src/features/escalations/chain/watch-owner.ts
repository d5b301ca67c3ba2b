import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import type { Case, CaseEntry, CaseEntryKind } from '../tables.ts';
import { ownerCheck } from './job-kinds.ts';
import { patience } from './owner-rules.ts';

/**
 * Whether somebody else's entry gives the owner of a case something new to act on, or takes the case from them. By any
 * other the owner has given no sign, unless it is their own.
 */
const MOVES_ON: Readonly<Record<CaseEntryKind, boolean>> = {
  raised: true,
  note: false,
  details: false,
  answered: true,
  urgency: false,
  claimed: true,
  'taken-over': true,
  asked: true,
  'handed-over': true,
  'given-back': true,
  lapsed: true,
  promised: false,
  'promise-kept': false,
  'promise-broken': false,
  'promise-moved': false,
  'promise-withdrawn': false,
  resolved: true,
  cancelled: true,
  reopened: true,
  told: false,
  'approval-asked': true,
  'approval-passed-on': false,
  'approval-question': true,
  'approval-answer': false,
  'first-approved': false,
  approved: true,
  'approval-refused': true,
  'approval-taken-back': true,
  'second-look': true,
  upheld: true,
  'party-added': false,
  'party-removed': false,
};

export const kindsThatMoveOn = (Object.keys(MOVES_ON) as CaseEntryKind[]).filter((kind) => MOVES_ON[kind]);

/** Whether this entry is a sign of life of the owner, or gives them the case to act on. */
export function isSign({ kind, by }: Pick<CaseEntry, 'kind' | 'by'>, owner: string | null): boolean {
  return by === owner || MOVES_ON[kind];
}

/** Sets the timer that looks after a claimed case. It fires at the earliest, and then counts what the log says. */
export async function watchOwner(tx: Tx, ctx: Ctx, of: Case, { kind, at }: CaseEntry): Promise<void> {
  if (kind === 'note' || kind === 'details') return;
  const runAt = new Date(at.getTime() + patience[of.urgency].ask * 60_000);
  await addJob(tx, ctx, ownerCheck, { caseId: of.id }, { runAt, dedupeKey: of.id });
}
