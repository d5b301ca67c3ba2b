import type { Button, KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, confirmation, context, divider, plainContext, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clip, clipMarkup, inline } from '../../../../slack/mrkdwn.ts';
import { richText } from '../../../../slack/rich-text.ts';
import { libraryIds } from '../../library/ids.ts';
import { dateText } from '../../library/words.ts';
import { excerptOf } from '../../text/showing/excerpt.ts';
import type { PassageView } from '../../library/reading/passage-view.ts';
import type { EndedAnswer } from '../finding/find-ended.ts';
import type { FoundPassage } from '../finding/find-passages.ts';
import { askAgainValue, lookUpIds as ids, passageValue } from '../ids.ts';
import type { LookUp } from '../finding/look-up.ts';
import { readValue } from '../reading/read-value.ts';
import { beforeBlocks, beforeText, isWhole } from './before-blocks.ts';
import { type Sharing, sharingIn } from '../sharing/sharing.ts';
import { factsText, placeElements, placeText } from '../words.ts';

/** The first passage is most often the answer, so more of it is shown. */
const FIRST_CHARACTERS = 900;
const OTHER_CHARACTERS = 400;

export interface AnswerView {
  readonly lookUp: LookUp;
  readonly now: Date;
  /** Where it can be shared; undefined where nobody else is. */
  readonly channel?: string | undefined;
  /** The passages that were shared there. */
  readonly shared?: ReadonlySet<string>;
}

/** What the policies say, for whoever asked alone. */
export function answerMessage(view: AnswerView): Message {
  return {
    text: clipMarkup(spoken(view.lookUp), LIMITS.message.text),
    blocks: [asked(view.lookUp), ...blocksIn('message', view)],
  };
}

/** The same without the question, for a window that shows it in a field. */
export function answerBlocks(view: AnswerView): readonly KnownBlock[] {
  return blocksIn('window', view);
}

/** A message is seen from its end, a window from its beginning. */
type SeenIn = 'message' | 'window';

function blocksIn(seenIn: SeenIn, view: AnswerView): readonly KnownBlock[] {
  const { lookUp } = view;
  if (lookUp.from > 0) return nextOnes(seenIn, view);
  if (lookUp.standing === 'nothing') return nothingYet(view);
  if (lookUp.standing === 'nearest') return notSure(seenIn, view);
  const ask = lookUp.waiting ? [] : [askButton(lookUp)];
  const ways = [actions([notThis(lookUp), ...ask]), ...waitingBlocks(view)];
  if (seenIn === 'window') return [...endedBlocks(lookUp), ...passagesOf(view), divider(), ...ways];
  return [...passagesOf(view), divider(), ...endedBlocks(lookUp), ...ways];
}

/** An honest "not sure" with what comes nearest, and where to go from here. */
function notSure(seenIn: SeenIn, view: AnswerView): readonly KnownBlock[] {
  const { lookUp } = view;
  const goOn = lookUp.more > 0 ? [notThis(lookUp)] : [];
  const said = section(`*Not sure.* ${nearestText(lookUp)}`);
  const besides = [...beforeBlocks(lookUp.before), ...endedBlocks(lookUp)];
  const ways = otherWays(view, { goOn, before: lookUp.before });
  if (seenIn === 'window') return [...besides, said, ...passagesOf(view), divider(), ...ways];
  return [said, ...passagesOf(view), divider(), ...notSaid(lookUp), ...besides, ...ways];
}

/** An honest no, and where to go from here. */
function nothingYet(view: AnswerView): readonly KnownBlock[] {
  const { lookUp } = view;
  const nothing = section(`*${nothingText(lookUp)}*`);
  const besides = [...beforeBlocks(lookUp.before), ...endedBlocks(lookUp)];
  return [nothing, ...besides, ...titlesOf(lookUp), ...otherWays(view, { before: lookUp.before })];
}

