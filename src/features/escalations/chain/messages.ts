import type { KnownBlock, RichTextElement } from '@slack/types';
import { dayAndTime, timeOfDay } from '../../../core/local-time.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, context, section } from '../../../slack/blocks.ts';
import { dateToken, inline, mention } from '../../../slack/mrkdwn.ts';
import { moment, paragraph, richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { quoted, snippet } from '../messages/parts.ts';
import type { CaseEntry } from '../tables.ts';
import { durationText } from '../clocks/durations.ts';
import { nameOf } from '../wording.ts';
import { roleOf, waitingWords } from './called-words.ts';
import type { Ask, Askable } from './chain-rules.ts';
import type { ChainView } from './chain-view.ts';

/** A step of the chain: one reply in the card's thread that mentions one person and says why it is them. */
export interface Call {
  readonly slackId: string;
  readonly ask: Ask;
  /** Seconds of the chain's time since the case had to find somebody. */
  readonly waitedSeconds: number;
  /** Seconds since it was raised. */
  readonly ageSeconds: number;
  /** It has looked for somebody ever since it was raised. */
  readonly isFirstRun: boolean;
  /** Those of the role below, and leads of a lead, whom it asked in this round: they did not take it. */
  readonly askedBefore: readonly string[];
  /** Somebody of the role below is there, though it may not have asked them: they have had it. */
  readonly hasOthers: boolean;
  /** All were asked before, and it begins again. */
  readonly isNewRound: boolean;
  /** They are said to know its category. */
  readonly hasSkill: boolean;
  /** When it was due, if it comes late. */
  readonly lateSince: Date | undefined;
}

export function chainCall(view: CaseView, call: Call): Message {
  const { number, summary } = view.case;
  const age = call.isFirstRun ? '' : `; it was raised ${durationText(call.ageSeconds)} ago`;
  const lead = `Nobody has claimed #${number} ${waitedText(call.waitedSeconds)}${age}.`;
  const why = whyYou(view, call);
  const spoken = [mention(call.slackId), lead, inline(snippet(summary))].join(' ');
  const next = [why, 'Next: *Claim* it on the card.', late(view, call.lateSince)].filter(Boolean).join(' ');
  return {
    text: call.lateSince ? `${spoken} (late)` : spoken,
    blocks: [...opening(mention(call.slackId), lead, summary), context(next)],
  };
}

/** A case that came while the team was closed has not waited in its hours. */
function waitedText(seconds: number): string {
  return seconds < 60 ? 'yet' : `for ${durationText(seconds)}`;
}

/** Whom it calls and what about, and then what the case is, as it was typed. */
function opening(called: string, lead: string, summary: string): readonly KnownBlock[] {
  return [section([called, `*${lead}*`].filter(Boolean).join(' ')), richText(paragraph(snippet(summary)))];
}

function whyYou(view: CaseView, { ask, hasSkill, askedBefore, hasOthers, isNewRound }: Call): string {
  const { category } = view.case;
  if (isNewRound) return 'All were asked, and nobody took it: it is your turn once more.';
  const others = askedBefore.length > 0 ? inline(`${whoDidNot(view, askedBefore)} did not take it.`) : '';
  const skill = hasSkill && category ? `You know ${inline(category)}.` : '';
  const turn = (hasOthers ? undefined : reasonsWithoutOthers[ask]) ?? 'It is your turn.';
  return [others, skill].filter(Boolean).join(' ') || turn;
}

function whoDidNot(view: CaseView, slackIds: readonly string[]): string {
  const names = slackIds.map((slackId) => nameOf(view, slackId));
  return names.length > MOST_NAMES ? `${names.length} others` : NAMES.format(names);
}

const MOST_NAMES = 3;
const NAMES = new Intl.ListFormat('en-GB');

/** Where nobody of the role below is there. */
const reasonsWithoutOthers: Readonly<Partial<Record<Ask, string>>> = {
  managers: 'There is no lead to ask.',
  directors: 'There is no manager to ask.',
};

function late(view: CaseView, since: Date | undefined): string {
  return since
    ? `This comes late: it was due ${clock(since, view.team.timeZone)}, and Floorwalker was not running.`
    : '';
}

/** To the managers, once: the chain has nobody left, or nobody of it is there. */
export function nobodyTook(
  view: CaseView,
  told: readonly string[],
  ageSeconds: number,
  isAnybodyThere: boolean,
): Message {
  const { number, summary } = view.case;
  const lead = isAnybodyThere
    ? `Nobody took #${number}: everybody who is there was asked.`
    : `Nobody is there to take #${number}.`;
  const called = told.map(mention).join(' ');
  const waits = `It was raised ${durationText(ageSeconds)} ago.`;
  return {
    text: [called, lead, inline(snippet(summary))].join(' '),
    blocks: [...opening(called, lead, summary), context(`${waits} Next: *Claim* it or *Hand over* on the card.`)],
  };
}

/** To whoever raised it, once: at the end of the chain nobody has it, which an edit of their message would not ring for. */
export function nobodyTookYours(view: CaseView): Message {
  const { number, raisedBy } = view.case;
  const words = inline(waitingWords(view));
  return {
    text: `${mention(raisedBy)} #${number}: ${words}`,
    blocks: [
      section(`${mention(raisedBy)} *#${number}:* ${words}`),
      context(`The message above says who has it once somebody does.${isCritical(view) ? '' : CANNOT_WAIT}`),
    ],
  };
}

/** Critical begins to ask anew at once, and calls whoever is asked. */
const CANNOT_WAIT = ' If the customer cannot wait, make it critical: *Change urgency*, in its menu.';

function isCritical({ case: { urgency } }: CaseView): boolean {
  return urgency === 'critical';
}

/** Asks a silent owner, once. `endsAt`: when the case is taken back. */
export function stillOnIt(view: CaseView, owner: string, endsAt: Date | undefined): Message {
  const { id, number, summary } = view.case;
  const lead = `Still on #${number}?`;
  const otherwise = endsAt ? `Without an answer it goes back to everybody ${clock(endsAt, view.team.timeZone)}.` : '';
  return {
    text: `${mention(owner)} ${lead} ${inline(snippet(summary))}`,
    blocks: [
      ...opening(mention(owner), lead, summary),
      ...(otherwise ? [context(otherwise)] : []),
      actions([
        button('Still on it', 'case.still-on-it', { value: id, style: 'primary' }),
        button('Give it back', 'case.give-back', { value: id }),
      ]),
    ],
  };
}

export type OwnerAnswer = 'still-on-it' | 'given-back' | 'lapsed' | 'moved-on';

/** The same message once it has been answered, or nobody did. */
export function ownerAnswered(view: CaseView, how: OwnerAnswer, owner: string): Message {
  const text = inline(answers[how](nameOf(view, owner), `#${view.case.number}`));
  return { text, blocks: [context(text)] };
}

const answers: Readonly<Record<OwnerAnswer, (name: string, number: string) => string>> = {
  'still-on-it': (name, number) => `${name} is still on ${number}.`,
  'given-back': (name, number) => `${name} gave ${number} back.`,
  lapsed: (name, number) => `${name} did not answer: ${number} went back to everybody.`,
  'moved-on': (_name, number) => `${number} has moved on meanwhile.`,
};

/** A claim came to an end: the case is everybody's again, and these are asked first. */
export function backAgain(view: CaseView, entry: CaseEntry, calls: readonly string[]): Message {
  const { number } = view.case;
  const from = entry.detail?.['from'];
  const who = nameOf(view, typeof from === 'string' ? from : entry.by);
  const lead = inline(whyBack(entry, who, `#${number}`));
  const called = calls.map(mention).join(' ');
  return {
    text: [called, `${lead}.`, entry.text && inline(snippet(entry.text, 300))].filter(Boolean).join(' '),
    blocks: [
      section([called, `*${lead}*`].filter(Boolean).join(' ')),
      ...(entry.text ? [richText(...quoted(entry.text, 3000))] : []),
      context('Next: *Claim* it on the card.'),
    ],
  };
}

type ChainFact = readonly [label: string, value: readonly (string | RichTextElement)[]];

/** `Asked  Leo 10:02, next: a manager 10:17`; nothing once somebody has it. */
export function chainFacts(view: CaseView): readonly ChainFact[] {
  const { chain, case: of } = view;
  if (of.state !== 'open' || !chain) return [];
  if (!chain.last) return firstFacts(view, chain);
  const { outcome, asked, at } = chain.last;
  if (asked.length === 0) return [];
  const role = `the ${roleOf(view, asked[0])}s`;
  if (outcome === 'ended') return [['Nobody took it', [`${role} were told `, time(at, view)]]];
  const who = outcome === 'asked' ? nameOf(view, asked[0]) : role;
  const next = chain.nextAt && chain.nextAsk ? [`, next: ${nextName(view, chain)}`, time(chain.nextAt, view)] : [];
  return [['Asked', [`${who} `, time(at, view), ...next]]];
}

/** It came while the team was closed. */
function firstFacts(view: CaseView, chain: ChainView): readonly ChainFact[] {
  if (!chain.nextAsk || !chain.nextAt) return [];
  const first = moment(chain.nextAt, '{date_short}, {time}', dayAndTime(chain.nextAt, view.team.timeZone));
  return [['Asked', [`nobody yet, next: ${nextName(view, chain)}`, first]]];
}

/** The next role of the round that has somebody who was not asked yet; who of them is there shows only then. */
function nextName({ deciders, case: { raisedBy } }: CaseView, { nextAsk, asked }: ChainView): string {
  const done = nextAsk === 'on-shift-with-skill' ? [] : asked;
  const left = deciders.filter(({ slackId }) => slackId !== raisedBy && !done.includes(slackId));
  const roles = ASKED_IN_TURN.slice(nextAsk ? firstRole[nextAsk] : 0);
  const role = roles.find((each) => left.some((decider) => decider.role === each));
  if (role === undefined) return '';
  const isAnother =
    role === 'lead' && deciders.some((decider) => decider.role === 'lead' && done.includes(decider.slackId));
  return `${isAnother ? 'another' : 'a'} ${role} `;
}

const ASKED_IN_TURN: readonly Askable['role'][] = ['lead', 'manager', 'director'];
const firstRole: Readonly<Record<Ask, number>> = { 'on-shift-with-skill': 0, leads: 0, managers: 1, directors: 2 };

function time(at: Date, { team }: CaseView): RichTextElement {
  return moment(at, '{time}', timeOfDay(at, team.timeZone));
}

function clock(at: Date, timeZone: string): string {
  return `at ${dateToken(at, '{time}', timeOfDay(at, timeZone))}`;
}

function whyBack({ kind, detail }: CaseEntry, who: string, which: string): string {
  if (kind === 'lapsed') return `${who} was silent on ${which} for too long`;
  if (detail?.['because'] === 'owner-gone') return `${who} cannot decide any more, so ${which} is open again`;
  if (detail?.['because'] === 'nobody-took-it') return `Nobody took ${which} over from ${who}, so it is open again`;
  return `${who} gave ${which} back`;
}
