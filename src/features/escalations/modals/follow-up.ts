import type { KnownBlock, ModalView } from '@slack/types';
import type { CaseView } from '../case-view.ts';
import { z } from 'zod';
import { option } from '../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choiceOf, dateTimeOf, textOf } from '../../../slack/modal-state.ts';
import { dateTime, modal, radio, textInput } from '../../../slack/modal.ts';
import { bold, paragraph, richText } from '../../../slack/rich-text.ts';
import {
  AddDetailsInput,
  AddNoteInput,
  CancelCaseInput,
  ChangeUrgencyInput,
  MOST,
  ReopenCaseInput,
  URGENCIES,
} from '../inputs.ts';
import { urgenciesBelow } from '../lifecycle.ts';
import { quoted } from '../messages/parts.ts';
import { openPromisesWarning } from '../promises/messages.ts';
import type { CaseEntry } from '../tables.ts';
import { nameOf, urgencyNames } from '../wording.ts';
import { checked, recall } from './memory.ts';
import { about, caseIdOf, memoryOf } from './of-case.ts';

/** The forms of a case that goes on: details, note, urgency, cancel, reopen. */

export function noteModal(view: CaseView): ModalView {
  return modal({
    callbackId: 'case.note',
    title: 'Add a note',
    submit: 'Add',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [about(view), textInput('text', 'Note', { multiline: true })],
  });
}

const NoteForm = AddNoteInput.omit({ requestId: true });

export function readNote(view: OpenView): Parsed<z.infer<typeof NoteForm>> {
  return checked(
    NoteForm,
    { text: textOf(view.state, 'text') ?? '', caseId: caseIdOf(view.privateMetadata) },
    view.state,
  );
}

/** Answers the question that waits, if there is one; else adds to what is known. */
export function detailsModal(view: CaseView, asked: CaseEntry | undefined): ModalView {
  const { case: known } = view;
  return modal({
    callbackId: 'case.details',
    title: asked ? 'Answer' : 'Add details',
    submit: asked ? 'Send' : 'Add',
    privateMetadata: memoryOf({ caseId: known.id }),
    blocks: [
      asked ? questionAbove(view, asked) : about(view),
      textInput('text', asked ? 'Your answer' : 'What is new?', { multiline: true }),
      textInput('customer', 'Customer', { initial: known.customer ?? undefined, optional: true, maxLength: MOST.name }),
      textInput('ticketLink', 'Ticket link', {
        initial: known.ticketLink ?? undefined,
        optional: true,
        maxLength: MOST.link,
        placeholder: 'https://…',
      }),
      dateTime('promisedBy', 'Promised to the customer by', { initial: known.promisedBy ?? undefined, optional: true }),
    ],
  });
}

function questionAbove(view: CaseView, asked: CaseEntry): ReturnType<typeof richText> {
  const of = asked.detail?.['of'] === 'customer' ? ' asks the customer' : ' asks';
  return richText(paragraph(bold(`${nameOf(view, asked.by)}${of}`)), ...quoted(asked.text));
}

const DetailsForm = AddDetailsInput.omit({ requestId: true });

export function readDetails(view: OpenView): Parsed<z.infer<typeof DetailsForm>> {
  const { state } = view;
  const raw = {
    text: textOf(state, 'text') ?? '',
    customer: textOf(state, 'customer'),
    ticketLink: textOf(state, 'ticketLink'),
    promisedBy: dateTimeOf(state, 'promisedBy'),
    caseId: caseIdOf(view.privateMetadata),
  };
  return checked(DetailsForm, raw, state);
}

/** `mayLower`: whoever raised a case can only make it more urgent. */
export function urgencyModal(view: CaseView, mayLower: boolean): ModalView {
  const below = urgenciesBelow(view.case.urgency);
  const offered = URGENCIES.filter((urgency) => mayLower || !below.includes(urgency));
  return modal({
    callbackId: 'case.urgency',
    title: 'Change urgency',
    submit: 'Change',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      about(view),
      radio('urgency', 'Urgency', {
        options: offered.map((urgency) => option(urgencyNames[urgency], urgency)),
        initial: view.case.urgency,
        hint: 'Critical also reaches its owner, or whoever is asked to claim it, by direct message.',
      }),
    ],
  });
}

const UrgencyForm = ChangeUrgencyInput.omit({ requestId: true });

export function readUrgency(view: OpenView): Parsed<z.infer<typeof UrgencyForm>> {
  return checked(
    UrgencyForm,
    { urgency: choiceOf(view.state, 'urgency'), caseId: caseIdOf(view.privateMetadata) },
    view.state,
  );
}

const CancelMemory = z.object({ caseId: z.uuid(), needsReason: z.boolean() });

/** Whoever raised the case need not say why; anybody else does, because the raiser reads it. */
export function cancelModal(view: CaseView, isRaiser: boolean): ModalView {
  return modal({
    callbackId: 'case.cancel',
    title: 'Cancel case',
    submit: 'Cancel case',
    close: 'Go back',
    privateMetadata: memoryOf({ caseId: view.case.id, needsReason: !isRaiser }),
    blocks: [
      about(view),
      ...openPromises(view),
      textInput('reason', 'Why?', {
        multiline: true,
        optional: isRaiser,
        maxLength: MOST.reason,
        ...(isRaiser ? {} : { hint: `${nameOf(view, view.case.raisedBy)} reads it.` }),
      }),
    ],
  });
}

/** What the customer still waits for ends with the case only if somebody says so. */
function openPromises(view: CaseView): KnownBlock[] {
  const warning = openPromisesWarning(view);
  if (warning.length === 0) return [];
  const options = [option('Keep them', 'keep'), option('Withdraw them', 'withdraw')];
  return [...warning, radio('promises', 'What about the promises?', { options, initial: 'keep' })];
}

const CancelForm = CancelCaseInput.omit({ requestId: true });

export function readCancellation(view: OpenView): Parsed<z.infer<typeof CancelForm>> {
  const reason = textOf(view.state, 'reason');
  const { needsReason } = recall(CancelMemory, view.privateMetadata);
  const errors = needsReason && reason === undefined ? { reason: 'Say why, in a few words.' } : {};
  const withdrawPromises = choiceOf(view.state, 'promises') === 'withdraw';
  const raw = { reason, withdrawPromises, caseId: caseIdOf(view.privateMetadata) };
  return checked(CancelForm, raw, view.state, errors);
}

export function reopenModal(view: CaseView): ModalView {
  return modal({
    callbackId: 'case.reopen',
    title: 'Reopen case',
    submit: 'Reopen',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [about(view), textInput('reason', 'Why?', { multiline: true, maxLength: MOST.reason })],
  });
}

const ReopenForm = ReopenCaseInput.omit({ requestId: true });

export function readReopening(view: OpenView): Parsed<z.infer<typeof ReopenForm>> {
  return checked(
    ReopenForm,
    { reason: textOf(view.state, 'reason'), caseId: caseIdOf(view.privateMetadata) },
    view.state,
  );
}
