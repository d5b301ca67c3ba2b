import type { ActionsBlockElement, Button, KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, header, option, overflow, plainContext, plainSection } from '../../../../slack/blocks.ts';
import { bold, paragraph, richText } from '../../../../slack/rich-text.ts';
import type { RequestView } from '../swap-view.ts';
import { counted, factLines, nameOf, shiftFacts, spoken, until } from './parts.ts';
import { liveProposals, ownerName, requestState, requestTitle, requestWhen, wantsText } from './request-words.ts';

/**
 * The one message that shows a request to the team, edited in place. It mentions nobody, so that neither the post nor an edit
 * rings anywhere, and it does not say why: the reason is the approver's alone.
 */
export function requestCard(view: RequestView): Message {
  const words = `${requestTitle(view)}: ${requestWhen(view)}. ${requestState(view)}`;
  return { text: spoken(words), blocks: isOver(view) ? closedCard(view) : openCard(view) };
}

function isOver({ request }: RequestView): boolean {
  return request.state !== 'open' && request.state !== 'matched';
}

function openCard(view: RequestView): KnownBlock[] {
  const { request, shift } = view;
  return [
    header(requestTitle(view)),
    richText(
      paragraph(bold(requestWhen(view))),
      factLines([
        ...shiftFacts(view),
        [
          'Asked by',
          request.owner !== null && request.postedBy !== request.owner ? nameOf(view, request.postedBy) : null,
        ],
        ['Would take', wantsText(view)],
        [request.kind === 'trade' ? 'Could be traded for it' : 'May take it', mayTakeIt(view)],
        ['Until', until(request.expiresAt, shift.timeZone)],
        ['Now', requestState(view)],
      ]),
    ),
    actions(cardButtons(view), 'swap'),
    plainContext(untilSettled(view)),
  ];
}

/** `7 of 112 people, when last counted`: when it was posted, or a swap for it was blocked. */
function mayTakeIt({ partners, request }: RequestView): string | null {
  if (!partners) return null;
  const { legal, considered, onlyAbove } = partners;
  if (onlyAbove) return `Only ${onlyAbove}; no colleague, when last counted`;
  if (considered === 1) return onlyOne(request, legal);
  const of = request.kind === 'trade' ? counted(considered, 'shift') : counted(considered, 'person', 'people');
  return `${legal === 0 ? 'None' : legal} of ${of}, when last counted`;
}

function onlyOne({ kind }: RequestView['request'], legal: number): string {
  if (legal === 0) return `${kind === 'trade' ? 'None' : 'Nobody'}, when last counted`;
  return kind === 'trade' ? 'The only other shift' : 'The only other person';
}

function untilSettled(view: RequestView): string {
  if (view.request.owner === null) return 'Nobody works it until it is settled.';
  return `It stays ${ownerName(view)}'s until it is settled.`;
}

function cardButtons(view: RequestView): ActionsBlockElement[] {
  const { id: value, kind, state } = view.request;
  const inLine = state === 'matched' || (kind !== 'trade' && liveProposals(view).length > 0);
  const take = takeLabel(kind, inLine);
  if (kind === 'pick-up') return [button(take, 'swap.take', { value, ...green(mayBeTaken(view)) }), moreMenu(view)];
  return [...takeOrOffer(view, take), moreMenu(view)];
}

/** What is likelier to come to something first, and green. */
export function takeOrOffer(view: Pick<RequestView, 'request' | 'partners'>, label: string): Button[] {
  const { id: value } = view.request;
  const isTaken = mayBeTaken(view);
  const take = button(label, 'swap.take', { value, ...green(isTaken) });
  const offer = button('Offer a shift', 'swap.offer', { value, ...green(!isTaken) });
  return isTaken ? [take, offer] : [offer, take];
}

/** Whether somebody may take it for nothing by the rules, as far as that was counted. */
function mayBeTaken({ request, partners }: Pick<RequestView, 'request' | 'partners'>): boolean {
  return request.kind !== 'trade' && partners?.legal !== 0;
}

function green(isGreen: boolean): { readonly style?: 'primary' } {
  return isGreen ? { style: 'primary' } : {};
}

function takeLabel(kind: RequestView['request']['kind'], inLine: boolean): string {
  if (inLine) return 'Get in line';
  return kind === 'pick-up' ? 'Pick up' : 'Take it';
}

export type MoreChoice = 'look' | 'part' | 'for-somebody' | 'close';

/** The menu behind three dots: what anybody may. What only some may is in the window of *See all*, drawn for whoever opens it. */
function moreMenu({ request }: RequestView): ActionsBlockElement {
  const choices: readonly (readonly [MoreChoice, string])[] = [
    ['look', 'See all, or do something else'],
    ['part', 'Take a part of it'],
  ];
  return overflow(
    'swap.more',
    choices.map(([choice, label]) => option(label, `${choice}:${request.id}`)),
  );
}

/** What is over takes a few lines: the channel belongs to what is open. What was settled can still be looked at, and undone. */
function closedCard(view: RequestView): KnownBlock[] {
  const { id: value, state } = view.request;
  const see = state === 'fulfilled' ? button('See', 'swap.look', { value, spoken: 'See this swap' }) : undefined;
  return [plainSection([requestTitle(view), requestWhen(view), requestState(view)].join('\n'), see)];
}
