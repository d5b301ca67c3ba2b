import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../outbox/enqueue.ts';
import { handOverView, offerKey } from './hand-over-view.ts';
import { offerMessage } from './messages.ts';
import { redrawn } from './show-hand-over.ts';
import { handOverCases, handOverOffers } from './tables.ts';

/** A case and the person it is offered to. */
export interface NewOffer {
  readonly caseId: string;
  readonly heir: string;
}

/**
 * Offers cases: each heir gets one message that lists theirs. The hand-over has to be locked or new; `first` goes out in
 * the same statement.
 */
export async function offerCases(
  tx: Tx,
  ctx: Ctx,
  handOverId: string,
  offers: readonly NewOffer[],
  first: readonly Outgoing[] = [],
): Promise<void> {
  const batches = new Map<string, string>();
  for (const { heir } of offers) if (!batches.has(heir)) batches.set(heir, randomUUID());
  for (const { caseId, heir } of offers) {
    const batch = batches.get(heir) ?? randomUUID();
    await tx
      .insert(handOverOffers)
      .values({ workspaceId: ctx.workspaceId, handOverId, caseId, heir, batch })
      .onConflictDoNothing();
    await setHeir(tx, ctx, handOverId, [caseId], heir);
  }
  const view = await handOverView(tx, ctx, handOverId);
  const posts = [...batches].map(([heir, batch]): Outgoing => ({
    kind: 'post',
    to: heir,
    message: offerMessage(view, batch),
    messageKey: offerKey(batch),
    dedupeKey: offerKey(batch),
  }));
  const fresh = new Set(posts.map((post) => ('messageKey' in post ? post.messageKey : undefined)));
  const edits = redrawn(view).filter((edit) => !('messageKey' in edit) || !fresh.has(edit.messageKey));
  await enqueue(tx, ctx, [...first, ...posts, ...edits]);
}

/** Who is to have these cases, or nobody by name. */
export async function setHeir(
  tx: Tx,
  ctx: Ctx,
  handOverId: string,
  caseIds: readonly string[],
  heir: string | null,
): Promise<void> {
  if (caseIds.length === 0) return;
  await tx
    .update(handOverCases)
    .set({ heir })
    .where(
      and(
        eq(handOverCases.workspaceId, ctx.workspaceId),
        eq(handOverCases.handOverId, handOverId),
        inArray(handOverCases.caseId, [...caseIds]),
        eq(handOverCases.state, 'waiting'),
      ),
    );
}
