import type { KnownBlock } from '@slack/types';
import { dayAndTime } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, plainSection } from '../../../../slack/blocks.ts';
import { bullets, richText } from '../../../../slack/rich-text.ts';
import { partyReader, type Reader } from '../verdicts/reader.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import type { SwapRequest } from '../tables.ts';
import { counted, inWords, legText, moodOf, nameOf, snippet, youOr, spoken, untilText } from './parts.ts';
import {
  liveProposals,
  mayPassWords,
  nextOf,
  passedWords,
  takenBackWords,
  ownerName,
  requestTitle,
  requestWhen,
} from './request-words.ts';
import { whenText } from '../../roster/shift-words.ts';
import { consentButtons, namesIn } from './to-parties.ts';
import { linesFor } from './verdict-lines.ts';

/** How it ended: to each party who did not end it themselves, once. */
export function resultMessage(view: ProposalView, slackId: string): Message {
  return resultFor(view, partyReader(slackId));
}

/** The same for whoever just decided it, who may be its approver. */
export function resultFor(view: ProposalView, reader: Reader): Message {
  const { state } = view.proposal;
  const { slackId } = reader;
  if (state === 'executed') return executedMessage(view, slackId);
  if (state === 'blocked') return blockedMessage(view, reader);
  const [what, next] = endings[state]?.(view, slackId) ?? ['This swap goes on.', ''];
  return said([what, keptLines(view, slackId), next]);
}

type Words = readonly [what: string, next: string];

const endings: Partial<Record<ProposalView['proposal']['state'], (view: ProposalView, slackId: string) => Words>> = {
  declined: (view, slackId) => [
    `${inWords(view.consents.filter(({ state }) => state === 'declined').map((each) => capital(youOr(view, each.slackId, slackId))))} declined the swap.`,
    '',
  ],
  approval: (view) => [`${nameOf(view, view.request?.owner)} chose your offer.`, nextOf(view, view)],
  expired: () => ['The swap ran out of time: not everybody answered.', ''],
  withdrawn: (view) => [`${nameOf(view, view.proposal.decidedBy ?? view.proposal.proposedBy)} took the swap back.`, ''],
  superseded: (view, slackId) => [supersededWords(view, slackId), ''],
  denied: (view) => {
    const { decidedBy, decidedBecause } = view.proposal;
    return [
      `${nameOf(view, decidedBy)} refused the swap${decidedBecause ? `: ${snippet(decidedBecause, 500)}` : '.'}`,
      '',
    ];
  },
  waiting: () => [
    'Somebody was faster, so you are in line.',
    'If the one ahead falls through, you hear from us here. Nothing is settled.',
  ],
};

/** Why somebody who offered does not get it. */
export function supersededWords(view: ProposalView, slackId: string): string {
  const { request, legs, proposal } = view;
  if (proposal.decidedBecause && !proposal.isOverridden) return `${proposal.decidedBecause} So the swap is off.`;
  const taker = takerOf(view);
  if (taker === slackId) return 'It is yours already.';
  const isTaken = request?.state === 'fulfilled' || request?.state === 'matched';
  if (isTaken) return `${taker === undefined ? 'Somebody else' : nameOf(view, taker)} was faster: the shift is taken.`;
  const [leg] = legs;
  return leg === undefined
    ? 'The roster changed, so this swap is off.'
    : `The roster changed, so the swap of ${whenText(leg.shift, leg)} is off.`;
}

/** Whoever has what was asked for now, if that is not whose it was. */
function takerOf({ request, legs }: ProposalView): string | undefined {
  const leg = legs.find(({ shiftId }) => shiftId === request?.shiftId);
  return leg && leg.shift.slackId !== leg.from ? (leg.shift.slackId ?? undefined) : undefined;
}

/** What does not change, leg by leg: it did not come to it. */
function keptLines(view: ProposalView, slackId: string): string {
  return view.legs
    .map((leg) => {
      const when = whenText(leg.shift, leg);
      // It may have gone to somebody else meanwhile.
      if (leg.shift.slackId !== leg.from) return `It was about ${when}.`;
      if (leg.from === null) return `Nobody has ${when}: it is open.`;
      const still = moodOf(view) === 'would get' ? ' for now' : '';
      return leg.from === slackId ? `You keep ${when}${still}.` : `${nameOf(view, leg.from)} keeps ${when}${still}.`;
    })
    .join('\n');
}

function legsLine(view: ProposalView, slackId: string): string {
  return view.legs.map((leg) => legText(view, leg, slackId, moodOf(view))).join('\n');
}

