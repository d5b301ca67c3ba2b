import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { oneLine } from '../../../../slack/mrkdwn.ts';
import { holdGap, type TeamGap } from '../read-gap.ts';
import { isRepeated, requireOpen, settle } from './settle.ts';

/** *No answer needed*: whoever asked is told why. */
export function closeGap(
  ctx: Ctx,
  { gapId, because }: { readonly gapId: string; readonly because: string },
): Promise<TeamGap> {
  return transaction(ctx, async (tx) => {
    const held = await holdGap(tx, ctx, gapId, 'policy.answer-gap');
    const settledBecause = oneLine(because);
    if (isRepeated(ctx, held.gap, settledBecause)) return held;
    await requireOpen(tx, ctx, held);
    if (settledBecause === '') throw new UserError('Say why: whoever asked reads it.', 'because');
    const settled = await settle(tx, ctx, held, { state: 'closed', settledBecause });
    await enqueue(tx, ctx, settled.messages);
    return settled;
  });
}
