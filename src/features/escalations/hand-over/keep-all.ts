import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { handOverView, lockHandOver } from './hand-over-view.ts';
import { showHandOver } from './show-hand-over.ts';
import { keep } from './start-hand-over.ts';

/** The giver stays on their cases: what was proposed is offered to nobody. */
export async function keepAll(ctx: Ctx, handOverId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const held = await lockHandOver(tx, ctx, handOverId);
    if (held?.giver !== ctx.actor.slackId) throw new UserError('Only whoever hands over can choose.');
    if (held.stage === 'done') return;
    if (held.stage !== 'proposed') throw new UserError('They were asked already: whoever accepts has it.');
    const view = await handOverView(tx, ctx, handOverId);
    await keep(
      tx,
      ctx,
      handOverId,
      view.cases.map(({ caseId }) => caseId),
    );
  });
  await showHandOver(ctx, handOverId);
}
