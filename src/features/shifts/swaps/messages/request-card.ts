import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, header, option, overflow, plainContext, plainSection } from '../../../../slack/blocks.ts';
import { bold, paragraph, richText } from '../../../../slack/rich-text.ts';
import type { RequestView } from '../swap-view.ts';
import { at, counted, factLines, nameOf, shiftFacts, spoken } from './parts.ts';
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
        ...shiftFacts(shift, request),
        [
          'Asked by',
          request.owner !== null && request.postedBy !== request.owner ? nameOf(view, request.postedBy) : null,
        ],
        ['Would take', wantsText(view)],
        ['May take it', mayTakeIt(view)],
        ['Until', at(request.expiresAt, shift.timeZone)],
        ['Now', requestState(view)],
      ]),
    ),
    actions(cardButtons(view), 'swap'),
    plainContext(untilSettled(view)),
  ];
}

/** `7 of 112 people` */
function mayTakeIt({ partners, request }: RequestView): string | null {
  if (!partners) return null;
  const { legal, considered } = partners;
  const of = request.kind === 'trade' ? counted(considered, 'shift') : counted(considered, 'person', 'people');
  return legal === 0 ? `None of ${of}, as things are` : `${legal} of ${of}`;
}

function untilSettled(view: RequestView): string {
  if (view.request.owner === null) return 'Nobody works it until it is settled.';
  return `It stays ${ownerName(view)}'s until it is settled.`;
}

function cardButtons(view: RequestView): ActionsBlockElement[] {
  const { id: value, kind, state } = view.request;
  const inLine = state === 'matched' || (kind !== 'trade' && liveProposals(view).length > 0);
  const take = takeLabel(kind, inLine);
  const mayBeTaken = kind !== 'trade' && view.partners?.legal !== 0;
  const takeButton = button(take, 'swap.take', { value, ...(mayBeTaken && { style: 'primary' }) });
  const offer = button('Offer a shift', 'swap.offer', { value, ...(kind === 'trade' ? { style: 'primary' } : {}) });
  return [
    ...(kind === 'trade' ? [offer, takeButton] : [takeButton]),
    ...(kind === 'give' ? [offer] : []),
    moreMenu(view),
  ];
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
