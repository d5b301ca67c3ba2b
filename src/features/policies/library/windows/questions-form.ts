import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { context, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { modal, textInput } from '../../../../slack/modal.ts';
import { textOf } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds as ids } from '../ids.ts';
import type { PolicyPage } from '../pages/policy-page.ts';
import { LONGEST_ANSWERED } from '../settings/questions.ts';
import type { PolicyQuestion } from '../tables.ts';
import { recalled } from './memory.ts';
import { withProblem } from './window-parts.ts';

/** The ids that were shown are kept by their first characters: there is room for so many. */
const ID = 8;
const MOST_SHOWN = 250;
const Memory = z.object({ policyId: z.uuid(), seen: z.array(z.string().length(ID)).max(MOST_SHOWN) });

export interface QuestionsForm {
  readonly policyId: string;
  readonly seen: readonly string[];
  readonly text: string;
}

/** Those that fit the field; the others stay as they are. */
export function questionsForm({ policy, questions }: PolicyPage): QuestionsForm {
  const shown: PolicyQuestion[] = [];
  let length = 0;
  for (const question of questions.slice(0, MOST_SHOWN)) {
    length += question.text.length + 1;
    if (length > LIMITS.input.text - LONGEST_ANSWERED) break;
    shown.push(question);
  }
  return {
    policyId: policy.id,
    seen: shown.map(({ id }) => id.slice(0, ID)),
    text: shown.map(({ text }) => text).join('\n'),
  };
}

/** *Questions* of one policy: one a line, in customers' words. */
export function questionsModal(page: PolicyPage, form: QuestionsForm, problem?: UserError): ModalView {
  const left = page.questions.filter(({ id }) => !form.seen.includes(id.slice(0, ID))).length;
  const learned = page.questions.filter(({ origin }) => origin === 'learned').length;
  const blocks = [
    section(`*${inline(page.policy.title)}*`),
    textInput('questions', 'Questions that it answers', {
      initial: form.text,
      multiline: true,
      optional: true,
      hint: 'One a line, as a customer would ask: “My headphones came broken, what now?” It is found by these first of all.',
    }),
    ...(learned > 0
      ? [context(`${learned} of them ${learned === 1 ? 'was' : 'were'} learned from look-ups that it helped.`)]
      : []),
    ...(left > 0
      ? [
          context(
            `${left} more ${left === 1 ? 'does' : 'do'} not fit here and ${left === 1 ? 'stays' : 'stay'} as they are.`,
          ),
        ]
      : []),
  ];
  return modal({
    callbackId: ids.questions,
    title: 'Questions',
    submit: 'Save',
    privateMetadata: JSON.stringify({ policyId: form.policyId, seen: form.seen }),
    blocks: withProblem(blocks, problem),
  });
}

export function parseQuestions({ privateMetadata, state }: OpenView): Parsed<QuestionsForm> {
  return { input: { ...recalled(Memory, privateMetadata), text: textOf(state, 'questions') ?? '' } };
}