/** After *Not this*: whom to ask is in sight at once, as what follows is hardly ever it. */
function nextOnes(seenIn: SeenIn, view: AnswerView): readonly KnownBlock[] {
  const { lookUp } = view;
  const { passages, standing, more } = lookUp;
  if (passages.length === 0) return [section('Noted. That is all there is on it.'), ...otherWays(view)];
  const what = standing === 'answer' ? 'Here is what comes next:' : `*Not sure.* ${nearestText(lookUp)}`;
  const noted = section(`Noted that it was not this. ${what}`);
  const goOn = more > 0 ? [notThis(lookUp)] : [];
  if (seenIn === 'message') return [noted, ...passagesOf(view), divider(), ...otherWays(view, { goOn })];
  const atEnd = more > 0 ? [divider(), actions(goOn)] : [];
  return [noted, ...otherWays(view), ...passagesOf(view), ...atEnd];
}

function passagesOf(view: AnswerView): readonly KnownBlock[] {
  return view.lookUp.passages.flatMap((passage, nth) => [
    ...(nth > 0 ? [divider()] : []),
    ...passageBlocks(view, passage, nth),
  ]);
}

function asked({ question }: LookUp): KnownBlock {
  return plainContext(`“${clip(question, 200)}”`);
}

function passageBlocks(
  { lookUp, now, channel, shared }: AnswerView,
  { view, quote, matches, headings, links }: FoundPassage,
  nth: number,
): KnownBlock[] {
  const { passage, revision } = view;
  const isFirst = nth === 0 && lookUp.from === 0;
  const sharing = shared?.has(passage.id) ? 'done' : sharingOf(view, channel);
  const notForAll = channel !== undefined && sharing === 'refused' ? ' · not everybody here may read this' : '';
  const facts = `${factsText(view, now)}${notForAll}`;
  const value = passageValue(lookUp.lookUpId, passage.id);
  return [
    quoted(view, excerptOf(quote, matches, isFirst ? FIRST_CHARACTERS : OTHER_CHARACTERS, { headings, links })),
    plainContext(sharing === 'done' ? `✓ Shared · ${facts}` : facts),
    actions([
      ...shareButtons(view, value, nth, sharing),
      readButton(revision, nth, passage.anchor),
      helpedButton(lookUp, view, nth),
    ]),
  ];
}

function quoted(view: PassageView, { elements }: ReturnType<typeof excerptOf>): KnownBlock {
  return richText(
    { type: 'rich_text_section', elements: placeElements(view) },
    { type: 'rich_text_quote', elements: [...elements] },
  );
}

function helpedButton({ lookUpId }: LookUp, view: PassageView, nth: number): Button {
  const value = passageValue(lookUpId, view.passage.id);
  return button('This helped', `${ids.helped}:${nth}`, { value, spoken: `This helped: ${placeText(view)}` });
}

function sharingOf(view: PassageView, channel: string | undefined): Sharing {
  return channel === undefined ? 'refused' : sharingIn(view, channel);
}

function shareButtons(view: PassageView, value: string, nth: number, sharing: Sharing | 'done'): Button[] {
  if (sharing === 'refused' || sharing === 'done') return [];
  const confirm = confirmation('Share it here?', 'Everybody in this conversation will see it.', 'Share it');
  const spokenLabel = `Share here: ${placeText(view)}`;
  const asks = sharing === 'asks' && { confirm };
  return [button('Share here', `${ids.share}:${nth}`, { value, spoken: spokenLabel, ...asks })];
}

function readButton({ id, title }: PassageView['revision'], nth: number, anchor?: string): Button {
  const value = readValue(id, anchor === undefined ? {} : { anchor });
  return button('Read all', `${ids.read}:${nth}`, { value, spoken: `Read all of ${title}` });
}

function notThis({ lookUpId, from, passages, more }: LookUp): Button {
  return button(more > 0 ? 'Not this, show others' : 'Not this', ids.notThis, {
    value: `${lookUpId}:${from + passages.length}`,
    spoken: more > 0 ? 'None of these: show others' : 'None of these',
  });
}

/** Above what comes nearest: with what the question may turn on and none of it has, so that whoever asks sees whether it matters. */
function nearestText({ passages, from, more, unsaid }: LookUp): string {
  const isOne = passages.length === 1;
  const last = from > 0 && more === 0;
  const these = last ? 'These are the last that come near' : 'These come nearest';
  const it = last ? 'This is the last that comes near' : 'This comes nearest';
  if (unsaid.length === 0) return `${isOne ? it : these}:`;
  const says = isOne ? 'but says nothing about' : 'but none of them says anything about';
  return `${isOne ? it : these}, ${says} ${wordsText(unsaid)}:`;
}