function executedMessage(view: ProposalView, slackId: string): Message {
  const { execution, proposal } = view;
  if (execution?.state === 'reverted')
    return said([takenBackWords(view, slackId), before(view, slackId), openAgain(view, slackId)]);
  if (execution && execution.state !== 'executed') return overMessage(view, slackId);
  const legs = legsLine(view, slackId);
  if (proposal.isCover) return said(['A shift was covered at once.', legs, decidedWords(view)]);
  const undo = execution ? [button('Undo', 'swap.undo', { value: execution.id })] : [];
  return said(['It is settled.', legs, passedWords(view, slackId), freeWords(view, slackId)], undo);
}

/** While one alone may take it back. */
function freeWords(view: ProposalView, slackId: string): string {
  const { execution, team, now } = view;
  if (execution === null || execution.freeUntil <= now) return '';
  const why = pressedLast(view) === slackId ? 'Pressed by mistake?' : 'Is it not what you want?';
  return `${why} Undo it until ${dayAndTime(execution.freeUntil, team.timeZone)}.`;
}

/** Whose click settled it: whoever said yes last, unless a manager did it. */
function pressedLast({ proposal, consents, approvals }: ProposalView): string | undefined {
  if (proposal.isOverridden || approvals.some(({ approvedBy }) => approvedBy !== null)) return undefined;
  const asked = consents.filter(({ wasAsked, state }) => wasAsked && state === 'accepted');
  const [last] = asked.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return last?.slackId ?? proposal.proposedBy;
}

/** In place of *It is settled*, once it was taken back. */
export function settledOnce(view: ProposalView, slackId: string): Message {
  return said(['It was settled, and is taken back.', takenBackWords(view, slackId), legsLine(view, slackId)]);
}

/** What was asked for may be wanted still. */
function openAgain({ request, names }: ProposalView, slackId: string): string {
  if (request?.state !== 'open') return '';
  const asked = request.owner === slackId ? 'What you asked' : `What ${nameOf({ names }, request.owner)} asked`;
  const what = request.owner === null ? 'The shift' : asked;
  return `${what} is open again: others can take it.`;
}

function decidedWords(view: ProposalView): string {
  const { decidedBy, proposedBy, decidedBecause } = view.proposal;
  const because = decidedBecause ? `: ${snippet(decidedBecause, 500)}` : '.';
  return `${nameOf(view, decidedBy ?? proposedBy)} decided it${because}`;
}

/** A manager has noted how it was. */
function overMessage(view: ProposalView, slackId: string): Message {
  const { state, changedBecause } = view.execution ?? {};
  const what =
    state === 'disputed' ? 'Somebody says that this swap did not happen.' : 'A manager noted how this swap was.';
  return said([what, legsLine(view, slackId), snippet(changedBecause ?? '', 500)]);
}

function before(view: ProposalView, slackId: string): string {
  return view.legs
    .map((leg) => {
      const has = leg.from === slackId ? 'have' : 'has';
      const who = leg.from === null ? 'nobody' : youOr(view, leg.from, slackId);
      return `${capital(who)} ${has} ${whenText(leg.shift, leg)} again.`;
    })
    .join('\n');
}

/** Says what the rules found, with the numbers, and opens what is legal instead. */
function blockedMessage(view: ProposalView, reader: Reader): Message {
  const { proposal, request } = view;
  const { slackId } = reader;
  const lines = proposal.verdict ? linesFor(reader, proposal.verdict, namesIn(view)) : [];
  const isLooking = request !== null && (request.state === 'open' || request.state === 'matched');
  const others = isLooking ? othersWords(request) : '';
  const found: KnownBlock[] = lines.length > 0 ? [richText(bullets(lines.map((line) => [line])))] : [];
  const title = 'The rules do not allow this swap as things are now.';
  const { blocks = [] } = said(
    [title, mayPassWords(view, slackId), keptLines(view, slackId), others],
    isLooking ? [whatElse(request, slackId)] : [],
  );
  return {
    text: spoken([title, mayPassWords(view, slackId), lines.join('; '), others].filter(Boolean).join(' ')),
    blocks: [...blocks.slice(0, 1), ...found, ...blocks.slice(1)],
  };
}

function whatElse({ id: value, owner }: SwapRequest, slackId: string): ReturnType<typeof button> {
  return owner === slackId
    ? button('See who could', 'swap.partners', { value, style: 'primary' })
    : button('See what is possible', 'swap.offer', { value, style: 'primary' });
}

