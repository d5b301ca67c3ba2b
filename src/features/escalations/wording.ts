import type { CaseView } from './case-view.ts';
import { formatMoney } from '../../core/money.ts';
import type { Case, CaseEntry, CaseState, Decision, Urgency, Wanted } from './tables.ts';

/** The words of the escalations, one spelling for cards, forms and lists. All of it is plain text: escape it in markup. */

export const wantedNames: Readonly<Record<Wanted, string>> = {
  answer: 'Answer',
  refund: 'Refund',
  replacement: 'Replacement',
  credit: 'Credit',
  exception: 'Exception',
  callback: 'Callback',
  other: 'Something else',
};

export const urgencyNames: Readonly<Record<Urgency, string>> = { normal: 'Normal', high: 'High', critical: 'Critical' };

const urgencyMarks: Readonly<Record<Urgency, string>> = { normal: '', high: '🟠 High', critical: '🔴 Critical' };

export const decisionNames: Readonly<Record<Decision, string>> = {
  granted: 'Granted',
  partly: 'Partly granted',
  refused: 'Refused',
  answered: 'Answered',
};

/** `Refund, €180.00` */
export function wantedOf({ wanted, amount, currency }: Pick<Case, 'wanted' | 'amount' | 'currency'>): string {
  return withMoney(wantedNames[wanted], amount, currency);
}

/** `Partly granted, €90.00` */
export function decisionOf({ decision, decidedAmount, currency }: Case): string {
  return decision === null ? 'Resolved' : withMoney(decisionNames[decision], decidedAmount, currency);
}

/** What an entry of the log says was decided; a case that was reopened knows it no more. */
export function decisionIn({ detail }: CaseEntry): string {
  const { decision, amount, currency } = detail ?? {};
  const words = decisionNames[decision as Decision] ?? 'Resolved';
  return withMoney(words, typeof amount === 'number' ? amount : null, textIn(currency) ?? null);
}

function withMoney(words: string, minor: number | null, currency: string | null): string {
  return minor === null || currency === null ? words : `${words}, ${formatMoney({ minor, currency })}`;
}

/** What is wanted where it stands on its own: "Answer" alone reads as if it had been answered. */
const wishes: Readonly<Record<Wanted, string>> = {
  answer: 'Wants an answer',
  refund: 'Wants a refund',
  replacement: 'Wants a replacement',
  credit: 'Wants a credit',
  exception: 'Wants an exception',
  callback: 'Wants a callback',
  other: 'Wants something else',
};

/** `Wants a refund, €180.00` */
export function wantedHeading({ wanted, amount, currency }: Pick<Case, 'wanted' | 'amount' | 'currency'>): string {
  return withMoney(wishes[wanted], amount, currency);
}

/** `#42 · 🔴 Critical · Wants a refund, €180.00`: a normal urgency goes without saying. */
export function titleOf(of: Case): string {
  return [`#${of.number}`, urgencyMarks[of.urgency], wantedHeading(of)].filter(Boolean).join(' · ');
}

/** The name as its owner typed it; a person who is not known yet is a colleague. */
export function nameOf(view: Pick<CaseView, 'names'>, slackId: string | null | undefined): string {
  return (slackId && view.names[slackId]) || 'A colleague';
}

/** Where the case stands, in words: `Waiting on Ana`. */
export function stateOf(view: CaseView): string {
  return standing[view.case.state](view);
}

const standing: Readonly<Record<CaseState, (view: CaseView) => string>> = {
  open: () => 'Nobody has claimed it yet',
  claimed: (view) => `${nameOf(view, view.case.owner)} has it`,
  waiting: (view) =>
    `Waiting on ${view.case.waitingOn === 'customer' ? 'the customer' : nameOf(view, view.case.raisedBy)}`,
  resolved: (view) => `Resolved: ${decisionOf(view.case)}`,
  cancelled: () => 'Cancelled',
};

/** What an entry of the log says happened: `Leo handed it over to Maya`. What was written comes after it. */
export function happened(view: Pick<CaseView, 'names'>, entry: CaseEntry): string {
  return `${nameOf(view, entry.by)} ${deeds[entry.kind](entry.detail ?? {}, (slackId) => nameOf(view, slackId))}`;
}

type Detail = Readonly<Record<string, unknown>>;
type Deed = (detail: Detail, name: (slackId: string | undefined) => string) => string;

const deeds: Readonly<Record<CaseEntry['kind'], Deed>> = {
  raised: () => 'raised it',
  note: () => 'noted',
  details: () => 'added details',
  answered: () => 'answered',
  urgency: ({ to }) => `made it ${urgencyNames[to as Urgency] ?? 'another urgency'}`,
  claimed: () => 'claimed it',
  'taken-over': ({ from }, name) => `took it over from ${name(textIn(from))}`,
  asked: ({ of }) => (of === 'customer' ? 'asked the customer' : 'asked'),
  'handed-over': ({ to }, name) => `handed it over to ${name(textIn(to))}`,
  'given-back': () => 'gave it back: somebody else has to claim it',
  promised: ({ what }) => `promised the customer: ${textIn(what) ?? 'to be heard of'}`,
  'promise-kept': ({ what }) => `kept the promise: ${textIn(what) ?? ''}`,
  'promise-broken': ({ what }) => `saw a promise pass its time: ${textIn(what) ?? ''}`,
  'promise-moved': ({ what }) => `agreed on another date: ${textIn(what) ?? ''}`,
  'promise-withdrawn': ({ what }) => `withdrew a promise: ${textIn(what) ?? ''}`,
  resolved: ({ decision }) => `resolved it (${decisionNames[decision as Decision]?.toLowerCase() ?? 'decided'})`,
  cancelled: () => 'cancelled it',
  reopened: () => 'reopened it',
  told: () => 'told the customer',
};

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
