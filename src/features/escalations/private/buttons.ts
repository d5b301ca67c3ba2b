import type { ActionsBlockElement, Overflow } from '@slack/types';
import { button, option, overflow } from '../../../slack/blocks.ts';
import type { CaseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import { partiesOf } from './parties.ts';

/** What can be done from a message about a private case: only what its state allows. Who may is decided when it is pressed. */

export function mediatorButtons(view: CaseView): ActionsBlockElement[] {
  const { id } = view.case;
  if (!isOpen(view)) return [reopenButton(id), moreMenu(view, ['note', 'history'])];
  return [
    button('Ask', 'private.ask', { value: id }),
    button('Settle', 'private.resolve', { value: id, style: 'primary' }),
    addButton(id),
    moreMenu(view, ['mediator', 'remove', 'promise', 'note', 'history']),
  ];
}

export function raiserButtons(view: CaseView): ActionsBlockElement[] {
  const { id, state } = view.case;
  if (!isOpen(view)) return [reopenButton(id), moreMenu(view, ['note', 'history'])];
  return [
    ...(state === 'open' ? [button('Choose a mediator', 'private.mediator', { value: id, style: 'primary' })] : []),
    detailsButton(view),
    addButton(id),
    moreMenu(view, [...(state === 'open' ? [] : (['mediator'] as const)), 'remove', 'history', 'withdraw']),
  ];
}

export function partyButtons(view: CaseView): ActionsBlockElement[] {
  return [button('Add a note', 'private.note', { value: view.case.id }), moreMenu(view, ['history', 'leave'])];
}

/** Of this person, who is involved in it. */
export function buttonsOf(view: CaseView, slackId: string): ActionsBlockElement[] {
  if (slackId === view.case.raisedBy) return raiserButtons(view);
  return slackId === view.case.owner ? mediatorButtons(view) : partyButtons(view);
}

/** Answers the question that waits, or adds to what is known. */
export function detailsButton(view: CaseView): ActionsBlockElement {
  const { id, state } = view.case;
  return state === 'waiting'
    ? button('Answer', 'private.details', { value: id, style: 'primary' })
    : button('Add details', 'private.details', { value: id });
}

export function reopenButton(caseId: string): ActionsBlockElement {
  return button('Reopen', 'private.reopen', { value: caseId });
}

function addButton(caseId: string): ActionsBlockElement {
  return button('Add somebody', 'private.add', { value: caseId });
}

export type PrivateChoice = 'mediator' | 'remove' | 'promise' | 'note' | 'history' | 'withdraw' | 'leave';

const choiceNames: Readonly<Record<PrivateChoice, string>> = {
  mediator: 'Another mediator',
  remove: 'Take somebody out',
  promise: 'Promises',
  note: 'Add a note',
  history: 'History',
  withdraw: 'Withdraw it',
  leave: 'Leave it',
};

function moreMenu(view: CaseView, choices: readonly PrivateChoice[]): Overflow {
  const offered = choices.filter((choice) => choice !== 'remove' || partiesOf(view).length > 0);
  return overflow(
    'private.more',
    offered.map((choice) => option(choiceNames[choice], `${choice}:${view.case.id}`)),
  );
}

function isOpen(view: CaseView): boolean {
  return openStates.includes(view.case.state);
}
