import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, context, header, plainSection } from '../../../slack/blocks.ts';
import { code, inline, mention } from '../../../slack/mrkdwn.ts';
import { bold, paragraph, richText, webLink } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { nameOf, stateOf, titleOf } from '../wording.ts';
import { deadlineFacts } from '../clocks/clock-words.ts';
import { chainFacts } from '../chain/messages.ts';
import { promiseFacts } from '../promises/messages.ts';
import { cardButtons, moreMenu } from './buttons.ts';
import { background, changeList, factLines, snippet, sourceLink } from './parts.ts';

/**
 * The one message that shows a case to those who decide it. `calls` are mentioned by the first post only: a mention that
 * an edit adds pings nobody. Everybody else is named without a mention, so that the card wakes nobody it does not need.
 */
export function caseCard(view: CaseView, calls: readonly string[] = []): Message {
  const called = calls.map(mention).join(' ');
  const spoken = `${titleOf(view.case)}: ${view.case.summary} (${stateOf(view)}, raised by ${nameOf(view, view.case.raisedBy)})`;
  return {
    text: [called, inline(spoken)].filter(Boolean).join(' '),
    blocks: isClosed(view) ? closedCard(view) : openCard(view, called),
  };
}

function isClosed(view: CaseView): boolean {
  return view.case.state === 'resolved' || view.case.state === 'cancelled';
}

function openCard(view: CaseView, called: string): KnownBlock[] {
  const { case: shown } = view;
  return [
    ...(called === '' ? [] : [context(called)]),
    header(titleOf(shown)),
    richText(
      paragraph(bold(shown.summary)),
      ...background(shown),
      factLines([
        ['State', stateOf(view)],
        ...deadlineFacts(view),
        ...chainFacts(view),
        ['Customer', shown.customer],
        ['Raised by', nameOf(view, shown.raisedBy)],
        ['Owner', shown.state === 'waiting' && shown.owner ? nameOf(view, shown.owner) : null],
        ...promiseFacts(view),
        ['Ticket', shown.ticketLink && webLink(shown.ticketLink, snippet(shown.ticketLink, 80))],
        ['Message', sourceLink(view)],
      ]),
    ),
    richText(changeList(view, view.changes)),
    actions(cardButtons(view), 'card'),
  ];
}

/** A closed case takes a few lines: the channel belongs to the open ones. */
function closedCard(view: CaseView): KnownBlock[] {
  const { case: shown } = view;
  const ending = view.changes.filter((entry) => entry.kind !== 'claimed').slice(0, 2);
  const title = `${titleOf(shown)} · ${stateOf(view)}`;
  return [
    plainSection(
      `${title}\n${snippet(shown.summary, 150)}`,
      moreMenu(view, ['note', 'promise', 'policy', 'history', 'reopen']),
    ),
    ...(ending.length > 0 ? [richText(changeList(view, ending))] : []),
    ...(view.departure ? [context(`It departs from a policy: ${code(`/case ${shown.number}`)} says which.`)] : []),
  ];
}
