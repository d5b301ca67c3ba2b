import { onClickNow, type Listener } from '../../../../slack/listener.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { denyProposal } from '../approvals/deny-proposal.ts';
import { becauseOf, denyModal, overrideModal, proposalIdOf, readDecision } from '../modals/because-form.ts';
import { overrideProposal } from '../approvals/override-proposal.ts';
import { proposalToDecide } from '../pages/request-seen.ts';
import { submitInPlace } from './submit-in-place.ts';
import { cameTo, idIn, show } from './values.ts';
import { lookAtProposal, onSwapClick } from './windows.ts';

/** What managers decide about a swap. */

const approve = onSwapClick('swap.approve', async (ctx, { value }) =>
  cameTo(ctx, await approveProposal(ctx, { proposalId: idIn(value) })),
);

/** Whatever waits for the actor, from App Home or a list: with all that was found. */
const lookAt = onClickNow('swap.look-at', async (ctx, { value, surface }, views) => {
  await show(views, surface, await lookAtProposal(ctx, idIn(value)));
});

const deny = onClickNow('swap.deny', async (ctx, { value, surface }, views) => {
  await show(views, surface, denyModal(await proposalToDecide(ctx, idIn(value), 'swap.approve')));
});

const submitDenial = submitInPlace('swap.deny', {
  title: 'Refuse the swap',
  parse: readDecision,
  work: denyProposal,
  again: async (ctx, view, problem) =>
    denyModal(await proposalToDecide(ctx, proposalIdOf(view), 'swap.approve'), becauseOf(view), problem),
  done: async (ctx, proposal) => (await cameTo(ctx, proposal)).text,
});

const override = onClickNow('swap.override', async (ctx, { value, surface }, views) => {
  await show(views, surface, overrideModal(await proposalToDecide(ctx, idIn(value), 'swap.override')));
});

const submitOverride = submitInPlace('swap.override', {
  title: 'Let it pass',
  parse: readDecision,
  work: overrideProposal,
  again: async (ctx, view, problem) =>
    overrideModal(await proposalToDecide(ctx, proposalIdOf(view), 'swap.override'), becauseOf(view), problem),
  done: async (ctx, proposal) => (await cameTo(ctx, proposal)).text,
});

export const decideListeners: readonly Listener[] = [approve, lookAt, deny, submitDenial, override, submitOverride];
