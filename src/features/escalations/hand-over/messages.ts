import type { ActionsBlockElement, KnownBlock, RichTextElement } from '@slack/types';
import { dayAndTime, timeOfDay } from '../../../core/local-time.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, context, header, section } from '../../../slack/blocks.ts';
import { inline, mention } from '../../../slack/mrkdwn.ts';
import { bold, moment, paragraph, quotation, richText } from '../../../slack/rich-text.ts';
import { snippet } from '../messages/parts.ts';
import type { Team } from '../../../people/tables.ts';
import { clockNames } from '../clocks/clock-words.ts';
import type { Case } from '../tables.ts';
import { titleOf } from '../wording.ts';
import type { HandedCase, HandOverView } from './hand-over-view.ts';

/** The messages of a hand-over: one to the giver, one to each heir, one to the group. Each is edited as it goes. */

/** What Slack's 50 blocks hold of cases, with a line each, and with a line and buttons each. */
const MOST_LINES = 40;
const MOST_WITH_BUTTONS = 20;
/** A time that is farther off is said with its day. */
const HALF_A_DAY_MS = 12 * 60 * 60_000;

/** Says that there are others. */
function beyond(all: readonly unknown[], shown: number): readonly KnownBlock[] {
  const more = all.length - shown;
  return more > 0 ? [context(more === 1 ? 'And one more.' : `And ${more} more.`)] : [];
}

/** To whoever leaves: what they have open, who is to have it, and how that goes. */
export function giverMessage(view: HandOverView): Message {
  const { handOver, cases: handed } = view;
  const count = handed.length === 1 ? 'one open case' : `${handed.length} open cases`;
  const title = handOver.stage === 'proposed' ? `Before you go: ${count}` : `Your hand-over: ${count}`;
  return {
    text: inline(`${title}. ${nextOf(view)}`),
    blocks: [
      header(title),
      context(inline(nextOf(view))),
      ...handed
        .slice(0, MOST_LINES)
        .map((each) => richText(paragraph(...lineOf(view, each), `\n${outcomeOf(view, each)}`))),
      ...beyond(handed, MOST_LINES),
      ...(handOver.stage === 'proposed' ? [actions(giverButtons(view), 'hand-over')] : []),
    ],
  };
}

function nextOf({ handOver, team, cases: handed }: HandOverView): string {
  const { startedAt, stageEnds } = handOver;
  const isFarOff = stageEnds.getTime() - startedAt.getTime() > HALF_A_DAY_MS;
  const ends = (isFarOff ? dayAndTime : timeOfDay)(stageEnds, team.timeZone);
  const words = {
    proposed: `Who takes them? Without a word from you they are offered at ${ends}, as proposed.`,
    offered: 'They were asked. You are told nothing more: this message shows how it goes.',
    asked: 'Nobody by name has taken the rest, so whoever is there was asked.',
    done: handed.some(({ state }) => state === 'returned')
      ? 'Settled. What nobody took is open for everybody again.'
      : 'Everything has somebody now.',
  };
  return words[handOver.stage];
}

function giverButtons({ handOver }: HandOverView): ActionsBlockElement[] {
  return [
    button('Offer to them', 'hand-over.offer', { value: handOver.id, style: 'primary' }),
    button('Choose others', 'hand-over.choose', { value: handOver.id }),
    button('Keep all', 'hand-over.keep', { value: handOver.id }),
  ];
}

function outcomeOf(view: HandOverView, each: HandedCase): string {
  const heir = each.heir === null ? undefined : nameIn(view, each.heir);
  const waiting = {
    proposed: heir === undefined ? '→ nobody is there: everybody is asked' : `→ ${heir}`,
    offered: heir === undefined ? '→ declined: everybody is asked next' : `→ ${heir}, asked`,
    asked: '→ the team, asked',
    done: '',
  };
  const words = {
    waiting: waiting[view.handOver.stage],
    accepted: `✓ ${heir ?? 'Somebody'} took it`,
    kept: 'You keep it',
    returned: 'Back in the pool: nobody took it',
    elsewhere: elsewhere(view, each),
  };
  return words[each.state];
}

function elsewhere(view: HandOverView, { case: of }: HandedCase): string {
  if (of.state === 'resolved' || of.state === 'cancelled') return `Closed meanwhile: ${of.state}`;
  return of.owner === null ? "It is nobody's now" : `${nameIn(view, of.owner)} has it now`;
}

