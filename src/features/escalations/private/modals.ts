import type { ActionsBlockElement, ModalView } from '@slack/types';
import { z } from 'zod';
import { actions, header, option, plainContext } from '../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choiceOf, textOf, usersOf } from '../../../slack/modal-state.ts';
import { choice, externalChoice, modal, peoplePicker, textInput } from '../../../slack/modal.ts';
import { bold, paragraph, richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { clockFacts } from '../clocks/clock-words.ts';
import { at, changeList, factLines, quoted, sourceLink } from '../messages/parts.ts';
import { checked, recall } from '../modals/memory.ts';
import { about, caseIdOf, memoryOf } from '../modals/of-case.ts';
import { promiseFacts } from '../promises/messages.ts';
import { nameOf, titleOf } from '../wording.ts';
import { ChangeMediatorInput, PartyInput, PrivateWordsInput } from './inputs.ts';
import { partiesOf } from './parties.ts';
import { peopleFacts, privateState, whoSees } from './words.ts';

/** All of a private case; `buttons` are what this person may do next. */
export function privateCaseModal(view: CaseView, buttons: readonly ActionsBlockElement[]): ModalView {
  const { case: shown } = view;
  return modal({
    callbackId: 'case.view',
    title: 'Private case',
    blocks: [
      header(titleOf(shown)),
      richText(
        paragraph(bold(shown.summary)),
        ...quoted(shown.sourceText, 1500),
        ...quoted(shown.whatHappened, 2900),
        factLines([
          ['State', privateState(view)],
          ...clockFacts(view),
          ...peopleFacts(view),
          ...promiseFacts(view),
          ['Raised', at(shown.raisedAt, view)],
          ['Message', sourceLink(view)],
        ]),
      ),
      ...(shown.tellCustomer === null
        ? []
        : [richText(paragraph(bold('Settled')), ...quoted(shown.tellCustomer, 2900))]),
      richText(changeList(view, view.changes)),
      plainContext(whoSees(view)),
      ...(buttons.length > 0 ? [actions(buttons, 'case')] : []),
    ],
  });
}

/** The forms in which something is written about a private case. */
const writing = {
  ask: ['private.ask', 'Ask', 'Ask', 'What do you need to know?'],
  details: ['private.details', 'Add details', 'Add', 'What is new?'],
  answer: ['private.details', 'Answer', 'Send', 'Your answer'],
  note: ['private.note', 'Add a note', 'Add', 'Note'],
  settle: ['private.resolve', 'Settle', 'Settle', 'What was agreed?'],
  reopen: ['private.reopen', 'Reopen', 'Reopen', 'Why?'],
} as const;

/** `question` is what is to be answered. */
export function wordsModal(view: CaseView, what: keyof typeof writing, question?: string | null): ModalView {
  const [callbackId, title, submit, label] = writing[what];
  return modal({
    callbackId,
    title,
    submit,
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      question ? richText(...quoted(question, 2000)) : about(view),
      textInput('text', label, { multiline: true }),
      plainContext(whoSees(view)),
    ],
  });
}

const WordsForm = PrivateWordsInput.omit({ requestId: true });

export function readWords({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof WordsForm>> {
  return checked(WordsForm, { text: textOf(state, 'text') ?? '', caseId: caseIdOf(privateMetadata) }, state);
}

const PartyForm = PartyInput.omit({ requestId: true });

export function addPartyModal(view: CaseView): ModalView {
  return modal({
    callbackId: 'private.add',
    title: 'Add somebody',
    submit: 'Add',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      about(view),
      peoplePicker('slackId', 'Who is to know of it?', { max: 1, hint: 'They read all of it, from the beginning.' }),
    ],
  });
}

export function readAddedParty({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof PartyForm>> {
  const raw = { slackId: usersOf(state, 'slackId')[0] ?? '', caseId: caseIdOf(privateMetadata) };
  return checked(PartyForm, raw, state);
}

/** Undefined where there is nobody to take out. */
export function removePartyModal(view: CaseView): ModalView | undefined {
  const options = partiesOf(view).map((slackId) => option(nameOf(view, slackId), slackId));
  if (options.length === 0) return undefined;
  return modal({
    callbackId: 'private.remove',
    title: 'Take somebody out',
    submit: 'Take out',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      about(view),
      choice('slackId', 'Who?', {
        options,
        hint: 'What they were shown is taken away; what they have read they know.',
      }),
    ],
  });
}

export function readRemovedParty({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof PartyForm>> {
  return checked(PartyForm, { slackId: choiceOf(state, 'slackId') ?? '', caseId: caseIdOf(privateMetadata) }, state);
}

/** A party asks to leave: sent as it is, it says who. */
export function leaveModal(view: CaseView, slackId: string): ModalView {
  return modal({
    callbackId: 'private.leave',
    title: 'Leave it',
    submit: 'Leave',
    privateMetadata: memoryOf({ caseId: view.case.id, slackId }),
    blocks: [about(view), plainContext('You will see nothing of it any more, until somebody adds you again.')],
  });
}

export function readLeaving({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof PartyForm>> {
  return checked(PartyForm, recall(PartyForm, privateMetadata), state);
}

const MediatorMemory = z.object({ caseId: z.uuid(), from: z.string().nullable() });

export function mediatorModal(view: CaseView): ModalView {
  const { id, owner } = view.case;
  return modal({
    callbackId: 'private.mediator',
    title: 'Another mediator',
    submit: 'Pass on',
    privateMetadata: memoryOf({ caseId: id, from: owner }),
    blocks: [
      about(view),
      externalChoice('mediator', 'Who mediates from now on?', {
        source: 'private.mediator-instead',
        placeholder: 'A lead, manager or director of any team',
        hint: owner === null ? 'They read all of it.' : `They read all of it; ${nameOf(view, owner)} sees it no more.`,
      }),
    ],
  });
}

const MediatorForm = ChangeMediatorInput.omit({ requestId: true });

export function readMediator({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof MediatorForm>> {
  const { caseId, from } = recall(MediatorMemory, privateMetadata);
  const to = choiceOf(state, 'mediator');
  const errors = to === undefined ? { mediator: 'Choose a person.' } : {};
  return checked(MediatorForm, { caseId, from, to: to ?? 'U0' }, state, errors);
}
