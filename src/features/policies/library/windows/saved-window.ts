import type { ModalView } from '@slack/types';
import { context } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { diffPages } from '../../text/showing/diff-pages.ts';
import { wordDiff } from '../../text/word-diff.ts';
import { libraryIds as ids } from '../ids.ts';
import type { PolicyRevision } from '../tables.ts';
import { titleBlock } from './window-parts.ts';

const MOST_BLOCKS = 90;

/** What somebody saved meanwhile beside what is typed in the form below: looked at before it is replaced. */
export function savedWindow(
  { title, markdown, changeNote }: PolicyRevision,
  savedBy: string,
  typed: string,
): ModalView {
  const [first, ...others] = diffPages(wordDiff(markdown, typed));
  const blocks = first?.blocks ?? [];
  const isCut = others.length > 0 || blocks.length > MOST_BLOCKS;
  return modal({
    callbackId: ids.lookAtSaved,
    title: 'Saved meanwhile',
    blocks: [
      titleBlock(title),
      context(`Struck through is what only ${inline(savedBy)} has, bold is what only you have.`),
      ...(changeNote === null
        ? []
        : [context(`What is new in it, as ${inline(savedBy)} says: “${inline(changeNote)}”`)]),
      ...blocks.slice(0, MOST_BLOCKS),
      ...(isCut ? [context('It goes on. All of it comes to you as a file if you save again.')] : []),
    ],
  });
}
