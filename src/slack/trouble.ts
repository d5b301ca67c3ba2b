import type { KnownBlock, ModalView, RichTextElement } from '@slack/types';
import { UserError } from '../core/errors.ts';
import { DeadlineExceeded, isDropped } from '../db/errors.ts';
import type { Message } from '../outbox/enqueue.ts';
import { referenceOf } from './correlation.ts';
import { modal } from './modal.ts';
import { clip, escapeMrkdwn } from './mrkdwn.ts';
import { paragraph, person, richText } from './rich-text.ts';

export const NOT_SAVED = 'Not saved, your text is still here. Try again.';
export const CLICK_NOT_SAVED = 'That did not go through. Please press it again.';
export const SLOW = 'This takes longer than usual. If nothing comes in a moment, try again.';
export const OLD_BUTTON = 'This button is from an older version of Floorwalker. Type /floorwalker to go on.';
export const OLD_FORM = 'This form is from an older version of Floorwalker. Copy what you typed and open it again.';
export const NOT_INSTALLED = 'Floorwalker is not installed in this workspace any more.';

/**
 * What the person is told: a UserError in its own words, anything else with the reference that stands in the log. Where
 * only the database is away, that trying again helps.
 */
export function wordsFor(error: unknown, correlationId: string): string {
  if (error instanceof UserError) return error.message;
  const reference = referenceOf(correlationId);
  if (isDropped(error) || error instanceof DeadlineExceeded) {
    return `Our database does not answer right now, so nothing was done. Try again in a moment. Reference ${reference}`;
  }
  return `Something went wrong on our side. Please send it again; what was saved before is safe. Reference ${reference}`;
}

const MENTION = /<@([UW][A-Z0-9]+)>/;

/** Plain words, shown as they are; only a mention of a person in them becomes a name. */
export function plainAnswer(words: string): Message {
  return {
    text: words
      .split(MENTION)
      .map((part, index) => (index % 2 === 1 ? `<@${part}>` : escapeMrkdwn(part)))
      .join(''),
    blocks: wordBlocks(words),
  };
}

export function troubleModal(words: string): ModalView {
  return modal({ callbackId: 'trouble', title: 'Floorwalker', close: 'Close', blocks: wordBlocks(words) });
}

function wordBlocks(words: string): KnownBlock[] {
  const parts = words
    .split(MENTION)
    .map((part, index): string | RichTextElement => (index % 2 === 1 ? person(part) : clip(part, 2500)));
  return [richText(paragraph(...parts))];
}
