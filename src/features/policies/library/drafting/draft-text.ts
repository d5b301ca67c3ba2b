import { UserError } from '../../../../core/errors.ts';
import { oneLine } from '../../../../slack/mrkdwn.ts';
import { LONGEST_TEXT, LONGEST_TITLE } from '../../text/file/policy-file.ts';

/** Of what a revision changes. */
export const LONGEST_NOTE = 500;

export interface DraftText {
  readonly title: string;
  readonly markdown: string;
  readonly changeNote?: string | null;
}

/** As it is kept. @throws UserError where Slack or the search could not show it */
export function draftText({ title, markdown, changeNote }: DraftText): Required<DraftText> {
  const line = oneLine(title);
  if (line === '') throw new UserError('Give it a title that people would look for.', 'title');
  if (Array.from(line).length > LONGEST_TITLE) {
    throw new UserError(`A title has at most ${LONGEST_TITLE} characters.`, 'title');
  }
  if (markdown.length > LONGEST_TEXT)
    throw new UserError('A policy has at most 1,000,000 characters. Make it two.', 'text');
  const note = oneLine(changeNote ?? '');
  return { title: line, markdown, changeNote: note === '' ? null : Array.from(note).slice(0, LONGEST_NOTE).join('') };
}
