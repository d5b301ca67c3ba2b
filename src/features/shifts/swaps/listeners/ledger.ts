import type { Ctx } from '../../../../core/context.ts';
import { onClickNow, type Listener } from '../../../../slack/listener.ts';
import { decideDispute } from '../executions/decide-dispute.ts';
import { disputeExecution } from '../executions/dispute-execution.ts';
import {
  becauseOf,
  disputeModal,
  executionIdOf,
  readDispute,
  readUndo,
  settleModal,
  undoModal,
} from '../modals/because-form.ts';
import { executionSeen } from '../pages/request-seen.ts';
import { takenBackText } from '../pages/taken-back.ts';
import type { SwapExecution } from '../tables.ts';
import { undoExecution } from '../executions/undo-execution.ts';
import { submitInPlace } from './submit-in-place.ts';
import { idIn, show } from './values.ts';
import { onSwapClick } from './windows.ts';

/** What can still be said about a swap that was executed. */

const undo = onSwapClick('swap.undo', async (ctx, { value }) => ({
  text: await undone(ctx, await undoExecution(ctx, { executionId: idIn(value) })),
}));

async function undone(ctx: Ctx, { id, state }: SwapExecution): Promise<string> {
  if (state === 'reverted') return takenBackText(ctx, id);
  return 'Noted. It is taken back when the others in it press Undo as well, or a manager does.';
}

/** A manager's: those in it read why. */
const undoWhy = onClickNow('swap.undo-why', async (ctx, { value, surface }, views) => {
  const executionId = idIn(value);
  await show(views, surface, undoModal(await executionSeen(ctx, executionId, 'swap.undo'), executionId));
});

const submitUndo = submitInPlace('swap.undo-why', {
  title: 'Undo the swap',
  parse: readUndo,
  work: undoExecution,
  again: async (ctx, view, problem) => {
    const executionId = executionIdOf(view);
    return undoModal(await executionSeen(ctx, executionId, 'swap.undo'), executionId, becauseOf(view), problem);
  },
  done: undone,
});

const dispute = onClickNow('swap.dispute', async (ctx, { value, surface }, views) => {
  const executionId = idIn(value);
  await show(views, surface, disputeModal(await executionSeen(ctx, executionId, 'swap.dispute'), executionId));
});

const submitDispute = submitInPlace('swap.dispute', {
  title: 'It did not happen',
  parse: readDispute,
  work: disputeExecution,
  again: async (ctx, view, problem) => {
    const executionId = executionIdOf(view);
    const seen = await executionSeen(ctx, executionId, 'swap.dispute');
    return disputeModal(seen, executionId, becauseOf(view), problem);
  },
  done: () => Promise.resolve('A manager is told, and notes how it was.'),
});

const settle = onClickNow('swap.settle', async (ctx, { value, surface }, views) => {
  const executionId = idIn(value);
  await show(views, surface, settleModal(await executionSeen(ctx, executionId, 'swap.settle'), executionId));
});

const submitSettlement = submitInPlace('swap.settle', {
  title: 'Note how it was',
  parse: readDispute,
  work: decideDispute,
  again: async (ctx, view, problem) => {
    const executionId = executionIdOf(view);
    const seen = await executionSeen(ctx, executionId, 'swap.settle');
    return settleModal(seen, executionId, becauseOf(view), problem);
  },
  done: () => Promise.resolve('Noted. Those in the swap are told.'),
});

export const ledgerListeners: readonly Listener[] = [
  undo,
  undoWhy,
  submitUndo,
  dispute,
  submitDispute,
  settle,
  submitSettlement,
];
