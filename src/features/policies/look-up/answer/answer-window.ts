import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { button, divider, plainContext, section } from '../../../../slack/blocks.ts';
import { modal, textInput } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { dateText } from '../../library/words.ts';
import { answerBlocks, type AnswerView } from './answer-message.ts';
import { lookUpIds as ids } from '../ids.ts';
import type { LatestPolicy } from './latest-policies.ts';
import { readValue } from '../reading/read-value.ts';
import type { WindowMemory } from './window-memory.ts';

/** Its name in the form. */
export const FIELD = 'question';

interface Shown {
  readonly memory: WindowMemory;
  /** What came of a click, on top. */
  readonly notice?: readonly KnownBlock[];
}

/** An answer with a field to ask something else. */
export function answerWindow(view: AnswerView, { memory, notice = [] }: Shown): ModalView {
  const { lookUp } = view;
  return lookUpModal({ ...memory, lookUpId: lookUp.lookUpId, from: lookUp.from }, lookUp.question, [
    ...notice,
    ...(notice.length > 0 ? [divider()] : []),
    ...answerBlocks(view),
  ]);
}

/** The field, and what was published last. */
export function searchWindow(latest: readonly LatestPolicy[], memory: WindowMemory, problem?: string): ModalView {
  const rows = latest.map(({ policy, revision, team }, nth) =>
    section(
      `*${inline(revision.title)}*\n${inline(team.name)} · since ${dateText(revision.effectiveFrom ?? '')}`,
      button('Read all', `${ids.read}:${nth}`, {
        value: readValue(revision.id),
        spoken: `Read all of ${policy.title}`,
      }),
    ),
  );
  const list = rows.length > 0 ? [divider(), plainContext('Published last'), ...rows] : [];
  return lookUpModal(memory, undefined, [
    ...(problem === undefined ? [] : [section(`:warning: ${inline(problem)}`)]),
    ...list,
  ]);
}

function lookUpModal(memory: WindowMemory, question: string | undefined, blocks: readonly KnownBlock[]): ModalView {
  return modal({
    callbackId: ids.search,
    title: 'Find policy',
    submit: 'Search',
    close: 'Close',
    privateMetadata: JSON.stringify(memory),
    blocks: [field(question), ...blocks],
  });
}

function field(initial: string | undefined): InputBlock {
  return textInput(FIELD, 'What does the customer say or ask?', {
    initial,
    placeholder: 'may she return opened headphones',
  });
}
