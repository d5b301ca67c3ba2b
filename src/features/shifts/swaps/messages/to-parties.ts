import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, header, plainContext, plainSection } from '../../../../slack/blocks.ts';
import { bold, paragraph, richText } from '../../../../slack/rich-text.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import {
  type Fact,
  factLines,
  factsAndFindings,
  inOwnZone,
  legInOwnZone,
  legText,
  moodOf,
  nameOf,
  spoken,
  until,
} from './parts.ts';
import { isLive } from '../lifecycle.ts';
import { partyReader } from '../verdicts/reader.ts';
import { takeOrOffer } from './request-card.ts';
import {
  mayPassWords,
  nextOf,
  ownerName,
  passedWords,
  requestState,
  requestTitle,
  requestWhen,
  takenBackWords,
  wantsText,
} from './request-words.ts';
import { lengthText, whenText } from '../../roster/shift-words.ts';
import { linesFor, verdictNames, verdictSentence } from './verdict-lines.ts';

/** Direct messages to those whose shifts a swap moves, and to those who are asked by name. */

type Leg = ProposalView['legs'][number];

/** What one person is asked: with buttons while their answer is wanted, after it a line that says what came of it. */
export function consentMessage(view: ProposalView, slackId: string): Message {
  const mine = view.consents.find((consent) => consent.slackId === slackId);
  const isAsked = view.proposal.state === 'consent' && mine?.state === 'asked';
  const title = consentTitle(view, slackId);
  const legs = view.legs.map((leg) => legText(view, leg, slackId, moodOf(view))).join('. ');
  if (!isAsked) {
    const outcome = consentOutcome(view, slackId);
    return { text: spoken(`${title}: ${outcome}`), blocks: [plainSection([title, legs, outcome].join('\n'))] };
  }
  return {
    text: spoken(`${title}: ${legs}`),
    blocks: [
      header(title),
      ...consentBlocks(view, slackId),
      actions(consentButtons(view, slackId), 'consent'),
      plainContext(stays(view, slackId)),
    ],
  };
}

function consentTitle(view: ProposalView, slackId: string): string {
  const { proposedBy } = view.proposal;
  const who = nameOf(view, proposedBy);
  const gives = view.legs.some(({ from }) => from === slackId);
  const gets = view.legs.some(({ to }) => to === slackId);
  if (gives && gets) return `${who} offers you a swap`;
  if (gives) return `${who} would take your shift`;
  return gets ? `${who} asks you to take a shift` : `${who} asks for a swap`;
}

function consentBlocks(view: ProposalView, slackId: string): KnownBlock[] {
  const { proposal } = view;
  return [
    richText(
      ...view.legs
        .filter(({ from, to }) => from === slackId || to === slackId)
        .map((leg) => paragraph(bold(sideOf(leg, slackId)), ...details(leg, view.legs))),
      ...factsAndFindings(
        [
          ...others(view, slackId),
          ['Rules', proposal.verdict && verdictSentence(proposal.verdict, approverName(view))],
        ],
        proposal.verdict ? linesFor(partyReader(slackId), proposal.verdict, namesIn(view)) : [],
        [['Answer by', until(proposal.expiresAt, view.team.timeZone)]],
      ),
    ),
  ];
}

/** Whom it waits for at last, where that is known by now. */
function approverName(view: ProposalView): string | undefined {
  const { approver } = view.proposal;
  return approver === null ? undefined : nameOf(view, approver);
}

/** `You give Friday 27 November, 22:00–06:00, Berlin time` */
function sideOf(leg: Leg, slackId: string): string {
  return `${leg.from === slackId ? 'You give' : 'You get'} ${whenText(leg.shift, leg)}`;
}

function details(leg: Leg, legs: readonly Leg[]): ReturnType<typeof legInOwnZone> {
  return [`\n${lengthText(leg.shift, leg)}`, ...legInOwnZone(leg, legs), '\n'];
}

function others(view: ProposalView, slackId: string): readonly Fact[] {
  const elsewhere = view.legs.filter(({ from, to }) => from !== slackId && to !== slackId);
  return elsewhere.map((leg) => ['Also', legText(view, leg)]);
}

export function namesIn(view: ProposalView): ReturnType<typeof verdictNames> {
  return verdictNames(view, (id) => {
    const leg = view.legs.find(({ shiftId }) => shiftId === id);
    return leg && whenText(leg.shift);
  });
}

