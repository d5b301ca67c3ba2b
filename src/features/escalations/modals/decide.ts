import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import { option, plainSection } from '../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choiceOf, textOf } from '../../../slack/modal-state.ts';
import { externalChoice, modal, radio, textInput } from '../../../slack/modal.ts';
import type { CaseView } from '../case-view.ts';
import { AskForInfoInput, HandOverCaseInput, MOST, TakeOverCaseInput } from '../inputs.ts';
import { nameOf } from '../wording.ts';
import { checked, recall } from './memory.ts';
import { about, caseIdOf, memoryOf } from './of-case.ts';

/** The forms of those who decide: ask for info, hand over, take over. Resolve has its own file. */

export function askModal(view: CaseView): ModalView {
  const raiser = nameOf(view, view.case.raisedBy);
  return modal({
    callbackId: 'case.ask',
    title: 'Ask for info',
    submit: 'Ask',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      about(view),
      textInput('question', 'What do you need to know?', { multiline: true }),
      radio('of', 'Who knows?', {
        options: [option(raiser, 'agent'), option('The customer', 'customer', `${raiser} is asked to ask`)],
        initial: 'agent',
      }),
    ],
  });
}

const AskForm = AskForInfoInput.omit({ requestId: true });

export function readAsk(view: OpenView): Parsed<z.infer<typeof AskForm>> {
  const { state } = view;
  const raw = { question: textOf(state, 'question') ?? '', of: choiceOf(state, 'of') };
  return checked(AskForm, { ...raw, caseId: caseIdOf(view.privateMetadata) }, state);
}

export function handOverModal(view: CaseView): ModalView {
  return modal({
    callbackId: 'case.hand-over',
    title: 'Hand over',
    submit: 'Hand over',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      about(view),
      externalChoice('to', 'To whom?', {
        source: 'case.hand-over-to',
        placeholder: `A lead of ${view.team.name}`,
        focus: true,
      }),
      textInput('note', 'What should they know?', { multiline: true, optional: true, maxLength: MOST.reason }),
    ],
  });
}

const HandOverForm = HandOverCaseInput.omit({ requestId: true });

export function readHandOver(view: OpenView): Parsed<z.infer<typeof HandOverForm>> {
  const { state } = view;
  const raw = { to: choiceOf(state, 'to') ?? '', note: textOf(state, 'note') };
  return checked(HandOverForm, { ...raw, caseId: caseIdOf(view.privateMetadata) }, state);
}

/** Names the owner, so that nobody takes a case from somebody they did not mean. */
export function takeOverModal(view: CaseView): ModalView {
  const owner = nameOf(view, view.case.owner);
  return modal({
    callbackId: 'case.take-over',
    title: 'Take over',
    submit: 'Take over',
    privateMetadata: memoryOf({ caseId: view.case.id, from: view.case.owner }),
    blocks: [about(view), plainSection(`${owner} has this case. Take it over? ${owner} is told.`)],
  });
}

export function readTakeOver(view: OpenView): Parsed<TakeOverCaseInput> {
  return { input: recall(TakeOverCaseInput, view.privateMetadata) };
}
