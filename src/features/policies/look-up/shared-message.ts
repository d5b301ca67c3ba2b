import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, plainContext } from '../../../slack/blocks.ts';
import { clip, code, inline } from '../../../slack/mrkdwn.ts';
import { paragraph, richText } from '../../../slack/rich-text.ts';
import type { PassageView } from '../library/passage-view.ts';
import { blocksOf } from '../text/blocks.ts';
import { lookUpIds as ids } from './ids.ts';
import { readValue } from './read-value.ts';
import { factsText, placeElements, placeText } from './words.ts';

const MOST_CHARACTERS = 2500;
const MOST_BLOCKS = 12;

/** A passage as everybody in a conversation sees it: the policy's own words, whose and since when. */
export function sharedMessage(view: PassageView, sharer: string, now: Date): Message {
  const { passage, revision } = view;
  const { blocks, isWhole } = blocksOf(passage.markdown, {
    surface: 'message',
    maxBlocks: MOST_BLOCKS,
    maxCharacters: MOST_CHARACTERS,
  });
  const value = readValue(revision.id, { anchor: passage.anchor });
  const text = `${inline(sharer)} shares ${inline(placeText(view))}: ${inline(clip(passage.text, 1000))}`;
  return {
    text,
    blocks: [
      richText(paragraph(`${sharer} shares `, ...placeElements(view), ':')),
      ...blocks,
      plainContext(`${isWhole ? '' : 'It goes on: press Read all. · '}${factsText(view, now)}`),
      actions([button('Read all', ids.read, { value, spoken: `Read all of ${revision.title}` })]),
    ],
  };
}

/** Where the app may not write, and the way around it is closed. */
export function notSharedMessage(view: PassageView): Message {
  const what = inline(placeText(view));
  return {
    text: `${what} could not be shared there: Floorwalker is not in that channel. ${code('/invite @Floorwalker')} lets it in; then press *Share here* again.`,
  };
}
