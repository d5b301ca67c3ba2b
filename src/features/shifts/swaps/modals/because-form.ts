import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { plainSection } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { textOf } from '../../../../slack/modal-state.ts';
import { modal, textInput } from '../../../../slack/modal.ts';
import { CloseRequestInput, DecideProposalInput, DisputeInput, MOST, UndoByManagerInput } from '../inputs.ts';
import { approvalBlocks } from '../messages/approval.ts';
import { legText } from '../messages/parts.ts';
import { requestState, requestTitle, requestWhen } from '../messages/request-words.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import { checked, recall } from './memory.ts';
import { withProblem } from './problem.ts';

/** Forms that ask for nothing but a reason. */

interface Because {
  readonly callbackId: string;
  readonly title: string;
  readonly submit: string;
  readonly memory: object;
  readonly above: readonly KnownBlock[];
  readonly label: string;
  /** Who reads it. */
  readonly hint: string;
  readonly typed?: string | undefined;
}

function becauseModal(form: Because, problem?: UserError): ModalView {
  const { callbackId, title, submit, memory, above, label, hint, typed } = form;
  const field = textInput('because', label, { initial: typed, multiline: true, maxLength: MOST.reason, hint });
  const blocks = [...above, ...withProblem([field], problem)];
  return modal({ callbackId, title, submit, privateMetadata: JSON.stringify(memory), blocks });
}

export function denyModal(view: ProposalView, typed?: string, problem?: UserError): ModalView {
  const form = {
    callbackId: 'swap.deny',
    title: 'Refuse the swap',
    submit: 'Refuse',
    memory: { proposalId: view.proposal.id },
    above: approvalBlocks(view),
    label: 'Why?',
    hint: 'Those in the swap read it.',
    typed,
  };
  return becauseModal(form, problem);
}

export function overrideModal(view: ProposalView, typed?: string, problem?: UserError): ModalView {
  const form = {
    callbackId: 'swap.override',
    title: 'Let it pass',
    submit: 'Let it pass',
    memory: { proposalId: view.proposal.id },
    above: approvalBlocks(view),
    label: 'Why may it pass although a rule does not allow it?',
    hint: 'It is kept with the swap, and those in it read it. It is done at once.',
    typed,
  };
  return becauseModal(form, problem);
}

export function closeModal(view: RequestView, typed?: string, problem?: UserError): ModalView {
  const form = {
    callbackId: 'swap.close',
    title: 'Close the request',
    submit: 'Close it',
    memory: { requestId: view.request.id },
    above: [plainSection([requestTitle(view), requestWhen(view), requestState(view)].join('\n'))],
    label: 'Why?',
    hint: 'Everybody who sees the request reads it.',
    typed,
  };
  return becauseModal(form, problem);
}

/** By a manager; a party needs no form. */
export function undoModal(view: ProposalView, executionId: string, typed?: string, problem?: UserError): ModalView {
  const form = {
    callbackId: 'swap.undo-why',
    title: 'Undo the swap',
    submit: 'Undo it',
    memory: { executionId },
    above: legsOf(view),
    label: 'Why?',
    hint: 'Those in the swap read it. Everybody has the shifts of before at once.',
    typed,
  };
  return becauseModal(form, problem);
}

/** By somebody who is in it: their word to a manager. */
export function disputeModal(view: ProposalView, executionId: string, typed?: string, problem?: UserError): ModalView {
  const form = {
    callbackId: 'swap.dispute',
    title: 'It did not happen',
    submit: 'Tell a manager',
    memory: { executionId },
    above: legsOf(view),
    label: 'What happened instead?',
    hint: 'A manager reads it, and notes how it was.',
    typed,
  };
  return becauseModal(form, problem);
}

/** By a manager. */
export function settleModal(view: ProposalView, executionId: string, typed?: string, problem?: UserError): ModalView {
  const said = view.execution?.changedBecause;
  const form = {
    callbackId: 'swap.settle',
    title: 'Note how it was',
    submit: 'Note it',
    memory: { executionId },
    above: [...legsOf(view), ...(said ? [plainSection(`Said: ${said}`)] : [])],
    label: 'How was it?',
    hint: 'Those in the swap read it. The roster stays as it is.',
    typed,
  };
  return becauseModal(form, problem);
}

function legsOf(view: ProposalView): readonly KnownBlock[] {
  return [plainSection(view.legs.map((leg) => legText(view, leg)).join('\n'))];
}

const ofProposal = z.object({ proposalId: z.uuid() });
const ofRequest = z.object({ requestId: z.uuid() });
const ofExecution = z.object({ executionId: z.uuid() });

export function proposalIdOf(view: Pick<OpenView, 'privateMetadata'>): string {
  return recall(ofProposal, view.privateMetadata).proposalId;
}

export function requestIdOf(view: Pick<OpenView, 'privateMetadata'>): string {
  return recall(ofRequest, view.privateMetadata).requestId;
}

export function executionIdOf(view: Pick<OpenView, 'privateMetadata'>): string {
  return recall(ofExecution, view.privateMetadata).executionId;
}

export function readDecision(view: OpenView): Parsed<DecideProposalInput> {
  return checked(DecideProposalInput, { proposalId: proposalIdOf(view), because: becauseOf(view) }, view.state);
}

export function readClosing(view: OpenView): Parsed<CloseRequestInput> {
  return checked(CloseRequestInput, { requestId: requestIdOf(view), because: becauseOf(view) }, view.state);
}

export function readDispute(view: OpenView): Parsed<DisputeInput> {
  return checked(DisputeInput, { executionId: executionIdOf(view), because: becauseOf(view) }, view.state);
}

export function readUndo(view: OpenView): Parsed<UndoByManagerInput> {
  return checked(UndoByManagerInput, { executionId: executionIdOf(view), because: becauseOf(view) }, view.state);
}

export function becauseOf({ state }: Pick<OpenView, 'state'>): string {
  return textOf(state, 'because') ?? '';
}
