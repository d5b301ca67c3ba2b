import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../outbox/enqueue.ts';
import { giverKey, groupKey, handOverView, lockHandOver, offerKey, type HandOverView } from './hand-over-view.ts';
import { giverMessage, groupMessage, offerMessage } from './messages.ts';
import { handOverCases, handOverOffers, handOvers } from './tables.ts';

/**
 * Shows a hand-over as it is now in every message of it, and notes which of its cases went another way: closed, taken
 * over, handed on. A hand-over that waits for nothing any more is done.
 */
export function showHandOver(ctx: Ctx, handOverId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    // Before its cases, as whoever takes one of them does.
    await lockHandOver(tx, ctx, handOverId);
    await noteElsewhere(tx, ctx, handOverId);
    await endIfDone(tx, ctx, handOverId);
    await enqueue(tx, ctx, redrawn(await handOverView(tx, ctx, handOverId)));
  });
}

/** Its cases are the giver's only as long as they own them and they are open. */
export async function noteElsewhere(tx: Tx, ctx: Ctx, handOverId: string): Promise<void> {
  await tx.execute(sql`
    with gone as (
      update hand_over_cases as handed set state = 'elsewhere'
      from cases as of, hand_overs as head
      where handed.workspace_id = ${ctx.workspaceId} and handed.hand_over_id = ${handOverId}::uuid
        and handed.state = 'waiting'
        and head.workspace_id = handed.workspace_id and head.id = handed.hand_over_id
        and of.workspace_id = handed.workspace_id and of.id = handed.case_id
        and (of.owner is distinct from head.giver or of.state not in ('claimed', 'waiting'))
      returning handed.case_id
    )
    update hand_over_offers as offer set state = 'elsewhere'
    from gone
    where offer.workspace_id = ${ctx.workspaceId} and offer.hand_over_id = ${handOverId}::uuid
      and offer.case_id = gone.case_id and offer.state = 'waiting'`);
}

async function endIfDone(tx: Tx, ctx: Ctx, handOverId: string): Promise<void> {
  await tx
    .update(handOvers)
    .set({ stage: 'done' })
    .where(
      and(
        eq(handOvers.workspaceId, ctx.workspaceId),
        eq(handOvers.id, handOverId),
        sql`not exists (
          select from ${handOverCases}
          where ${handOverCases.workspaceId} = ${handOvers.workspaceId}
            and ${handOverCases.handOverId} = ${handOvers.id} and ${handOverCases.state} = 'waiting')`,
      ),
    );
}

/** Edits only: whoever has to know something new gets a message of its own. */
export function redrawn(view: HandOverView): readonly Outgoing[] {
  const { id } = view.handOver;
  const batches = new Set(view.offers.map(({ batch }) => batch));
  const asked = view.handOver.stage === 'asked' || (view.handOver.stage === 'done' && view.handOver.askedAt !== null);
  return [
    { kind: 'edit', messageKey: giverKey(id), message: giverMessage(view) },
    ...[...batches].map((batch): Outgoing => ({
      kind: 'edit',
      messageKey: offerKey(batch),
      message: offerMessage(view, batch),
    })),
    ...(asked ? [{ kind: 'edit', messageKey: groupKey(id), message: groupMessage(view) } as const] : []),
  ];
}

/** The offers of one message that wait for an answer of this person. */
export function offersOf(tx: Tx, ctx: Ctx, batch: string) {
  return tx
    .select()
    .from(handOverOffers)
    .where(and(eq(handOverOffers.workspaceId, ctx.workspaceId), eq(handOverOffers.batch, batch)))
    .orderBy(handOverOffers.caseId);
}
