import type { Button, KnownBlock } from '@slack/types';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, confirmation, divider, plainContext, section } from '../../../slack/blocks.ts';
import { clip, inline } from '../../../slack/mrkdwn.ts';
import { richText } from '../../../slack/rich-text.ts';
import { libraryIds } from '../library/ids.ts';
import { excerptOf } from '../text/excerpt.ts';
import type { PassageView } from '../library/passage-view.ts';
import type { FoundPassage } from './find-passages.ts';
import { lookUpIds as ids, passageValue } from './ids.ts';
import type { LookUp } from './look-up.ts';
import { readValue } from './read-value.ts';
import { sharingIn } from './sharing.ts';
import { factsText, placeElements, placeText } from './words.ts';

/** The first passage is most often the answer, so more of it is shown. */
const FIRST_CHARACTERS = 900;
const OTHER_CHARACTERS = 400;
const NEAREST = 3;

export interface AnswerView {
  readonly lookUp: LookUp;
  readonly now: Date;
  /** Where it can be shared; undefined where nobody else is. */
  readonly channel?: string | undefined;
}

/** What the policies say, for whoever asked alone. */
export function answerMessage(view: AnswerView): Message {
  return { text: spoken(view.lookUp), blocks: [asked(view.lookUp), ...answerBlocks(view)] };
}

/** The same without the question, for a window that shows it in a field. */
export function answerBlocks(view: AnswerView): readonly KnownBlock[] {
  const { lookUp } = view;
  if (!lookUp.answered) return nothingYet(lookUp);
  if (lookUp.passages.length === 0) return [section('That is all there is on it.'), actions(otherWays(lookUp))];
  const passages = lookUp.passages.flatMap((passage, nth) => [
    ...(nth > 0 ? [divider()] : []),
    ...passageBlocks(view, passage, nth),
  ]);
  return [...passages, divider(), actions(goOn(lookUp))];
}

function asked({ question }: LookUp): KnownBlock {
  return plainContext(`“${clip(question, 200)}”`);
}

function passageBlocks(
  { lookUp, now, channel }: AnswerView,
  { view, matches }: FoundPassage,
  nth: number,
): KnownBlock[] {
  const { passage, revision } = view;
  const isFirst = nth === 0 && lookUp.from === 0;
  const { elements } = excerptOf(passage.text, matches, isFirst ? FIRST_CHARACTERS : OTHER_CHARACTERS);
  const sharing = channel === undefined ? 'refused' : sharingIn(view, channel);
  const notForAll = channel !== undefined && sharing === 'refused' ? ' · not everybody here may read this' : '';
  const value = passageValue(lookUp.lookUpId, passage.id);
  return [
    richText(
      { type: 'rich_text_section', elements: placeElements(view) },
      { type: 'rich_text_quote', elements: [...elements] },
    ),
    plainContext(`${factsText(view, now)}${notForAll}`),
    actions([
      ...(sharing === 'refused' ? [] : [shareButton(view, value, nth, sharing === 'asks')]),
      readButton(revision, nth, passage.anchor),
      button('This helped', `${ids.helped}:${nth}`, { value, spoken: `This helped: ${placeText(view)}` }),
    ]),
  ];
}

function shareButton(view: PassageView, value: string, nth: number, asks: boolean): Button {
  const confirm = confirmation('Share it here?', 'Everybody in this conversation will see it.', 'Share it');
  const spokenLabel = `Share here: ${placeText(view)}`;
  return button('Share here', `${ids.share}:${nth}`, { value, spoken: spokenLabel, ...(asks && { confirm }) });
}

function readButton({ id, title }: PassageView['revision'], nth: number, anchor?: string): Button {
  const value = readValue(id, anchor === undefined ? {} : { anchor });
  return button('Read all', `${ids.read}:${nth}`, { value, spoken: `Read all of ${title}` });
}

function goOn(lookUp: LookUp): Button[] {
  const next = lookUp.from + lookUp.passages.length;
  const notThis = button('Not this', ids.notThis, {
    value: `${lookUp.lookUpId}:${next}`,
    spoken: 'None of these: show the next ones',
  });
  return lookUp.from === 0 ? [notThis] : [...(lookUp.hasMore ? [notThis] : []), ...otherWays(lookUp)];
}

/** An honest no, and where to go from here. */
function nothingYet(lookUp: LookUp): KnownBlock[] {
  const views = lookUp.passages.map(({ view }) => view);
  const isFirst = (view: PassageView, at: number) =>
    at === views.findIndex(({ policy }) => policy.id === view.policy.id);
  const nearest = views.filter(isFirst).slice(0, NEAREST);
  return [
    section('*Nothing on this yet.*'),
    ...(nearest.length > 0 ? [plainContext('The nearest there is:')] : []),
    ...nearest.map(({ revision, team }, nth) =>
      section(`*${inline(revision.title)}*\n${inline(team.name)}`, readButton(revision, nth)),
    ),
    actions(otherWays(lookUp)),
  ];
}

function otherWays(_lookUp: LookUp): Button[] {
  return [button('Search by title', libraryIds.list, { value: 'all:0' })];
}

/** What is read aloud, and shown in notifications. */
function spoken(lookUp: LookUp): string {
  const [first, ...others] = lookUp.passages;
  if (!lookUp.answered) return 'Nothing on this yet.';
  if (!first) return 'That is all there is on it.';
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${inline(placeText(first.view))}: ${inline(clip(first.view.passage.text, 400))}${more}`;
}
