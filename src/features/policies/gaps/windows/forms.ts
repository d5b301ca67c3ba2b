import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { context, option, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { externalChoice, modal, radio, textInput } from '../../../../slack/modal.ts';
import { choiceOf, textOf } from '../../../../slack/modal-state.ts';
import { inline, oneLine } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import { recalled } from '../../library/windows/memory.ts';
import { withProblem } from '../../library/windows/window-parts.ts';
import { LONGEST_TITLE } from '../../text/file/policy-file.ts';
import { type Fate, fates, LONGEST_ANSWER } from '../answering/answer-gap.ts';
import { NO_TITLE } from '../answering/draft-of-answer.ts';
import type { GapPage } from '../gap-page.ts';
import { gapIds as ids, gapName } from '../ids.ts';
import { names } from '../asking/owner-message.ts';

/** What each form keeps for itself. */
const Memory = z.object({ gapId: z.uuid() });

export interface GapForm {
  readonly gapId: string;
}

export interface AnswerForm extends GapForm {
  readonly answer: string;
  readonly becomes: Fate;
  readonly title?: string | undefined;
}

const FATES: Readonly<Record<Fate, readonly [string, string]>> = {
  only: ['No, only the answer', 'Whoever asked reads it, and for two weeks whoever looks up the same.'],
  publish: ['A policy at once', 'The next search finds it. You can change it any time.'],
  review: ['A policy, once a manager has read it', 'They get it for review, with one click to publish.'],
  draft: ['A draft of a policy', 'You go on writing it. Whoever asked hears when it is published.'],
  suggest: ['Suggest it as a policy', 'A manager gets it, with one click to make it a draft.'],
};

/** *Answer*. */
export function answerModal(page: GapPage, form?: AnswerForm, problem?: UserError): ModalView {
  const whom = names(page.askers);
  const options = page.fates.map((fate) => option(FATES[fate][0], fate, FATES[fate][1]));
  const initial = form?.becomes ?? 'only';
  return gapModal(page, {
    callbackId: ids.answer,
    title: 'Answer',
    submit: 'Send the answer',
    problem,
    fields: [
      textInput('answer', `What would you say to ${toWhom(page)}?`, {
        multiline: true,
        maxLength: LONGEST_ANSWER,
        initial: form?.answer,
        focus: true,
      }),
      ...(options.length > 1
        ? [
            radio('becomes', 'Make it a policy?', { options, initial }),
            textInput('title', 'Title, if it becomes a policy', {
              optional: true,
              maxLength: LONGEST_TITLE,
              initial: form?.title,
              placeholder: 'Lost gift cards',
            }),
          ]
        : [context(`Leads, managers and directors of ${inline(page.team.name)} can make it a policy.`)]),
      context(`${whom} ${page.askers.length > 1 ? 'get' : 'gets'} it as a message.`),
    ],
  });
}

function toWhom({ askers }: GapPage): string {
  const [only, ...others] = askers;
  return only && others.length === 0 ? only.name : 'them';
}

export function parseAnswer({ privateMetadata, state }: OpenView): Parsed<AnswerForm> {
  const chosen = choiceOf(state, 'becomes');
  const becomes = fates.find((fate) => fate === chosen) ?? 'only';
  const title = textOf(state, 'title');
  if (becomes !== 'only' && oneLine(title ?? '') === '') return { errors: { title: NO_TITLE } };
  const input = { ...recalled(Memory, privateMetadata), answer: textOf(state, 'answer') ?? '', becomes };
  return { input: { ...input, title } };
}

export interface PassageForm extends GapForm {
  readonly passageId: string;
  readonly note: string;
  /** What was chosen before. */
  readonly chosen?: PlainTextOption | undefined;
}

/** *It is in a policy*. */
export function passageModal(page: GapPage, form?: PassageForm, problem?: UserError): ModalView {
  return gapModal(page, {
    callbackId: ids.inPolicy,
    title: 'It is in a policy',
    submit: 'Send it',
    problem,
    fields: [
      passageField(form?.chosen),
      textInput('note', 'A word with it', { optional: true, multiline: true, maxLength: 1000, initial: form?.note }),
      context('The next search with these words finds it.'),
    ],
  });
}

export function passageField(initial?: PlainTextOption) {
  const placeholder = 'Search policies';
  return externalChoice('passage', 'Which passage says it?', {
    source: ids.passages,
    placeholder,
    initial,
  });
}

export function parsePassage({ privateMetadata, state }: OpenView): Parsed<PassageForm> {
  const passageId = choiceOf(state, 'passage') ?? '';
  return { input: { ...recalled(Memory, privateMetadata), passageId, note: textOf(state, 'note') ?? '' } };
}

export interface HandOnForm extends GapForm {
  readonly to: string;
  readonly note: string;
}

/** *Not mine*. */
export function handOnModal(page: GapPage, form?: HandOnForm, problem?: UserError): ModalView {
  return gapModal(page, {
    callbackId: ids.handOn,
    title: 'Not mine',
    submit: 'Hand it on',
    problem,
    fields: [
      externalChoice('to', 'Who should know?', { source: ids.people, placeholder: page.team.name }),
      textInput('note', 'A word for them', { optional: true, maxLength: 300, initial: form?.note }),
    ],
  });
}

export function parseHandOn({ privateMetadata, state }: OpenView): Parsed<HandOnForm> {
  const to = choiceOf(state, 'to') ?? '';
  return { input: { ...recalled(Memory, privateMetadata), to, note: textOf(state, 'note') ?? '' } };
}

export interface CloseForm extends GapForm {
  readonly because: string;
}

/** *No answer needed*. */
export function closeModal(page: GapPage, form?: CloseForm, problem?: UserError): ModalView {
  return gapModal(page, {
    callbackId: ids.close,
    title: 'No answer needed',
    submit: 'Close it',
    problem,
    fields: [
      textInput('because', 'Why?', {
        maxLength: 300,
        initial: form?.because,
        focus: true,
        placeholder: 'We do not sell it any more',
      }),
      context(`${names(page.askers)} ${page.askers.length > 1 ? 'read' : 'reads'} it.`),
    ],
  });
}

export function parseClose({ privateMetadata, state }: OpenView): Parsed<CloseForm> {
  return { input: { ...recalled(Memory, privateMetadata), because: textOf(state, 'because') ?? '' } };
}

interface Shown {
  readonly callbackId: string;
  readonly title: string;
  readonly submit: string;
  readonly problem: UserError | undefined;
  readonly fields: readonly KnownBlock[];
}

function gapModal({ gap, team, askers }: GapPage, { fields, problem, ...shown }: Shown): ModalView {
  const about = `${gapName(gap)} · ${inline(team.name)} · asked by ${names(askers)}`;
  return modal({
    ...shown,
    privateMetadata: JSON.stringify({ gapId: gap.id }),
    blocks: withProblem([richText(quotation(gap.question)), context(about), ...fields], problem),
  });
}

/** How it went, and where to go on. */
export function doneModal(title: string, done: string, next: readonly KnownBlock[] = []): ModalView {
  return modal({ callbackId: 'policy.gap-done', title, blocks: [section(done), ...next] });
}
