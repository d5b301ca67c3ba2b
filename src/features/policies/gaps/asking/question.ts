import { UserError } from '../../../../core/errors.ts';
import { cleanText, clip } from '../../../../slack/mrkdwn.ts';

/** What somebody says on the phone, not the whole call; and an index takes no more. */
export const LONGEST_QUESTION = 500;

/** As it is kept. @throws UserError where nothing is left of it */
export function questionText(typed: string): string {
  const text = clip(cleanText(typed).trim(), LONGEST_QUESTION);
  if (text === '') throw new UserError('Write what you would like to know.', 'question');
  return text;
}

/** The same for questions of the same words, however they are spaced, punctuated and capitalised. */
export function questionKey(question: string): string {
  const words = question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const key = words === '' ? question.toLowerCase() : words;
  return Array.from(key).slice(0, LONGEST_QUESTION).join('');
}
