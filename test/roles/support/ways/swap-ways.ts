import type { Permission } from '../../../../src/people/permissions.ts';
import { forged, picked, pressed } from '../../../support/acting.ts';
import type { SwapWanted } from '../swap-scene.ts';
import { way, type Way } from './way.ts';

const because = { because: 'words' };

function swapWay(
  permission: Permission,
  surface: string,
  effect: Way['effect'],
  ask: Way['ask'],
  swap: SwapWanted,
): Way {
  return way(permission, surface, effect, ask, { given: { state: 'open', swap } });
}

const own = { holder: 'actor' } as const;
const ofLia = { holder: 'lia' } as const;
const asked = { holder: 'lia', request: 'open' } as const;
const ofOwner = { holder: 'owner', request: 'open' } as const;
const offered = { ...ofOwner, proposal: 'consent' } as const;
const toApprove = { holder: 'owner', request: 'matched', proposal: 'approval' } as const;
const blocked = { ...ofOwner, proposal: 'blocked' } as const;
const done = { holder: 'owner', request: 'fulfilled', proposal: 'executed', execution: 'executed' } as const;
const over = { ...done, days: -2 } as const;
const disputed = { ...over, execution: 'disputed' } as const;

const today = '2026-01-01';

/** Asking for swaps, answering them and deciding about them. */
export const swapWays: readonly Way[] = [
  swapWay('swap.post', 'the button Swap on a shift of their own', 'opens', ({ id }) => pressed('swap.start', id), own),
  swapWay(
    'swap.post',
    'the form Swap my shift, sent unopened',
    'changes',
    ({ id }) => forged('swap.post', { shiftId: id, today }, { kind: 'give' }),
    own,
  ),
  swapWay('swap.post-for', 'the button Swap for them', 'opens', ({ id }) => pressed('swap.start', id), ofLia),
  swapWay(
    'swap.post-for',
    'the form Swap for somebody, sent unopened',
    'changes',
    ({ id }) => forged('swap.post', { shiftId: id, today, owner: 'U0LIA' }, { kind: 'give' }),
    ofLia,
  ),
  swapWay(
    'swap.post-for',
    'the menu of the card, for somebody',
    'opens',
    ({ id }) => picked('swap.more', `for-somebody:${id}`),
    asked,
  ),
  swapWay(
    'swap.post-for',
    'the form Answer for somebody, sent unopened',
    'changes',
    ({ id }) => forged('swap.answer-for', { requestId: id }, { onBehalfOf: ['U0BEN'] }),
    asked,
  ),
  swapWay('swap.answer', 'the button Take it', 'changes', ({ id }) => pressed('swap.take', id), asked),
  swapWay(
    'swap.answer',
    'the form Offer a shift, sent unopened',
    'changes',
    ({ id }) => forged('swap.offer', { requestId: id }, { gives: 'nothing' }),
    asked,
  ),
  swapWay('shift.see', 'the button Offer a shift', 'opens', ({ id }) => pressed('swap.offer', id), asked),
  swapWay(
    'shift.see',
    'the menu of the card, all offers',
    'opens',
    ({ id }) => picked('swap.more', `look:${id}`),
    asked,
  ),
  swapWay('shift.see', 'the menu of the card, a part', 'opens', ({ id }) => picked('swap.more', `part:${id}`), asked),
  swapWay('swap.consent', 'the button Accept', 'changes', ({ id }) => pressed('swap.accept', id), offered),
  swapWay('swap.consent', 'the button Decline', 'changes', ({ id }) => pressed('swap.decline', id), offered),
  swapWay(
    'swap.take-back',
    'the button on an offer',
    'changes',
    ({ id }) => pressed('swap.withdraw-offer', id),
    offered,
  ),
  swapWay('swap.take-back-request', 'the button', 'changes', ({ id }) => pressed('swap.withdraw', id), ofOwner),
  swapWay('swap.close', 'the menu of the card', 'opens', ({ id }) => picked('swap.more', `close:${id}`), ofOwner),
  swapWay(
    'swap.close',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('swap.close', { requestId: id }, because),
    ofOwner,
  ),
  swapWay('swap.approve', 'the button Approve', 'changes', ({ id }) => pressed('swap.approve', id), toApprove),
  swapWay('swap.approve', 'the button Refuse', 'opens', ({ id }) => pressed('swap.deny', id), toApprove),
  swapWay(
    'swap.approve',
    'the form Refuse, sent unopened',
    'changes',
    ({ id }) => forged('swap.deny', { proposalId: id }, because),
    toApprove,
  ),
  swapWay('swap.override', 'the button Override', 'opens', ({ id }) => pressed('swap.override', id), blocked),
  swapWay(
    'swap.override',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('swap.override', { proposalId: id }, because),
    blocked,
  ),
  swapWay('swap.undo', 'the button that asks why', 'opens', ({ id }) => pressed('swap.undo-why', id), done),
  swapWay(
    'swap.undo',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('swap.undo-why', { executionId: id }, because),
    done,
  ),
  swapWay('swap.dispute', 'the button', 'opens', ({ id }) => pressed('swap.dispute', id), over),
  swapWay(
    'swap.dispute',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('swap.dispute', { executionId: id }, because),
    over,
  ),
  swapWay('swap.settle', 'the button', 'opens', ({ id }) => pressed('swap.settle', id), disputed),
  swapWay(
    'swap.settle',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('swap.settle', { executionId: id }, because),
    disputed,
  ),
  swapWay('swap.cover', 'the button', 'opens', ({ id }) => pressed('swap.cover', id), ofLia),
  swapWay(
    'swap.cover',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('swap.cover', { shiftId: id }, { to: 'U0BEN', ...because }),
    ofLia,
  ),
];
