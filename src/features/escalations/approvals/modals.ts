import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { actions, plainContext, plainSection } from '../../../slack/blocks.ts';
import { textOf } from '../../../slack/modal-state.ts';
import { modal, textInput } from '../../../slack/modal.ts';
import { paragraph, bold, richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { quoted } from '../messages/parts.ts';
import { checked, recall } from '../modals/memory.ts';
import { about, memoryOf } from '../modals/of-case.ts';
import { nameOf } from '../wording.ts';
import { wishOf } from './approval-words.ts';
import {
  AnswerApproverInput,
  type ApproveInput,
  AskRequesterInput,
  LookAtRefusalAgainInput,
  LookAtRequestAgainInput,
  RefuseInput,
  UpholdInput,
} from './inputs.ts';
import { approvalButtons, effectOfApproving, requestBlocks } from './messages/card.ts';
import type { Approval } from './tables.ts';

/** The forms of approvals and second looks. */

const OfApproval = z.object({ approvalId: z.uuid() });

function approvalIdOf(privateMetadata: string): string {
  return recall(OfApproval, privateMetadata).approvalId;
}

/** The request with its buttons, for whoever may decide it. */
export function requestModal(
  view: CaseView,
  approval: Approval,
  { mayDecide, suggested = [] }: { readonly mayDecide: boolean; readonly suggested?: readonly KnownBlock[] },
): ModalView {
  const title = `Request for #${view.case.number}`;
  const request = requestBlocks(view, approval);
  if (!mayDecide) return modal({ callbackId: 'approval.view', title, blocks: request });
  const buttons = actions(approvalButtons(view, approval, 'window'), 'approval');
  if (approval.kind === 'appeal')
    return modal({ callbackId: 'approval.view', title, blocks: [...request, ...suggested, buttons] });
  return modal({
    callbackId: 'approval.approve',
    title,
    submit: 'Approve',
    privateMetadata: memoryOf({ approvalId: approval.id }),
    blocks: [...request, ...suggested, buttons, plainContext(`Approve: ${effectOfApproving(view, approval)}`)],
  });
}

export function readApproval({ privateMetadata }: OpenView): Parsed<ApproveInput> {
  return { input: { approvalId: approvalIdOf(privateMetadata) } };
}

/** The window of a request that somebody else has decided meanwhile. */
export function settledModal(view: CaseView, approval: Approval, became: string): ModalView {
  return modal({
    callbackId: 'approval.view',
    title: `Request for #${view.case.number}`,
    blocks: [plainSection(became), ...requestBlocks(view, approval)],
  });
}

export function refuseModal(view: CaseView, approval: Approval): ModalView {
  return modal({
    callbackId: 'approval.refuse',
    title: 'Refuse',
    submit: 'Refuse',
    privateMetadata: memoryOf({ approvalId: approval.id }),
    blocks: [
      about(view),
      textInput('reason', `Why not ${wishOf(approval)}?`, {
        multiline: true,
        maxLength: 1000,
        hint: `${nameOf(view, approval.requestedBy)} reads it, and may decide less.`,
      }),
    ],
  });
}

const RefuseForm = RefuseInput.omit({ requestId: true });

export function readRefusal({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof RefuseForm>> {
  const raw = { reason: textOf(state, 'reason') ?? '', approvalId: approvalIdOf(privateMetadata) };
  return checked(RefuseForm, raw, state);
}

export function askRequesterModal(view: CaseView, approval: Approval): ModalView {
  return modal({
    callbackId: 'approval.ask',
    title: 'Ask first',
    submit: 'Ask',
    privateMetadata: memoryOf({ approvalId: approval.id }),
    blocks: [
      about(view),
      textInput('question', `What do you need to know from ${nameOf(view, approval.requestedBy)}?`, {
        multiline: true,
      }),
    ],
  });
}

const AskForm = AskRequesterInput.omit({ requestId: true });

export function readQuestion({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof AskForm>> {
  const raw = { question: textOf(state, 'question') ?? '', approvalId: approvalIdOf(privateMetadata) };
  return checked(AskForm, raw, state);
}

export function answerApproverModal(view: CaseView, approval: Approval): ModalView {
  return modal({
    callbackId: 'approval.answer',
    title: 'Answer',
    submit: 'Send',
    privateMetadata: memoryOf({ approvalId: approval.id }),
    blocks: [
      about(view),
      richText(paragraph(bold('You are asked')), ...quoted(approval.question)),
      textInput('answer', 'Your answer', { multiline: true }),
    ],
  });
}

const AnswerForm = AnswerApproverInput.omit({ requestId: true });

export function readAnswer({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof AnswerForm>> {
  const raw = { answer: textOf(state, 'answer') ?? '', approvalId: approvalIdOf(privateMetadata) };
  return checked(AnswerForm, raw, state);
}

export function lookAgainModal(view: CaseView, approval: Approval): ModalView {
  return modal({
    callbackId: 'approval.look-again',
    title: 'Second look',
    submit: 'Ask for it',
    privateMetadata: memoryOf({ approvalId: approval.id }),
    blocks: [about(view), secondLookReason(`Why should somebody else look at ${wishOf(approval)} again?`)],
  });
}

const LookAgainForm = LookAtRequestAgainInput.omit({ requestId: true });

export function readLookAgain({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof LookAgainForm>> {
  const raw = { reason: textOf(state, 'reason') ?? '', approvalId: approvalIdOf(privateMetadata) };
  return checked(LookAgainForm, raw, state);
}

/** For whoever raised a case that was refused. */
export function appealModal(view: CaseView): ModalView {
  return modal({
    callbackId: 'approval.appeal',
    title: 'Second look',
    submit: 'Ask for it',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [about(view), secondLookReason('Why should somebody else look at it again?')],
  });
}

function secondLookReason(label: string) {
  return textInput('reason', label, {
    multiline: true,
    maxLength: 1000,
    hint: 'Somebody other than whoever refused it reads this. It can be asked once.',
  });
}

const AppealForm = LookAtRefusalAgainInput.omit({ requestId: true });

export function readAppeal({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof AppealForm>> {
  const { caseId } = recall(z.object({ caseId: z.uuid() }), privateMetadata);
  return checked(AppealForm, { reason: textOf(state, 'reason') ?? '', caseId }, state);
}

export function upholdModal(view: CaseView, approval: Approval): ModalView {
  const raiser = nameOf(view, view.case.raisedBy);
  return modal({
    callbackId: 'approval.uphold',
    title: 'Uphold the refusal',
    submit: 'Uphold',
    privateMetadata: memoryOf({ approvalId: approval.id }),
    blocks: [
      about(view),
      textInput('reason', 'Why does it stay refused?', {
        multiline: true,
        maxLength: 1000,
        hint: 'Kept in the history.',
      }),
      textInput('tellCustomer', `What should ${raiser} tell the customer?`, {
        multiline: true,
        initial: approval.tellCustomer,
      }),
    ],
  });
}

const UpholdForm = UpholdInput.omit({ requestId: true });

export function readUphold({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof UpholdForm>> {
  const raw = {
    reason: textOf(state, 'reason') ?? '',
    tellCustomer: textOf(state, 'tellCustomer') ?? '',
    approvalId: approvalIdOf(privateMetadata),
  };
  return checked(UpholdForm, raw, state);
}