/** What is legal instead, as counted when this was found not to be. */
function othersWords({ kind, partners }: SwapRequest): string {
  if (!partners) return '';
  const what = kind === 'trade' ? 'shift' : 'person';
  if (partners.legal === 0) return `By the rules no other ${what} is possible as things are now.`;
  const can = kind === 'trade' ? 'could be traded for it' : 'could take it';
  return `By the rules ${counted(partners.legal, `other ${what}`, kind === 'trade' ? 'other shifts' : 'others')} ${can}.`;
}

/** When a request ended without a swap: in the thread of its card. */
export function closingNote(view: RequestView): Message {
  const { request } = view;
  const what = `${requestTitle(view)}: ${requestWhen(view)}`;
  if (request.state !== 'expired') return said([what, 'This is over. Nothing changes.']);
  const owner = request.owner === null ? 'It is still open.' : `It stays ${ownerName(view)}'s.`;
  return said([`Nobody took it in time. ${what}.`, `${owner} Whoever leads the team is told.`]);
}

/** To whoever still has the shift, when nobody took it. */
export function expiredMessage(view: RequestView): Message {
  return said([
    `Nobody took your shift in time: ${requestWhen(view)}.`,
    'It stays yours. If you cannot work it, talk to whoever leads the team: they know that nobody took it.',
  ]);
}

/** To the owner of a request for people by name. */
export function allDeclinedMessage(view: RequestView): Message {
  const { id: value, askedOnly } = view.request;
  const who = (askedOnly ?? []).slice(0, 6).map((slackId) => nameOf(view, slackId));
  return said(
    [
      `${inWords(who)}${(askedOnly?.length ?? 0) > 6 ? ' and the others' : ''} declined: ${requestWhen(view)}.`,
      'It stays yours. Take it back to ask the whole team.',
    ],
    [button('Take it back', 'swap.withdraw', { value })],
  );
}

/** To the owner, for whom somebody else asks. */
export function askedForMessage(view: RequestView): Message {
  const { id: value, postedBy, kind } = view.request;
  const what = kind === 'trade' ? 'to trade your shift' : 'for somebody to take your shift';
  return said(
    [
      `${nameOf(view, postedBy)} asks ${what}: ${requestWhen(view)}.`,
      'It stays yours until it is settled, and you are asked before that.',
    ],
    [
      button('See', 'swap.look', { value, spoken: 'See the request' }),
      button('Take it back', 'swap.withdraw', { value }),
    ],
  );
}

/** To those who lead the team, when nobody took it. */
export function uncoveredMessage(view: RequestView): Message {
  const { request } = view;
  const who = request.owner === null ? 'Nobody works it' : `${ownerName(view)} still has it`;
  const cover = button('Cover now', 'swap.cover', { value: request.shiftId, style: 'primary' });
  return said(
    [
      `Nobody took this shift in time: ${requestWhen(view)}.`,
      `${who}${request.owner === null ? '.' : ', and asked for somebody to take it.'} Talk to the team, or have it covered.`,
    ],
    [cover],
  );
}

/** Before the cut-off, to whoever still has the shift: nobody has taken it, and what can be done. */
export function ownerReminder(view: RequestView): Message {
  const { request, shift } = view;
  const live = liveProposals(view);
  const until = untilText(request.expiresAt, shift.timeZone);
  const state = live.length === 0 ? 'Nobody has answered yet' : `${live.length} waiting for an answer`;
  return said(
    [
      `Your shift on ${requestWhen(view)} is not settled.`,
      `${state}. It can be swapped until ${until}; it stays yours until somebody takes it.`,
    ],
    [
      button('See who could', 'swap.partners', { value: request.id, style: 'primary' }),
      button('Take it back', 'swap.withdraw', { value: request.id }),
    ],
  );
}

/** To somebody who has not answered yet. */
export function consentReminder(view: ProposalView, slackId: string): Message {
  const { expiresAt, proposedBy } = view.proposal;
  const until = untilText(expiresAt, view.team.timeZone);
  return said(
    [`${nameOf(view, proposedBy)} still waits for your answer, until ${until}.`, legsLine(view, slackId)],
    consentButtons(view, slackId),
  );
}

function said(lines: readonly string[], buttons: readonly ReturnType<typeof button>[] = []): Message {
  const shown = lines.filter(Boolean);
  return {
    text: spoken(shown.join(' ')),
    blocks: [plainSection(shown.join('\n')), ...(buttons.length > 0 ? [actions(buttons)] : [])],
  };
}

function capital(word: string): string {
  return word === 'you' || word === 'nobody' ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word;
}
