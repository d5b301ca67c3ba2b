import type { Button, KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, context, header, plainSection } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { approvalButtons } from '../messages/approval.ts';
import { inWords, legText, nameOf } from '../messages/parts.ts';
import { liveProposals, nextOf, requestState, requestTitle, requestWhen } from '../messages/request-words.ts';
import { shiftLine } from '../messages/shift-words.ts';
import { shiftRow } from './shifts.ts';
import { consentButtons } from '../messages/to-parties.ts';
import type { MySwaps } from '../pages/my-swaps.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';

/** Windows to read, each line with what can be done about it. */

export function overviewModal({ toAnswer, toApprove, requests, shifts, reader }: MySwaps): ModalView {
  return modal({
    callbackId: 'swap.overview',
    title: 'Swaps',
    blocks: [
      ...under('Waiting for you', [
        ...toAnswer.flatMap((view) => answerRow(view, reader)),
        ...toApprove.flatMap((view) => approvalRow(view)),
      ]),
      ...under(
        'Your requests',
        requests.map((view) => requestRow(view, reader)),
      ),
      ...under(
        'Your next shifts',
        shifts.map((shift) => shiftRow(shift)),
      ),
      ...(shifts.length === 0 ? [context('You have no shifts to come.')] : []),
      context('`/swap friday` goes straight to a shift, `/swap open` shows shifts that nobody has yet.'),
    ],
  });
}

function under(heading: string, rows: readonly KnownBlock[]): readonly KnownBlock[] {
  return rows.length > 0 ? [header(heading), ...rows] : [];
}

function answerRow(view: ProposalView, reader: string): KnownBlock[] {
  const lines = [
    `${nameOf(view, view.proposal.proposedBy)} asks:`,
    ...view.legs.map((leg) => legText(view, leg, reader)),
  ];
  return [plainSection(lines.join('\n')), actions(numbered(consentButtons(view, reader), view.proposal.id))];
}

function approvalRow(view: ProposalView): KnownBlock[] {
  const lines = ['To approve:', ...view.legs.map((leg) => legText(view, leg))];
  return [plainSection(lines.join('\n')), actions(numbered(approvalButtons(view), view.proposal.id))];
}

/** Ids are unique in a window that shows the same button several times. */
function numbered(buttons: readonly Button[], suffix: string): Button[] {
  return buttons.map((each) => ({ ...each, action_id: actionId(each.action_id ?? '', suffix) }));
}

function requestRow(view: RequestView, reader: string): KnownBlock {
  const look = button('See', actionId('swap.look', view.request.id), {
    value: view.request.id,
    spoken: `See ${requestTitle(view, reader)}`,
  });
  return plainSection([`${requestTitle(view, reader)}: ${requestWhen(view)}`, requestState(view)].join('\n'), look);
}

/** A request with all that was offered for it, in line; its owner chooses, whoever offered can take it back. */
export function requestModal(view: RequestView, reader: string, mayDecide: boolean): ModalView {
  const live = liveProposals(view);
  const isOpen = view.request.state === 'open' || view.request.state === 'matched';
  const owns = view.request.owner === reader || view.request.postedBy === reader;
  return modal({
    callbackId: 'swap.request',
    title: 'Swap',
    blocks: [
      plainSection(
        [requestTitle(view, reader), requestWhen(view), requestState(view), ...declinedLine(view, owns)].join('\n'),
      ),
      ...(isOpen ? [actions(requestButtons(view, owns, mayDecide))].filter(({ elements }) => elements.length > 0) : []),
      ...under(
        'Offers, first in line first',
        live.slice(0, MOST_OFFERS).flatMap((each) => offerRow(view, each, reader)),
      ),
      ...(live.length > MOST_OFFERS ? [context(`And ${live.length - MOST_OFFERS} more in line.`)] : []),
      ...view.proposals.flatMap((each) => executedRow(each, reader)),
      ...(live.length === 0 && isOpen ? [context('Nobody has offered anything yet.')] : []),
    ],
  });
}

/** Who said no is for whoever asked them. */
function declinedLine(view: RequestView, owns: boolean): readonly string[] {
  const { declinedBy } = view.request;
  return owns && declinedBy ? [`Declined: ${inWords(declinedBy.map((slackId) => nameOf(view, slackId)))}.`] : [];
}

const MOST_OFFERS = 40;

function requestButtons({ request: { id: value } }: RequestView, owns: boolean, mayDecide: boolean): Button[] {
  return [
    ...(owns
      ? [button('Who could take it', 'swap.partners', { value }), button('Take it back', 'swap.withdraw', { value })]
      : [button('Take a part', 'swap.part', { value })]),
    ...(mayDecide
      ? [button('Answer for somebody', 'swap.for', { value }), button('Close it', 'swap.close', { value })]
      : []),
  ];
}

function offerRow(view: RequestView, each: ProposalView, reader: string): KnownBlock[] {
  const { proposal, consents } = each;
  const gives = each.legs.filter(({ to }) => to === view.request.owner && to !== null);
  const returned = gives.map((leg) => `gives ${shiftLine(leg.shift, leg)}`);
  const line = [nameOf(each, proposal.proposedBy), ...returned, proposalState(view, each)].join('\n');
  const waitsForReader =
    proposal.state === 'consent' && consents.some(({ slackId, state }) => slackId === reader && state === 'asked');
  const mine =
    proposal.proposedBy === reader
      ? [button('Take it back', actionId('swap.withdraw-offer', proposal.id), { value: proposal.id })]
      : [];
  const buttons = waitsForReader ? numbered(consentButtons(each, reader), proposal.id) : mine;
  return [plainSection(line), ...(buttons.length > 0 ? [actions(buttons)] : [])];
}

/** What was executed; those in it may still say something to it. */
function executedRow(each: ProposalView, reader: string): KnownBlock[] {
  const { execution, legs } = each;
  if (execution === null || execution.state === 'reverted') return [];
  const value = execution.id;
  const isOver = execution.lastLegEndsAt <= each.now;
  const isOwn = legs.some(({ from, to }) => from === reader || to === reader);
  // Whoever is in a cover was not asked, and is not who takes it back.
  const mine = isOwn && (isOver || !each.proposal.isCover);
  const say = isOver
    ? button('It did not happen', actionId('swap.dispute', value), { value })
    : button('Undo', actionId('swap.undo', value), { value });
  const lines = legs.map((leg) => legText(each, leg, reader));
  return [plainSection(lines.join('\n')), ...(mine ? [actions([say])] : [])];
}

function proposalState(view: RequestView, each: ProposalView): string {
  if (each.proposal.state === 'waiting') return 'In line';
  return each.proposal.state === 'blocked' ? 'The rules do not allow it as things are' : nextOf(view, each);
}
