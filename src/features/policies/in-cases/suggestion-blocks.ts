import type { KnownBlock } from '@slack/types';
import { plainContext, section } from '../../../slack/blocks.ts';
import { clip, inline, oneLine } from '../../../slack/mrkdwn.ts';
import type { FoundPassage } from '../look-up/finding/find-passages.ts';
import { placeText } from '../look-up/words.ts';
import { excerptOf } from '../text/showing/excerpt.ts';
import { readPassageButton } from './read-passage-button.ts';

/** About two lines of a form. */
const EXCERPT = 150;
const LONGEST_PLACE = 100;

/** Passages in a form, two lines of each with *Read*. */
export function suggestionBlocks(found: readonly FoundPassage[], title: string): readonly KnownBlock[] {
  if (found.length === 0) return [];
  const rows = found.map(({ view, quote, matches }, nth) => {
    const place = clip(placeText(view), LONGEST_PLACE);
    const pointer = { revisionId: view.revision.id, anchor: view.passage.anchor };
    const text = `*${inline(place)}*\n${inline(excerpt(quote, matches))}`;
    return section(text, readPassageButton(pointer, place, `suggested-${nth}`));
  });
  return [plainContext(title), ...rows];
}

function excerpt(text: string, matches: FoundPassage['matches']): string {
  const { elements } = excerptOf(text, matches, EXCERPT);
  return oneLine(elements.map((element) => ('text' in element ? (element.text ?? '') : '')).join(''));
}
