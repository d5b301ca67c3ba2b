import type { Ctx } from '../../../../core/context.ts';
import type { UserError } from '../../../../core/errors.ts';
import { onClickNow, type Listener, type OpenView } from '../../../../slack/listener.ts';
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

type SwapForm = typeof undoModal;
type Permission = Parameters<typeof executionSeen>[2];

/** A button that opens a form about an executed swap, for whoever may send it. */
function opening(key: string, permission: Permission, form: SwapForm): Listener {
  return onClickNow(key, async (ctx, { value, surface }, views) => {
    const executionId = idIn(value);
    await show(views, surface, form(await executionSeen(ctx, executionId, permission), executionId));
  });
}

/** The form with what was typed in it, and what is wrong. */
function again(permission: Permission, form: SwapForm) {
  return async (ctx: Ctx, view: OpenView, problem: UserError) => {
    const executionId = executionIdOf(view);
    return form(await executionSeen(ctx, executionId, permission), executionId, becauseOf(view), problem);
  };
}

/** A manager's: those in it read why. */
const submitUndo = submitInPlace('swap.undo-why', {
  title: 'Undo the swap',
  parse: readUndo,
  work: undoExecution,
  again: again('swap.undo', undoModal),
  done: undone,
});

const submitDispute = submitInPlace('swap.dispute', {
  title: 'It did not happen',
  parse: readDispute,
  work: disputeExecution,
  again: again('swap.dispute', disputeModal),
  done: () => Promise.resolve('A manager is told, and notes how it was.'),
});

const submitSettlement = submitInPlace('swap.settle', {
  title: 'Note how it was',
  parse: readDispute,
  work: decideDispute,
  again: again('swap.settle', settleModal),
  done: () => Promise.resolve('Noted. Those in the swap are told.'),
});

export const ledgerListeners: readonly Listener[] = [
  undo,
  opening('swap.undo-why', 'swap.undo', undoModal),
  submitUndo,
  opening('swap.dispute', 'swap.dispute', disputeModal),
  submitDispute,
  opening('swap.settle', 'swap.settle', settleModal),
  submitSettlement,
];
