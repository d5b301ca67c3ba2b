import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { isToBeDecided } from '../approvals/waits-for-approver.ts';
import { moveCase } from '../handling/move-case.ts';
import { holdCase } from '../hold-case.ts';
import { recordChange, tellDeciders } from '../record-change.ts';
import { cases, type Case } from '../tables.ts';
import { backAgain } from './messages.ts';
import { answered, ownerAskedAt } from './owner-question.ts';
import { calledFirst, criticalCalls } from './whom-to-call.ts';

export interface Return {
  /** lapsed: taken back from a silent owner. */
  readonly kind: 'given-back' | 'lapsed';
  readonly text?: string | undefined;
  readonly requestId?: string | undefined;
  /** Where the app itself gives it back; without it the owner did. */
  readonly because?: ReturnReason;
}

/** What a case is given back for, as the log keeps it. */
export type ReturnReason = 'nobody-took-it' | 'owner-gone';

/**
 * Takes a case from its owner: it is open again, and its chain begins anew with a message in the card's thread that
 * calls the first. Undefined if it is not theirs any more. The caller has asked whether the actor may.
 */
export async function returnToPool(
  tx: Tx,
  ctx: Ctx,
  { id, owner }: Pick<Case, 'id'> & { readonly owner: string },
  { kind, text, requestId, because }: Return,
): Promise<Case | undefined> {
  // Who is asked meanwhile whether they are still on it would go on being asked.
  await holdCase(tx, ctx, id);
  const askedAt = await ownerAskedAt(tx, ctx, id);
  const returned = await moveCase(tx, ctx, id, kind === 'lapsed' ? 'lapse' : 'giveBack', {
    set: { owner: null, claimedAt: null },
    onlyIf: and(eq(cases.owner, owner), isToBeDecided),
    requestId,
  });
  if (!returned) return undefined;
  await recordChange(
    tx,
    ctx,
    returned,
    { kind, text, requestId, detail: { ...(because && { because }), from: owner } },
    (view, entry) => [
      tellDeciders(view, entry, backAgain(view, entry, calledFirst(view))),
      ...criticalCalls(view),
      ...answered(view, askedAt, because ? 'moved-on' : kind, owner),
    ],
    owner,
  );
  return returned;
}
