import type { Message, Share } from '../../../../outbox/enqueue.ts';
import { actions, button, plainContext, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { channelLink, clip, clipMarkup, code, inline } from '../../../../slack/mrkdwn.ts';
import { paragraph, richText } from '../../../../slack/rich-text.ts';
import type { PassageView } from '../../library/reading/passage-view.ts';
import { blocksOf } from '../../text/showing/blocks.ts';
import { quotedText } from '../../text/passages/quoted-text.ts';
import { lookUpIds as ids } from '../ids.ts';
import { readValue } from '../reading/read-value.ts';
import { factsText, placeElements, placeText } from '../words.ts';

const MOST_CHARACTERS = 2500;
const MOST_BLOCKS = 12;
const LONGEST_NAME = 80;

/** A passage as everybody in a conversation sees it: the policy's own words, whose and since when. */
export function sharedMessage(view: PassageView, sharer: string, now: Date): Message {
  const { passage, revision } = view;
  const { blocks, isWhole } = blocksOf(passage.markdown, {
    surface: 'message',
    maxBlocks: MOST_BLOCKS,
    maxCharacters: MOST_CHARACTERS,
  });
  const value = readValue(revision.id, { anchor: passage.anchor });
  const name = clip(sharer, LONGEST_NAME);
  const text = `${inline(name)} shares ${inline(placeText(view))}: ${inline(clip(quotedText(passage).text, 1000))}`;
  return {
    text: clipMarkup(text, LIMITS.message.text),
    blocks: [
      richText(paragraph(`${name} shares `, ...placeElements(view), ':')),
      ...blocks,
      plainContext(`${isWhole ? '' : 'It goes on: press Read all. · '}${factsText(view, now)}`),
      actions([button('Read all', ids.read, { value, spoken: `Read all of ${revision.title}` })]),
    ],
  };
}

/** What whoever shares a passage reads where it was not shown, or maybe not: what to do, and the passage to go on from. */
export function shareEndings(view: PassageView, channel: string): Share['endings'] {
  const where = channel.startsWith('D') ? 'that conversation' : channelLink(channel);
  const again = 'then look it up there once more and share it';
  const invite = channel.startsWith('D')
    ? 'Slack lets Floorwalker write there for half an hour after a look-up. Look it up there once more and share it.'
    : `Floorwalker is not in there. ${code('/invite @Floorwalker')} lets it in; ${again}.`;
  return {
    away: ending(view, `was not shared: you are not in ${where}. Look it up where you are, and share it from there.`),
    notLetIn: ending(view, `could not be shared in ${where}. ${invite}`),
    closed: ending(
      view,
      `could not be shared in ${where}: it is archived, or not everybody may post there. Choose another conversation, ${again}.`,
    ),
    unknown: ending(
      view,
      `may not be in ${where}: Slack did not say whether it took it. Look there first. If it is missing, look it up once more and share it.`,
    ),
  };
}

function ending(view: PassageView, what: string): Message {
  const { revision, passage } = view;
  const text = `*${inline(placeText(view))}* ${what}`;
  const value = readValue(revision.id, { anchor: passage.anchor });
  const read = button('Read all', ids.read, { value, spoken: `Read all of ${revision.title}` });
  return { text, blocks: [section(text, read)] };
}
