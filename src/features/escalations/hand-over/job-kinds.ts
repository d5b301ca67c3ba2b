import { z } from 'zod';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import type { Case, CaseEntry, CaseEntryKind } from '../tables.ts';

/** Looks when somebody who owns cases of a team leaves; one such job per person and team. */
export const watchLeaving = jobKind('case.leaving', z.object({ teamId: z.uuid(), slackId: z.string() }));

/** Sees to what somebody left behind when their working span ended; one such job per person, team and span. */
export const seeToLeftBehind = jobKind(
  'case.left-behind',
  z.object({ teamId: z.uuid(), slackId: z.string(), spanEnd: z.iso.datetime() }),
);

/** Moves a hand-over on when its time is up; one such job each. */
export const advanceHandOver = jobKind('case.hand-over', z.object({ handOverId: z.uuid() }));

/** Of two times the earlier one counts; looking early changes nothing. */
export function watchOwnerOf(tx: Tx, ctx: Ctx, teamId: string, slackId: string, runAt?: Date): Promise<void> {
  const dedupeKey = `${teamId}:${slackId}`;
  return addJob(tx, ctx, watchLeaving, { teamId, slackId }, { dedupeKey, ...(runAt && { runAt }) });
}

export function advanceAt(tx: Tx, ctx: Ctx, handOverId: string, runAt?: Date): Promise<void> {
  return addJob(tx, ctx, advanceHandOver, { handOverId }, { dedupeKey: handOverId, ...(runAt && { runAt }) });
}

/** By these a case gets an owner. */
const OWNING: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>([
  'claimed',
  'taken-over',
  'handed-over',
  'asked',
  'approval-asked',
]);

/** From now on somebody looks when its owner leaves, or is gone already: whichever of the two was written last. */
export async function keepLeaving(tx: Tx, ctx: Ctx, changed: Case, entry: CaseEntry): Promise<void> {
  if (changed.owner === null || !OWNING.has(entry.kind)) return;
  await watchOwnerOf(tx, ctx, changed.teamId, changed.owner);
}
