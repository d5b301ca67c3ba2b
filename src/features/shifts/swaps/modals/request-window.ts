import type { Button, KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, context, plainSection } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inWords, legText, nameOf } from '../messages/parts.ts';
import { liveProposals, nextOf, requestState, requestTitle, requestWhen } from '../messages/request-words.ts';
import { shiftLine } from '../../roster/shift-words.ts';
import { consentButtons } from '../messages/to-parties.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import { numbered, under, windowIds } from './window-parts.ts';

/** Who looks at a swap, and what of it is theirs to do. The server decides again. */
export interface Looking {
  readonly reader: string;
  /** Whether they ask for others. */
  readonly mayDecide: boolean;
  /** Whether they may take back what was executed: its parties, and managers. */
  readonly mayUndo: (view: ProposalView) => boolean;
}

/** A request with all that was offered for it, in line; its owner chooses, whoever offered can take it back. */
export function requestModal(view: RequestView, looking: Looking): ModalView {
  const { reader, mayDecide } = looking;
  const live = liveProposals(view);
  const isOpen = view.request.state === 'open' || view.request.state === 'matched';
  const owns = view.request.owner === reader || view.request.postedBy === reader;
  return modal({
    callbackId: windowIds.request,
    title: 'Swap',
    privateMetadata: JSON.stringify({ requestId: view.request.id }),
    blocks: [
      plainSection(
        [requestTitle(view, reader), requestWhen(view), requestState(view, reader), ...declinedLine(view, owns)].join(
          '\n',
        ),
      ),
      ...(isOpen ? [actions(requestButtons(view, owns, mayDecide))].filter(({ elements }) => elements.length > 0) : []),
      ...under(
        'Offers, first in line first',
        live.slice(0, MOST_OFFERS).flatMap((each) => offerRow(view, each, reader)),
      ),
      ...(live.length > MOST_OFFERS ? [context(`And ${live.length - MOST_OFFERS} more in line.`)] : []),
      ...view.proposals.flatMap((each) => executedRow(each, looking)),
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
  const line = [nameOf(each, proposal.proposedBy), ...returned, proposalState(view, each, reader)].join('\n');
  const waitsForReader =
    proposal.state === 'consent' && consents.some(({ slackId, state }) => slackId === reader && state === 'asked');
  const mine =
    proposal.proposedBy === reader
      ? [button('Take it back', actionId('swap.withdraw-offer', proposal.id), { value: proposal.id })]
      : [];
  const buttons = waitsForReader ? numbered(consentButtons(each, reader), proposal.id) : mine;
  return [plainSection(line), ...(buttons.length > 0 ? [actions(buttons)] : [])];
}

/** What was executed; those in it may still say something to it, and a manager may take it back. */
export function executedRow(each: ProposalView, looking: Looking): KnownBlock[] {
  const { execution, legs } = each;
  if (execution === null || execution.state === 'reverted') return [];
  const lines = legs.map((leg) => legText(each, leg, looking.reader));
  const say = whatToSay(each, looking, execution);
  return [plainSection(lines.join('\n')), ...(say ? [actions([say])] : [])];
}

function whatToSay(
  view: ProposalView,
  { reader, mayUndo }: Looking,
  { id: value, lastLegEndsAt }: NonNullable<ProposalView['execution']>,
): Button | undefined {
  const { legs, now } = view;
  const isOwn = legs.some(({ from, to }) => from === reader || to === reader);
  const undo = isOwn ? 'swap.undo' : 'swap.undo-why';
  if (lastLegEndsAt > now) return mayUndo(view) ? button('Undo', actionId(undo, value), { value }) : undefined;
  return isOwn ? button('It did not happen', actionId('swap.dispute', value), { value }) : undefined;
}

function proposalState(view: RequestView, each: ProposalView, reader: string): string {
  if (each.proposal.state === 'waiting') return 'In line';
  return each.proposal.state === 'blocked' ? 'The rules do not allow it as things are' : nextOf(view, each, reader);
}
