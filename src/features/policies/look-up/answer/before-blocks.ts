import type { KnownBlock } from '@slack/types';
import { context, section } from '../../../../slack/blocks.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import { dateText } from '../../library/words.ts';
import type { AnsweredBefore } from '../../said-of-look-ups.ts';

/** The rest comes as a message. */
const LONGEST = 900;

/** What somebody was told who asked the same lately, where no policy is sure to say it. */
export function beforeBlocks(before: AnsweredBefore | undefined): readonly KnownBlock[] {
  if (!before) return [];
  const { answer } = before;
  const rest = isWhole(before) ? [] : [context('It goes on: press *Read the answer*, and you get all of it.')];
  return [section(`:speech_balloon: *${whoText(before)}*`), richText(quotation(clip(answer, LONGEST))), ...rest];
}

/** Whether all of it is shown. */
export function isWhole({ answer }: AnsweredBefore): boolean {
  return clip(answer, LONGEST) === answer;
}

/** The same as it is read aloud. */
export function beforeText(before: AnsweredBefore): string {
  return `${whoText(before)} ${inline(clip(before.answer, 300))}`;
}

function whoText({ by, on, gap }: AnsweredBefore): string {
  return `${inline(by)} answered this on ${dateText(on)} (${gap}):`;
}