/** To an heir: all that is offered to them at once. */
export function offerMessage(view: HandOverView, batch: string): Message {
  const offers = view.offers.filter((offer) => offer.batch === batch);
  const handed = offers.flatMap((offer) => {
    const found = view.cases.find(({ caseId }) => caseId === offer.caseId);
    return found ? [{ offer, each: found }] : [];
  });
  const giver = nameIn(view, view.handOver.giver);
  const count = handed.length === 1 ? 'a case' : `${handed.length} cases`;
  const title = `${giver} hands over ${count}`;
  const open = handed.filter(({ offer }) => offer.state === 'waiting');
  return {
    text: inline(`${title}: ${handed.map(({ each }) => `#${each.case.number}`).join(', ')}. Accept or decline.`),
    blocks: [
      header(title),
      ...(open.length > 0 ? [context(inline(answerBy(view)))] : []),
      ...handed
        .slice(0, MOST_WITH_BUTTONS)
        .flatMap(({ offer, each }) => [
          caseBlock(view, each),
          offer.state === 'waiting'
            ? actions(answerButtons(batch, each), `offer:${each.caseId}`)
            : context(inline(answers[offer.state])),
        ]),
      ...beyond(handed, MOST_WITH_BUTTONS),
      ...(open.length > 1 ? [actions(allButtons(batch), 'all')] : []),
    ],
  };
}

function answerBy({ handOver, team }: HandOverView): string {
  return `Please answer by ${timeOfDay(handOver.stageEnds, team.timeZone)}. After that somebody else is asked.`;
}

const answers = {
  accepted: 'You have it.',
  declined: 'You declined.',
  silent: 'Somebody else was asked.',
  elsewhere: 'It went another way meanwhile.',
};

function answerButtons(batch: string, { caseId, case: of }: HandedCase): ActionsBlockElement[] {
  const value = `${batch}:${caseId}`;
  return [
    button('Accept', actionId('hand-over.accept', caseId), {
      value,
      style: 'primary',
      spoken: `Accept case ${of.number}`,
    }),
    button('Decline', actionId('hand-over.decline', caseId), { value, spoken: `Decline case ${of.number}` }),
    button('Open', actionId('case.view', caseId), { value: caseId, spoken: `Open case ${of.number}` }),
  ];
}

function allButtons(batch: string): ActionsBlockElement[] {
  return [
    button('Accept all', actionId('hand-over.accept', 'all'), { value: batch }),
    button('Decline all', actionId('hand-over.decline', 'all'), { value: batch }),
  ];
}

/** To those who are there, in the escalations channel; `calls` are mentioned by the first post only. */
export function groupMessage(view: HandOverView, calls: readonly string[] = []): Message {
  const giver = nameIn(view, view.handOver.giver);
  const left = view.cases.filter(({ state }) => state === 'waiting');
  const lead = `Who takes over from ${inline(giver)}?`;
  const called = calls.map(mention).join(' ');
  return {
    text: [called, left.length > 0 ? lead : `What ${inline(giver)} handed over is taken.`].filter(Boolean).join(' '),
    blocks: [
      section([called, `*${lead}*`].filter(Boolean).join(' ')),
      ...(left.length === 0 ? [context('Nothing is left: each has somebody, or is open for everybody.')] : []),
      ...left
        .slice(0, MOST_WITH_BUTTONS)
        .flatMap((each) => [caseBlock(view, each), actions([takeButton(view, each)], `take:${each.caseId}`)]),
      ...beyond(left, MOST_WITH_BUTTONS),
    ],
  };
}

function takeButton({ handOver }: HandOverView, { caseId, case: of }: HandedCase): ActionsBlockElement {
  const value = `${handOver.id}:${caseId}`;
  return button('Take it', actionId('hand-over.take', caseId), {
    value,
    style: 'primary',
    spoken: `Take case ${of.number}`,
  });
}

function caseBlock(view: HandOverView, each: HandedCase): KnownBlock {
  const note = each.note ? [quotation(snippet(each.note, 1000))] : [];
  return richText(paragraph(...lineOf(view, each)), ...note);
}

function lineOf({ team }: HandOverView, { case: of, promised }: HandedCase): (string | RichTextElement)[] {
  const due = of.promisedBy;
  const by = due
    ? [
        `\nPromised: ${snippet(promised ?? '', 100)}, by `,
        moment(due, '{date_short_pretty} {time}', dayAndTime(due, team.timeZone)),
      ]
    : [];
  return [bold(titleOf(of)), `\n${snippet(of.summary, 150)}`, ...dueLine(of, team), ...by];
}

/** The clock that runs out next; what was promised to the customer has a line of its own. */
function dueLine({ nextDueAt, nextDueClock }: Case, team: Team): (string | RichTextElement)[] {
  if (!nextDueAt || !nextDueClock) return [];
  return [
    `\n${clockNames[nextDueClock]} due `,
    moment(nextDueAt, '{date_short_pretty} {time}', dayAndTime(nextDueAt, team.timeZone)),
  ];
}

function nameIn({ names }: HandOverView, slackId: string): string {
  return names[slackId] ?? 'A colleague';
}

/** On App Home, for whoever owns something. */
export function handOverRow(): KnownBlock {
  return actions([button('Hand over my cases', 'hand-over.start')], 'hand-over');
}
