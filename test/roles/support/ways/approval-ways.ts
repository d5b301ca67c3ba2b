import { forged, picked, pressed } from '../../../support/acting.ts';
import { appealed, asked, notApproved, refused, way, type Way } from './way.ts';

/** Asking somebody with more authority, and for a second look. */
export const approvalWays: readonly Way[] = [
  way('case.approve', 'the button', 'changes', ({ id }) => pressed('approval.approve', id), asked),
  way('case.approve', 'the button Refuse', 'opens', ({ id }) => pressed('approval.refuse', id), asked),
  way(
    'case.approve',
    'the form Refuse, sent unopened',
    'changes',
    ({ id }) => forged('approval.refuse', { approvalId: id }, { reason: 'words' }),
    asked,
  ),
  way('case.approve', 'the button Ask', 'opens', ({ id }) => pressed('approval.ask', id), asked),
  way(
    'case.approve',
    'the form Ask first, sent unopened',
    'changes',
    ({ id }) => forged('approval.ask', { approvalId: id }, { question: 'words' }),
    asked,
  ),
  way('case.approve', 'the button Uphold', 'opens', ({ id }) => pressed('approval.uphold', id), appealed),
  way(
    'case.approve',
    'the form Uphold, sent unopened',
    'changes',
    ({ id }) => forged('approval.uphold', { approvalId: id }, { reason: 'words', tellCustomer: 'words' }),
    appealed,
  ),
  way('case.resolve', 'the button Grant of a second look', 'opens', ({ id }) => pressed('case.resolve', id), {
    given: { ...appealed.given, owner: 'U0LIA' },
  }),
  way('case.answer-approver', 'the button', 'opens', ({ id }) => pressed('approval.answer', id), asked),
  way(
    'case.answer-approver',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('approval.answer', { approvalId: id }, { answer: 'words' }),
    asked,
  ),
  way('case.take-back-request', 'the button', 'changes', ({ id }) => pressed('approval.take-back', id), asked),
  way('case.look-at-request-again', 'the button', 'opens', ({ id }) => pressed('approval.look-again', id), notApproved),
  way(
    'case.look-at-request-again',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('approval.look-again', { approvalId: id }, { reason: 'words' }),
    notApproved,
  ),
  way('case.look-at-refusal-again', 'the button', 'opens', ({ id }) => pressed('approval.appeal', id), refused),
  way('case.look-at-refusal-again', 'the menu', 'opens', ({ id }) => picked('case.more', `second-look:${id}`), refused),
  way(
    'case.look-at-refusal-again',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('approval.appeal', { caseId: id }, { reason: 'words' }),
    refused,
  ),
];
