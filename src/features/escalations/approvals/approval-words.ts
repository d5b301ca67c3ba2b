import { formatMoney } from '../../../core/money.ts';
import type { CaseView } from '../case-view.ts';
import { nameIn, timeFor, type Reader } from '../for-reader.ts';
import { decisionWords, nameOf } from '../wording.ts';
import { oneLine } from '../../../slack/mrkdwn.ts';
import type { Choice } from './approval-rules.ts';
import { askedNow } from './asked-now.ts';
import type { Approval, ApprovalState, Because, BudgetState, Why } from './tables.ts';

/** The words of approvals, as plain text: escape them in markup. */

/** `Granted, €300.00` */
export function wishOf({ decision, amount, currency }: Pick<Approval, 'decision' | 'amount' | 'currency'>): string {
  return decisionWords(decision, amount, currency);
}

/** What came of a request, to somebody who came too late: "Maya approved it, at 14:03." */
export function whatBecame(view: CaseView, approval: Approval, reader: Reader, now: Date): string {
  const { decidedBy, decidedAt, state } = approval;
  if (state === 'asked') return waitsFor(view, approval, reader);
  const who = decidedBy === reader.slackId ? 'You' : nameIn(view, decidedBy ?? '');
  const when = decidedAt ? ` (${timeFor(reader, decidedAt, now)})` : '';
  return `${who} ${outcomes[state]}${when}.`;
}

const outcomes: Readonly<Record<Exclude<ApprovalState, 'asked'>, string>> = {
  approved: 'approved it',
  refused: 'refused it',
  withdrawn: 'ended this request',
};

/** While it is open: "Maya is asked to approve it." */
export function waitsFor(view: CaseView, approval: Approval, reader?: Reader): string {
  const asked = askedNow(approval);
  const what = approval.kind === 'appeal' ? 'look at it again' : 'approve it';
  if (asked === undefined)
    return `It waits for somebody ${approval.approvedBy.length > 0 ? 'else ' : ''}who may ${what}.`;
  return asked === reader?.slackId ? `You are asked to ${what}.` : `${nameIn(view, asked)} is asked to ${what}.`;
}

/** To the first of two: "It takes a second person: Dora is asked." */
export function secondPerson(view: Pick<CaseView, 'names'>, approval: Pick<Approval, 'asked' | 'approvedBy'>): string {
  const asked = askedNow(approval);
  return asked === undefined
    ? 'It takes a second person, and waits for somebody else who may approve it.'
    : `It takes a second person: ${nameOf(view, asked)} is asked.`;
}

/** `November` would be ambiguous at the turn of a year, so the month is written out. */
export function budgetLine({ month, left, total, currency }: BudgetState): string {
  const money = (minor: number) => formatMoney({ minor, currency });
  return `${money(left)} of ${money(total)} left for ${monthName(month)}`;
}

/** Whether it takes more than the budget had left when it was asked for. */
export function isOverBudget({ amount, currency, budget }: Pick<Approval, 'amount' | 'currency' | 'budget'>): boolean {
  return budget !== null && amount !== null && currency === budget.currency && amount > budget.left;
}

function monthName(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(first);
}

/** Why somebody else is asked, to the decider: `it is above what you may grant alone`. */
export const reasons: Readonly<Record<Because, string>> = {
  above: 'it is more than you may grant alone',
  second: 'an amount like this takes two people',
  budget: "the month's budget does not leave as much",
};

/** The same to whoever is asked: `Leo may grant up to €200.00 alone`. */
export function whyAsked(view: Pick<CaseView, 'names'>, requestedBy: string, { because, most, currency }: Why): string {
  const who = nameOf(view, requestedBy);
  if (because === 'second') return 'An amount like this takes two people';
  if (because === 'budget') return "The month's budget does not leave as much";
  if (most === null) return `It is more than ${who} may grant alone`;
  if (most === 0) return `${who} may not grant this alone`;
  return `${who} may grant up to ${formatMoney({ minor: most, currency })} alone`;
}

/** What somebody may grant alone, and what happens above it. */
export interface AtHand {
  /** Minor units of `currency`; null: any amount. */
  readonly most: number | null;
  readonly isMoney: boolean;
  readonly currency?: string;
  readonly choice?: Choice;
  readonly approver?: string | undefined;
  /** What was asked for, where it is more than that. */
  readonly asked?: number | undefined;
  readonly budget?: BudgetState | null;
}

/** "You may grant up to €200.00; for the €500.00 wanted, Maya is asked." */
export function authorityLine({ most, isMoney, currency = 'EUR', choice, approver, asked, budget }: AtHand): string {
  if (most === null) return 'You may grant any amount.';
  const next = whoIsNext(choice, approver);
  const left = budget ? ` There is ${budgetLine(budget)}.` : '';
  if (!isMoney || most === 0) return `You may not grant this alone: ${next}.${left}`;
  const above = asked === undefined ? 'above it' : `for the ${formatMoney({ minor: asked, currency })} wanted,`;
  return `You may grant up to ${formatMoney({ minor: most, currency })}; ${above} ${next}.${left}`;
}

function whoIsNext(choice: Choice | undefined, approver: string | undefined): string {
  if (choice?.kind === 'nobody') return 'nobody else of the team may approve it';
  if (choice?.kind === 'wait') return 'somebody is asked as soon as they are there';
  return `${oneLine(approver ?? 'somebody who may grant it')} is asked`;
}

/** Where an approver's question is asked: the raiser of an appeal follows the case in her own messages, not on the card. */
export function questionThread({ kind }: Pick<Approval, 'kind'>): 'card' | 'status' {
  return kind === 'appeal' ? 'status' : 'card';
}
