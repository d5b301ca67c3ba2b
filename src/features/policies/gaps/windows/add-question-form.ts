import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { context } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { modal, textInput } from '../../../../slack/modal.ts';
import { choiceOf, textOf } from '../../../../slack/modal-state.ts';
import { clip } from '../../../../slack/mrkdwn.ts';
import { LONGEST_ANSWERED } from '../../library/settings/questions.ts';
import { recalled } from '../../library/windows/memory.ts';
import { withProblem } from '../../library/windows/window-parts.ts';
import { gapIds as ids } from '../ids.ts';
import { passageField } from './forms.ts';

/** What the search of passages begins with. */
export const AskedMemory = z.object({ question: z.string() });

export interface AddQuestionForm {
  readonly question: string;
  /** As it was looked up. */
  readonly lookedUp: string;
  readonly passageId: string;
}

/** *Add to a policy*: what people looked up in vain, to be found from now on. */
export function addQuestionModal(question: string, problem?: UserError, chosen?: PlainTextOption): ModalView {
  const asked = clip(question, LONGEST_ANSWERED);
  return modal({
    callbackId: ids.addQuestion,
    title: 'Add to a policy',
    submit: 'Add',
    privateMetadata: JSON.stringify({ question: asked }),
    blocks: withProblem(
      [
        textInput('question', 'In the words of whoever asks', { initial: asked, maxLength: LONGEST_ANSWERED }),
        passageField(chosen),
        context('The next search with such words finds this passage, for those who may read it.'),
      ],
      problem,
    ),
  });
}

export function parseAddQuestion({ privateMetadata, state }: OpenView): Parsed<AddQuestionForm> {
  const { question } = recalled(AskedMemory, privateMetadata);
  const passageId = choiceOf(state, 'passage') ?? '';
  return { input: { question: textOf(state, 'question') ?? question, lookedUp: question, passageId } };
}
