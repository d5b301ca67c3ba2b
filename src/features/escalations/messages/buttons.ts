import type { ActionsBlockElement, Overflow } from '@slack/types';
import { button, confirmation, option, overflow } from '../../../slack/blocks.ts';
import { wishOf } from '../approvals/approval-words.ts';
import type { Approval } from '../approvals/tables.ts';
import type { CaseView } from '../case-view.ts';
import { allows, type Transition } from '../lifecycle.ts';
import { nameOf } from '../wording.ts';

/** What can be done from a message: only what the state allows. Who may is decided when it is pressed. */

export function cardButtons(view: CaseView): ActionsBlockElement[] {
  const { id, state, number } = view.case;
  if (!allows('resolve', state)) return [moreMenu(view, ['note', 'promise', 'policy', 'history', 'reopen'])];
  if (view.approval?.state === 'asked') return buttonsWhileAsked(view, view.approval);
  const claimable = allows('claim', state);
  return [
    ...(claimable
      ? [button('Claim', 'case.claim', { value: id, style: 'primary', spoken: `Claim case ${number}` })]
      : []),
    button('Ask for info', 'case.ask', { value: id }),
    ...(claimable ? [] : [promiseButton(view)]),
    button('Hand over', 'case.hand-over', { value: id }),
    ...policyButton(view),
    button('Resolve', 'case.resolve', { value: id, ...(claimable ? {} : { style: 'primary' }) }),
    moreMenu(view, [claimable ? 'promise' : 'take-over', 'note', 'urgency', 'history', 'cancel']),
  ];
}

/** While somebody else has to approve it: the decision is made, so it is taken back before there is another. */
function buttonsWhileAsked(view: CaseView, approval: Approval): ActionsBlockElement[] {
  const { id: caseId, number } = view.case;
  const spoken = `See what is asked for case ${number}`;
  return [
    button('See the request', 'approval.open', { value: caseId, spoken }),
    promiseButton(view),
    button('Hand over', 'case.hand-over', { value: caseId }),
    ...policyButton(view),
    ...(approval.kind === 'decision' ? [takeBackButton(view, approval)] : []),
    moreMenu(view, ['take-over', 'note', 'urgency', 'history', 'cancel']),
  ];
}

/** It throws away what others have approved, so it is asked about first. */
function takeBackButton(view: CaseView, approval: Approval): ActionsBlockElement {
  const { id: value, approvedBy } = approval;
  const [first] = approvedBy;
  const lost = first === undefined ? '' : ` What ${nameOf(view, first)} approved counts no more.`;
  const text = `${wishOf(approval)} for #${view.case.number} is not asked for any more.${lost} Then it can be decided anew.`;
  const confirm = confirmation('Take back the request?', text, 'Take it back');
  return button('Take back the request', 'approval.take-back', { value, confirm });
}

/** For whoever raised the case. */
export function statusButtons(view: CaseView): ActionsBlockElement[] {
  const { id, state, toldCustomerAt, waitingOn } = view.case;
  const addDetails = button('Add details', 'case.details', { value: id });
  const more = moreMenu(view, ['promise', 'urgency', 'second-look', 'policy', 'history', 'cancel', 'reopen']);
  if (state === 'resolved' && toldCustomerAt === null) return [toldButton(view), addDetails, more];
  if (state !== 'waiting' || waitingOn === 'approver') return [addDetails, more];
  return [answerButton(view), more];
}

export function answerButton(view: CaseView): ActionsBlockElement {
  return button('Answer', 'case.details', { value: view.case.id, style: 'primary' });
}

export function toldButton(view: CaseView): ActionsBlockElement {
  return button('Told the customer', 'case.told', { value: view.case.id, style: 'primary' });
}

export function reopenButton(view: CaseView): ActionsBlockElement {
  return button('Reopen', view.case.isPrivate ? 'private.reopen' : 'case.reopen', { value: view.case.id });
}

/** For whoever raised a case that was refused. */
export function secondLookButton(view: CaseView): ActionsBlockElement {
  return button('Second look', 'approval.appeal', { value: view.case.id, spoken: 'Have somebody else look at it' });
}

/** Where the menu is full, which holds five. */
function policyButton({ case: { id, number, isPrivate } }: CaseView): ActionsBlockElement[] {
  const spoken = `Find what the policies say on case ${number}`;
  return isPrivate ? [] : [button('Find policy', 'case.find-policy', { value: id, spoken })];
}

/** What was promised so far, or the form for a first promise. */
function promiseButton(view: CaseView): ActionsBlockElement {
  const { id, number } = view.case;
  const has = view.promises.length > 0;
  return button(has ? 'Promises' : 'Promise', 'promise.ledger', { value: id, spoken: `Promises of case ${number}` });
}

export type MoreChoice =
  | 'policy'
  | 'promise'
  | 'note'
  | 'urgency'
  | 'take-over'
  | 'second-look'
  | 'history'
  | 'cancel'
  | 'reopen';

/** The menu behind three dots: of these choices what the state allows. Each opens a form. */
export function moreMenu(view: CaseView, choices: readonly MoreChoice[]): Overflow {
  const offered = choices.filter((choice) => isOffered(view, choice));
  return overflow(
    'case.more',
    offered.map((choice) => option(moreNames[choice], `${choice}:${view.case.id}`)),
  );
}

const moreNames: Readonly<Record<MoreChoice, string>> = {
  policy: 'Find policy',
  promise: 'Promise something',
  note: 'Add a note',
  urgency: 'Change urgency',
  'take-over': 'Take over or give back',
  'second-look': 'Second look',
  history: 'History',
  cancel: 'Cancel',
  reopen: 'Reopen',
};

const transitions: Readonly<Record<Exclude<MoreChoice, 'history' | 'policy'>, Transition>> = {
  promise: 'promise',
  note: 'note',
  urgency: 'changeUrgency',
  'take-over': 'takeOver',
  'second-look': 'appeal',
  cancel: 'cancel',
  reopen: 'reopen',
};

function isOffered(view: CaseView, choice: MoreChoice): boolean {
  const { state, decision } = view.case;
  // A refusal is looked at again once.
  if (choice === 'second-look' && (decision !== 'refused' || view.approval?.kind === 'appeal')) return false;
  // What is asked about a private case is noted nowhere.
  if (choice === 'policy') return !view.case.isPrivate;
  return choice === 'history' || allows(transitions[choice], state);
}
