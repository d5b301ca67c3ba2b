import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { Message, NewPost, Outgoing } from '../../../../outbox/enqueue.ts';
import { actions, button, confirmation, header, plainSection } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { bold, paragraph, richText } from '../../../../slack/rich-text.ts';
import type { CaseView } from '../../case-view.ts';
import { at, background, factLines, quoted, snippet } from '../../messages/parts.ts';
import type { CaseEntry } from '../../tables.ts';
import { nameOf, wantedOf } from '../../wording.ts';
import { askedNow } from '../asked-now.ts';
import { budgetLine, isOverBudget, secondPerson, whyAsked, wishOf } from '../approval-words.ts';
import type { Approval, BudgetState } from '../tables.ts';

/**
 * What one person is asked, by direct message: one message for each person asked, edited in place. Only the one who is
 * asked now has buttons; for the others it says in a line what came of it.
 */
export function approvalCard(view: CaseView, approval: Approval, turn: number): Message {
  const isOpen = approval.state === 'asked' && turn === approval.asked.length - 1;
  return isOpen && askedNow(approval) !== undefined ? openCard(view, approval) : settledCard(view, approval, turn);
}

export function approvalKey({ caseId, number }: Pick<Approval, 'caseId' | 'number'>, turn: number): string {
  return `case:${caseId}:approval:${number}:${turn}`;
}

/** The card of the newest request, for whoever is asked now, where somebody is. */
export function approvalPosts(view: CaseView): readonly NewPost[] {
  const { approval } = view;
  const to = approval === null ? undefined : askedNow(approval);
  if (approval === null || to === undefined) return [];
  const turn = approval.asked.length - 1;
  const messageKey = approvalKey(approval, turn);
  return [{ kind: 'post', to, message: approvalCard(view, approval, turn), dedupeKey: messageKey, messageKey }];
}

/** The cards of the newest request shown anew, if this change may have changed them. */
export function redrawnApproval(view: CaseView, { detail }: CaseEntry): readonly Outgoing[] {
  const { approval } = view;
  if (!approval) return [];
  const isSettled = approval.state === 'approved' || approval.state === 'refused';
  if (isSettled && detail?.['approval'] !== approval.number) return [];
  return approval.asked.map((_slackId, turn) => ({
    kind: 'edit',
    messageKey: approvalKey(approval, turn),
    message: approvalCard(view, approval, turn),
  }));
}

function openCard(view: CaseView, approval: Approval): Message {
  const { number, summary } = view.case;
  const asker = nameOf(view, approval.requestedBy);
  const asks =
    approval.kind === 'appeal' ? 'asks you to look at a refusal again' : `asks you to approve ${wishOf(approval)}`;
  return {
    text: inline(`#${number}: ${asker} ${asks}: ${summary}`),
    blocks: [...requestBlocks(view, approval), actions(approvalButtons(view, approval), 'approval')],
  };
}

/** All that somebody has to know to decide it. */
export function requestBlocks(view: CaseView, approval: Approval): KnownBlock[] {
  const { case: of } = view;
  const isAppeal = approval.kind === 'appeal';
  const title = isAppeal ? 'A second look at a refusal' : `To approve: ${wishOf(approval)}`;
  return [
    header(`#${of.number} · ${title}`),
    richText(
      paragraph(bold(of.summary)),
      ...background(of),
      factLines([
        ['Wanted', wantedOf(of)],
        [isAppeal ? 'Refused by' : 'Decided by', nameOf(view, isAppeal ? approval.refusedBy : approval.requestedBy)],
        ['Why you', approval.why && whyAsked(view, approval.requestedBy, approval.why)],
        ['Answer by', answerBy(view, approval)],
        ['Asked for by', isAppeal ? nameOf(view, approval.requestedBy) : null],
        ['Customer', of.customer],
        ['Raised by', nameOf(view, of.raisedBy)],
        ['Promised by', of.promisedBy && at(of.promisedBy, view)],
        ['Budget when asked', approval.budget && budgetFact(approval, approval.budget)],
        ['Approved so far by', approval.approvedBy.map((slackId) => nameOf(view, slackId)).join(', ')],
        ['Departs from', approval.passage],
        ['Because', approval.departsBecause],
      ]),
      ...titled(approval.secondLookOf ? 'Refused before. Why look again' : 'Why look again', approval.reason),
      ...titled(isAppeal ? 'The customer was to be told' : 'The customer would be told', approval.tellCustomer),
      ...titled('Asked before deciding', approval.question),
      ...titled('Answer', approval.answer),
    ),
  ];
}

/** When it is wanted, and what happens then. */
function answerBy(view: CaseView, { state, answerBy: due }: Approval): readonly (string | RichTextElement)[] | null {
  return due === null || state !== 'asked' ? null : [at(due, view), ', then the next one who may is asked'];
}

