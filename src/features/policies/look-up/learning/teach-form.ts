import type { ModalView } from '@slack/types';
import type { UserError } from '../../../../core/errors.ts';
import { transaction } from '../../../../core/context.ts';
import { plainContext, section } from '../../../../slack/blocks.ts';
import { type Listener, onClickNow, onSubmit, type OpenView, type Parsed } from '../../../../slack/listener.ts';
import { modal, textInput } from '../../../../slack/modal.ts';
import { textOf } from '../../../../slack/modal-state.ts';
import { splitValue } from '../../../../slack/action-id.ts';
import { clip, oneLine } from '../../../../slack/mrkdwn.ts';
import { withProblem, workingModal } from '../../library/windows/window-parts.ts';
import { lookUpIds as ids } from '../ids.ts';
import { learnWords } from './learn.ts';
import { learnedMessage, whyNot } from './learned-message.ts';
import { requireLookUp, requireReader } from '../finding/look-up.ts';
import { LONGEST_LEARNED, whyNotLearned } from '../finding/question.ts';

const WORDS = 'words';

interface Taught {
  readonly lookUpId: string;
  readonly passageId: string;
  readonly words: string;
}

/** *Put it in other words*: a question as any customer could ask it. */
export const teachListeners: readonly Listener[] = [
  onClickNow(ids.teach, async (ctx, { value }, views) => {
    requireReader(ctx);
    const [lookUpId] = splitValue(value);
    const { query } = await transaction(ctx, (tx) => requireLookUp(tx, ctx, lookUpId));
    await views.open(teachModal(value, clip(query, LONGEST_LEARNED)));
  }),
  onSubmit<Taught, ReturnType<typeof learnedMessage>>(ids.teach, {
    parse: parseTaught,
    after: () => ({ update: workingModal('Other words') }),
    work: async (ctx, { words, ...helped }) => learnedMessage(await learnWords(ctx, helped, words), ctx.actor.slackId),
    show: (_ctx, outcome, { view }, views) =>
      views.update(
        'refused' in outcome
          ? teachModal(view.privateMetadata, textOf(view.state, WORDS) ?? '', outcome.refused)
          : doneModal(outcome.done),
      ),
  }),
];

function parseTaught({ state, privateMetadata }: OpenView): Parsed<Taught> {
  const words = oneLine(textOf(state, WORDS) ?? '');
  const because = whyNotLearned(words);
  if (because) return { errors: { [WORDS]: whyNot(because) } };
  const [lookUpId, passageId] = splitValue(privateMetadata);
  return { input: { lookUpId, passageId, words } };
}

function teachModal(value: string, initial: string, problem?: UserError): ModalView {
  return modal({
    callbackId: ids.teach,
    title: 'Other words',
    submit: 'Keep',
    privateMetadata: value,
    blocks: withProblem(
      [
        textInput(WORDS, 'The question, as any customer could ask it', { initial, maxLength: LONGEST_LEARNED }),
        plainContext('Without names, addresses, phone or order numbers: everybody on your team may read it.'),
      ],
      problem,
    ),
  });
}

function doneModal({ text, blocks }: ReturnType<typeof learnedMessage>): ModalView {
  return modal({ callbackId: ids.teach, title: 'Other words', blocks: blocks ?? [section(text)] });
}