/** Whoever asked for a trade chooses among its offers; whoever else is asked accepts. */
export function consentButtons(view: ProposalView, slackId: string): ReturnType<typeof button>[] {
  const { id: value } = view.proposal;
  const chooses = view.request?.owner === slackId && view.request.kind === 'trade';
  return [
    button(chooses ? 'Choose this one' : 'Accept', chooses ? 'swap.choose' : 'swap.accept', {
      value,
      style: 'primary',
    }),
    button('Decline', 'swap.decline', { value }),
  ];
}

function stays(view: ProposalView, slackId: string): string {
  return view.legs.some(({ from }) => from === slackId)
    ? 'Your shift stays yours until it is settled.'
    : 'Nothing changes until it is settled.';
}

function consentOutcome(view: ProposalView, slackId: string): string {
  const mine = view.consents.find((consent) => consent.slackId === slackId)?.state;
  const { state } = view.proposal;
  if (state === 'executed') return executedOutcome(view, slackId);
  if (mine === 'declined') return 'You declined. Nothing changes.';
  return outcomes[state]?.(view, slackId) ?? `You accepted. ${nextOf(view, view)} Until it is settled nothing changes.`;
}

function executedOutcome(view: ProposalView, slackId: string): string {
  if (view.execution?.state === 'reverted') return `It was settled. ${takenBackWords(view, slackId)}`;
  return `It is settled. ${passedWords(view, slackId)}`.trim();
}

type Outcome = (view: ProposalView, slackId: string) => string;

const outcomes: Partial<Record<ProposalView['proposal']['state'], Outcome>> = {
  declined: (view) => `${nameOf(view, declinedBy(view))} declined. Nothing changes.`,
  expired: () => 'Not everybody answered in time. Nothing changes.',
  withdrawn: (view) =>
    `${nameOf(view, view.proposal.decidedBy ?? view.proposal.proposedBy)} took it back. Nothing changes.`,
  superseded: () => 'The shift went another way. Nothing changes for you.',
  blocked: (view, slackId) =>
    `The rules do not allow it as things are now. ${mayPassWords(view, slackId) || 'Nothing changes.'}`,
  denied: (view) => `${nameOf(view, view.proposal.decidedBy)} refused it. Nothing changes.`,
  waiting: () => 'Another offer is ahead of it. If that one falls through, you hear from us here.',
};

function declinedBy({ consents }: ProposalView): string | undefined {
  return consents.find(({ state }) => state === 'declined')?.slackId;
}

/** To somebody who was named in a request that only those named see. */
export function askedMessage(view: RequestView, slackId: string): Message {
  const { request, shift } = view;
  const title = `${ownerName(view)} asks you: ${request.kind === 'trade' ? 'would you trade a shift' : 'would you take a shift'}?`;
  const isOpen = request.state === 'open' || request.state === 'matched';
  const text = spoken(`${title} ${requestWhen(view)}`);
  const answered = view.proposals.find(({ proposal }) => proposal.proposedBy === slackId && isLive(proposal.state));
  if (isOpen && answered) return answeredMessage(view, text);
  if (isOpen && request.declinedBy?.includes(slackId)) return declinedMessage(view, text);
  if (!isOpen || request.owner === slackId)
    return {
      text,
      blocks: [plainSection(`${requestTitle(view)}\n${requestWhen(view)}\nThis is over: there is nothing to do.`)],
    };
  return {
    text,
    blocks: [
      header(title),
      richText(
        paragraph(bold(requestWhen(view))),
        factLines([
          ['In your time', inOwnZone(request, shift.timeZone, view.zones)],
          ['Length', lengthText(shift, request)],
          ['Would take', wantsText(view)],
          ['Until', until(request.expiresAt, shift.timeZone)],
        ]),
      ),
      actions([...askedButtons(view)], 'swap'),
      plainContext(
        `Only those whom ${ownerName(view)} asked see this. It stays ${ownerName(view)}'s until it is settled.`,
      ),
    ],
  };
}

/** To somebody who said yes, and waits like everybody else: how it stands, and where to look. */
function answeredMessage(view: RequestView, text: string): Message {
  const look = button('See', 'swap.look', { value: view.request.id, spoken: 'See the request' });
  const lines = [requestTitle(view), requestWhen(view), requestState(view)];
  return { text, blocks: [plainSection(lines.join('\n'), look)] };
}

function declinedMessage(view: RequestView, text: string): Message {
  const take = button('Take it after all', 'swap.take', { value: view.request.id });
  const lines = [requestTitle(view), requestWhen(view), 'You declined. Nothing changes.'];
  return { text, blocks: [plainSection(lines.join('\n'), take)] };
}

export function askedButtons(view: RequestView): readonly ReturnType<typeof button>[] {
  const { id: value } = view.request;
  return [...takeOrOffer(view, 'Take it'), button('Decline', 'swap.decline-request', { value })];
}
