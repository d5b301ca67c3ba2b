import type { ActionsBlockElement, KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, context, header, plainSection } from '../../../slack/blocks.ts';
import { modal } from '../../../slack/modal.ts';
import { bold, copyable, paragraph, richText, webLink } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { clockFacts } from '../clocks/clock-words.ts';
import { at, changeList, factLines, quoted, snippet, sourceLink } from '../messages/parts.ts';
import { promiseFacts } from '../promises/messages.ts';
import type { CaseList } from '../queries.ts';
import type { Case, CaseEntry, WaitingOn } from '../tables.ts';
import { decisionOf, happened, nameOf, stateOf, titleOf, urgencyNames } from '../wording.ts';

/** Views to read: one case, its history, a list. */

/** All of one case; `buttons` are what this person may do next, `departsFrom` is in words that they may read. */
export function caseModal(view: CaseView, buttons: readonly ActionsBlockElement[], departsFrom?: string): ModalView {
  const { case: shown } = view;
  return modal({
    callbackId: 'case.view',
    title: `Case #${shown.number}`,
    blocks: [
      header(titleOf(shown)),
      richText(
        paragraph(bold(shown.summary)),
        ...quoted(shown.sourceText, 3000),
        ...quoted(shown.whatHappened, 3000),
        factLines([
          ['State', stateOf(view)],
          ...clockFacts(view),
          ['Urgency', urgencyNames[shown.urgency]],
          ['Customer', shown.customer],
          ['Ticket', shown.ticketLink && webLink(shown.ticketLink, shown.ticketLink)],
          ['Category', shown.category],
          ...promiseFacts(view),
          ['Raised by', nameOf(view, shown.raisedBy)],
          ['Raised', at(shown.raisedAt, view)],
          ['Owner', shown.owner && nameOf(view, shown.owner)],
          ['Message', sourceLink(view)],
        ]),
      ),
      ...decisionBlocks(shown),
      ...departureBlocks(departsFrom),
      richText(changeList(view, view.changes)),
      ...(buttons.length > 0 ? [actions(buttons, 'case')] : []),
    ],
  });
}

function decisionBlocks(shown: Case): KnownBlock[] {
  if (shown.decision === null) return [];
  const told = shown.toldCustomerAt === null ? 'The customer is to be told:' : 'The customer was told:';
  return [richText(paragraph(bold(decisionOf(shown)), `\n${told}`), copyable(shown.tellCustomer ?? ''))];
}

function departureBlocks(from: string | undefined): KnownBlock[] {
  return from === undefined ? [] : [richText(paragraph(bold('Departs from  '), snippet(from)))];
}

/** The entries to show at most: with 700 characters each they stay below the size of a view in any script. */
export const MOST_HISTORY = 60;

/** The log, newest first, with what was written in full as far as a line allows. */
export function historyModal(view: CaseView, entries: readonly CaseEntry[], departsFrom?: string): ModalView {
  const shown = entries.slice(0, MOST_HISTORY);
  return modal({
    callbackId: 'case.history',
    title: `History of #${view.case.number}`,
    blocks: [
      ...departureBlocks(departsFrom),
      ...shown.map((entry) => historyLine(view, entry)),
      ...(entries.length > shown.length ? [context('Older changes are left out here; the export has all.')] : []),
    ],
  });
}

function historyLine(view: CaseView, entry: CaseEntry): KnownBlock {
  return richText(paragraph(at(entry.at, view), '  ', bold(happened(view, entry))), ...quoted(entry.text, 700));
}

/** What a list says besides its cases, in markup: what to do when there are none, and how to see other ones. */
interface ListWords {
  readonly ifNone?: string;
  readonly others?: string;
}

/** Cases in a list, each with a button that opens it. */
export function listModal(
  title: string,
  { cases, more }: CaseList,
  { ifNone = 'There are none.', others }: ListWords = {},
): ModalView {
  return modal({
    callbackId: 'case.list',
    title,
    blocks: [
      ...cases.map(listLine),
      ...(cases.length === 0 ? [context(ifNone)] : []),
      ...(more
        ? [context('There are more. Look for words with `/case search …`, or get all with `/case export`.')]
        : []),
      ...(others === undefined ? [] : [context(others)]),
    ],
  });
}

function listLine(of: Case): KnownBlock {
  const open = button('Open', actionId('case.view', of.number), { value: of.id, spoken: `Open case ${of.number}` });
  return plainSection(
    `${titleOf(of)} · ${shortState(of)}
${of.summary}`,
    open,
  );
}

const waitingNames: Readonly<Record<WaitingOn, string>> = {
  agent: 'waiting on the agent',
  customer: 'waiting on the customer',
  approver: 'waiting for approval',
};

function shortState({ state, waitingOn }: Case): string {
  if (state !== 'waiting') return state;
  return waitingNames[waitingOn ?? 'agent'];
}