function budgetFact(approval: Approval, budget: BudgetState): string {
  return isOverBudget(approval) ? `${budgetLine(budget)}, which is less than this takes` : budgetLine(budget);
}

function titled(title: string, text: string | null): readonly RichTextBlockElement[] {
  return text ? [paragraph(bold(`\n${title}:`)), ...quoted(text, 1200)] : [];
}

/** `window`: its own *Approve* is what sends it. */
export function approvalButtons(
  view: CaseView,
  approval: Approval,
  where: 'card' | 'window' = 'card',
): ReturnType<typeof button>[] {
  const { id: value, kind } = approval;
  const ask = button('Ask', 'approval.ask', { value, spoken: 'Ask something first' });
  const open = button('Open', 'case.view', { value: view.case.id, spoken: `Open case ${view.case.number}` });
  if (kind === 'appeal') {
    return [
      button('Grant', 'case.resolve', { value: view.case.id }),
      button('Uphold', 'approval.uphold', { value, spoken: 'Uphold the refusal' }),
      ask,
      open,
    ];
  }
  const refuse = button('Refuse', 'approval.refuse', { value });
  if (where === 'window') return [refuse, ask, open];
  const wish = wishOf(approval);
  const confirm = confirmation(`Approve ${wish}?`, effectOfApproving(view, approval), 'Approve');
  const spoken = `Approve ${wish}`;
  return [button('Approve', 'approval.approve', { value, style: 'primary', confirm, spoken }), refuse, ask, open];
}

/** What pressing *Approve* does. */
export function effectOfApproving(view: CaseView, approval: Approval): string {
  const { approvedBy, requestedBy } = approval;
  const left = isOverBudget(approval) ? ' It is more than the budget had left when it was asked for.' : '';
  const what = `${wishOf(approval)} for #${view.case.number}, as ${nameOf(view, requestedBy)} decided.${left}`;
  const [first] = approvedBy;
  if (first !== undefined) return `${what} ${nameOf(view, first)} has approved it as well. The agent is told at once.`;
  return approval.why?.approvals === 2
    ? `${what} It takes a second person, who is asked next; the agent is told after that.`
    : `${what} The agent is told at once.`;
}

function settledCard(view: CaseView, approval: Approval, turn: number): Message {
  const title = `#${view.case.number} · ${settledTitle(approval)}`;
  const outcome = outcomeFor(view, approval, turn);
  return {
    text: inline(`${title}: ${outcome}`),
    blocks: [
      plainSection(`${title}\n${snippet(view.case.summary, 150)}\n${outcome}`),
      ...(mayStillDecide(approval, turn) ? [actions([seeButton(view)])] : []),
    ],
  };
}

/** What is not granted is not headed by what would have been. */
function settledTitle(approval: Approval): string {
  const { kind, state } = approval;
  if (kind === 'appeal') return state === 'withdrawn' ? 'Second look ended' : 'A second look';
  const wish = wishOf(approval);
  return {
    asked: `To approve: ${wish}`,
    approved: wish,
    refused: `Request refused (${wish})`,
    withdrawn: 'Request ended',
  }[state];
}

/** Whoever was asked before somebody else was may still answer; the first answer counts. */
function mayStillDecide({ state, asked, approvedBy }: Approval, turn: number): boolean {
  return state === 'asked' && !approvedBy.includes(asked[turn] ?? '');
}

function seeButton(view: CaseView): ReturnType<typeof button> {
  const { id, number } = view.case;
  return button('See the request', 'approval.open', { value: id, spoken: `See what is asked for case ${number}` });
}

function outcomeFor(view: CaseView, approval: Approval, turn: number): string {
  const { state, asked, approvedBy, decidedBy, refusal, kind } = approval;
  const reader = asked[turn] ?? '';
  const who = decidedBy === reader ? 'You' : nameOf(view, decidedBy);
  if (state === 'approved') return `${who} ${kind === 'appeal' ? 'looked again and granted it' : 'approved it'}.`;
  if (state === 'refused')
    return `${who} ${kind === 'appeal' ? 'upheld it' : 'refused it'}: ${snippet(refusal ?? '', 300)}`;
  if (state === 'withdrawn') return `${nameOf(view, decidedBy)} ended the request. There is nothing to do.`;
  if (approvedBy.includes(reader)) return `You approved it. ${secondPerson(view, approval)}`;
  return whileAnother(view, askedNow(approval));
}

function whileAnother(view: CaseView, next: string | undefined): string {
  if (next === undefined) return 'It waits for somebody else. You may still decide it.';
  return `${nameOf(view, next)} was asked instead. You may still decide it.`;
}