/** The same at the end of several, where what stands above them is out of sight on a phone. */
function notSaid({ passages, unsaid }: LookUp): readonly KnownBlock[] {
  if (unsaid.length === 0 || passages.length === 1) return [];
  return [context(`:mag: Not sure: none of these says anything about ${wordsText(unsaid)}.`)];
}

function wordsText(words: readonly string[]): string {
  const bold = words.map((word) => `*${inline(clip(word, 40))}*`);
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(bold);
}

/** What somebody may still go by, and where to read what it was: no passage, as there is nothing in it to share or to learn. */
function endedBlocks({ ended }: LookUp): KnownBlock[] {
  if (!ended) return [];
  const { title, revisionId, anchor } = ended;
  const value = readValue(revisionId, anchor === undefined ? {} : { anchor });
  const read = button('What it said', `${ids.read}:ended`, { value, spoken: `What ${title} said` });
  return [section(`:hourglass: ${endedText(ended)}`, read)];
}

function endedText({ title, endedOn, isSure }: EndedAnswer): string {
  const did = isSure ? 'answered this' : 'came nearest';
  return `*${inline(clip(title, 200))}* ${did} until it ended on ${dateText(endedOn)}. It does not count any more.`;
}

function nothingText({ ended, before }: LookUp): string {
  if (before) return 'No policy says this yet.';
  return ended?.isSure ? 'Nothing counts on this now.' : 'Nothing on this yet.';
}

/** Where nothing comes near, what there is by the words of its title. */
function titlesOf({ titles }: LookUp): KnownBlock[] {
  const open = titles.map(({ id, title }, nth) =>
    button(title, `${libraryIds.open}:${nth}`, { value: id, spoken: `Open ${title}` }),
  );
  return open.length === 0 ? [] : [plainContext('Near by title:'), actions(open)];
}

interface Ways {
  readonly goOn?: readonly Button[];
  /** What stands above them already. */
  readonly before?: LookUp['before'];
}

/** Where to go from here; whoever has asked already is told by when it is answered instead. */
function otherWays(view: AnswerView, { goOn = [], before }: Ways = {}): readonly KnownBlock[] {
  const ask = view.lookUp.waiting ? [] : askButtons(view.lookUp, before);
  const byTitle = button('Search by title', ids.byTitle, { value: view.lookUp.lookUpId });
  return [actions([...ask, byTitle, ...goOn]), ...waitingBlocks(view)];
}

function askButton({ lookUpId }: LookUp, style?: 'primary'): Button {
  return button('Ask the owner', ids.ask, { value: lookUpId, ...(style && { style }) });
}

/** Whoever reads what was answered before, and asks, asks once more. */
function askButtons(lookUp: LookUp, before: LookUp['before']): Button[] {
  if (!before) return [askButton(lookUp, 'primary')];
  const again = button('Ask again', `${ids.ask}:again`, { value: askAgainValue(lookUp.lookUpId) });
  const whole = button('Read the answer', ids.ask, { value: lookUp.lookUpId, style: 'primary' });
  return isWhole(before) ? [again] : [whole, again];
}

function waitingBlocks({ lookUp: { waiting } }: AnswerView): readonly KnownBlock[] {
  return waiting ? [context(waiting)] : [];
}

/** What is read aloud, and shown in notifications. */
function spoken(lookUp: LookUp): string {
  const { from, standing, before } = lookUp;
  const said = from === 0 && standing !== 'answer' && before ? `${beforeText(before)} ` : '';
  const ended = from === 0 && lookUp.ended ? ` ${endedText(lookUp.ended)}` : '';
  return `${said}${spokenAnswer(lookUp)}${ended}`;
}

function spokenAnswer(lookUp: LookUp): string {
  const [first, ...others] = lookUp.passages;
  if (!first) return lookUp.standing === 'nothing' ? nothingText(lookUp) : 'Noted. That is all there is on it.';
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const passage = `${inline(placeText(first.view))}: ${inline(clip(first.quote, 400))}${more}`;
  return lookUp.standing === 'answer' ? passage : `Not sure. ${nearestText(lookUp)} ${passage}`;
}
