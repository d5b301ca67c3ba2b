import type { KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, context, plainSection } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { approvalButtons, approvalMessage } from '../messages/approval.ts';
import { legText, nameOf } from '../messages/parts.ts';
import { nextOf, requestState, requestTitle, requestWhen } from '../messages/request-words.ts';
import { askedButtons, askedMessage, consentButtons, consentMessage } from '../messages/to-parties.ts';
import type { MySwaps } from '../pages/my-swaps.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import { executedRow, type Looking } from './request-window.ts';
import { shiftRow } from './shifts.ts';
import { numbered, under, windowIds } from './window-parts.ts';

/** What waits for somebody, what they asked for and offered, what was settled, and what they could swap. */
export function overviewModal(swaps: MySwaps, looking: Looking): ModalView {
  const { reader } = looking;
  const { toAnswer, toApprove, toTake, requests, offers, settled, shifts } = swaps;
  return modal({
    callbackId: windowIds.overview,
    title: 'Swaps',
    blocks: [
      ...under('Waiting for you', [
        ...toAnswer.flatMap((view) => answerRow(view, reader)),
        ...toApprove.flatMap((view) => approvalRow(view)),
        ...toTake.flatMap((view) => takeRow(view)),
      ]),
      ...under(
        'Your requests',
        requests.map((view) => requestRow(view, reader)),
      ),
      ...under(
        'Your offers',
        offers.map((view) => ownOfferRow(view, reader)),
      ),
      ...under(
        'Your next shifts',
        shifts.map((shift) => shiftRow(shift)),
      ),
      ...(shifts.length === 0 ? [context('You have no shifts to come.')] : []),
      ...under(
        'Settled lately',
        settled.flatMap((view) => executedRow(view, looking)),
      ),
      context('`/swap friday` goes straight to a shift, `/swap open` shows shifts that nobody has yet.'),
    ],
  });
}

/** One proposal that waits for the reader, with all they have to know to answer or approve it. */
export function questionModal(view: ProposalView, message: Message): ModalView {
  const { id: proposalId } = view.proposal;
  return messageModal({ callbackId: windowIds.question, title: 'Swap', memory: { proposalId }, message });
}

export function approvalQuestion(view: ProposalView): ModalView {
  return questionModal(view, approvalMessage(view));
}

export function consentQuestion(view: ProposalView, reader: string): ModalView {
  return questionModal(view, consentMessage(view, reader));
}

/** What was asked of the reader by name. */
export function askedModal(view: RequestView, reader: string): ModalView {
  const memory = { requestId: view.request.id };
  return messageModal({ callbackId: windowIds.asked, title: 'Swap', memory, message: askedMessage(view, reader) });
}

interface OfMessage {
  readonly callbackId: string;
  readonly title: string;
  readonly memory: object;
  readonly message: Message;
}

function messageModal({ callbackId, title, memory, message }: OfMessage): ModalView {
  return modal({ callbackId, title, privateMetadata: JSON.stringify(memory), blocks: message.blocks ?? [] });
}

function answerRow(view: ProposalView, reader: string): KnownBlock[] {
  const lines = [
    `${nameOf(view, view.proposal.proposedBy)} asks:`,
    ...view.legs.map((leg) => legText(view, leg, reader)),
  ];
  return [plainSection(lines.join('\n')), actions(numbered(consentButtons(view, reader), view.proposal.id))];
}

function approvalRow(view: ProposalView): KnownBlock[] {
  const { id: value } = view.proposal;
  const lines = ['To approve:', ...view.legs.map((leg) => legText(view, leg))];
  const look = button('Look', actionId('swap.look-at', value), { value, spoken: 'Look at all the rules found' });
  return [plainSection(lines.join('\n')), actions([...numbered(approvalButtons(view), value), look])];
}

function takeRow(view: RequestView): KnownBlock[] {
  const lines = [`${nameOf(view, view.request.owner)} asks you by name:`, requestWhen(view)];
  return [plainSection(lines.join('\n')), actions(numbered(askedButtons(view), view.request.id))];
}

function requestRow(view: RequestView, reader: string): KnownBlock {
  const look = button('See', actionId('swap.look', view.request.id), {
    value: view.request.id,
    spoken: `See ${requestTitle(view, reader)}`,
  });
  return plainSection(
    [`${requestTitle(view, reader)}: ${requestWhen(view)}`, requestState(view, reader)].join('\n'),
    look,
  );
}

/** What the reader would do about a shift of somebody else, or one that is open. */
function ownOfferRow(view: ProposalView, reader: string): KnownBlock {
  const { id: value } = view.proposal;
  const lines = view.legs.map((leg) => legText(view, leg, reader));
  const back = button('Take it back', actionId('swap.withdraw-offer', value), {
    value,
    spoken: `Take it back: ${lines.join(', ')}`,
  });
  return plainSection([...lines, offerState(view)].join('\n'), back);
}

function offerState(view: ProposalView): string {
  const { state } = view.proposal;
  if (state === 'waiting') return 'In line: if it falls through for whoever is ahead, it comes to you.';
  return state === 'blocked' ? 'The rules do not allow it as things are.' : nextOf(view, view);
}
