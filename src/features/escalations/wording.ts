import { theApp } from '../../core/context.ts';
import { askedNow } from './approvals/asked-now.ts';
import type { CaseView } from './case-view.ts';
import { formatMoney } from '../../core/money.ts';
import type { Case, CaseEntry, CaseState, Decision, Urgency, WaitingOn, Wanted } from './tables.ts';

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
  return decisionWords(decision, amount, currency);
}

/** `Granted, €300.00` */
export function decisionWords(decision: unknown, amount: unknown, currency: unknown): string {
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
  if (of.isPrivate) return `🔒 Private · #${of.number}`;
  return `${numberOf(of)} · ${wantedHeading(of)}`;
}

/** `#42 · 🔴 Critical` */
export function numberOf({ number, urgency }: Pick<Case, 'number' | 'urgency'>): string {
  return [`#${number}`, urgencyMarks[urgency]].filter(Boolean).join(' · ');
}

/** The name as its owner typed it; a person who is not known yet is a colleague. */
export function nameOf(view: Pick<CaseView, 'names'>, slackId: string | null | undefined): string {
  if (slackId === theApp.slackId) return 'Floorwalker';
  return (slackId && view.names[slackId]) || 'A colleague';
}

/** Where the case stands, in words: `Waiting on Ana`. */
export function stateOf(view: CaseView): string {
  return standing[view.case.state](view);
}

const standing: Readonly<Record<CaseState, (view: CaseView) => string>> = {
  open: () => 'Nobody has claimed it yet',
  claimed: (view) => `${nameOf(view, view.case.owner)} has it`,
  waiting: (view) => `Waiting ${waits[view.case.waitingOn ?? 'agent'](view)}`,
  resolved: (view) => `Resolved: ${decisionOf(view.case)}`,
  cancelled: () => 'Cancelled',
};

const waits: Readonly<Record<WaitingOn, (view: CaseView) => string>> = {
  agent: (view) => `on ${nameOf(view, view.case.raisedBy)}`,
  customer: () => 'on the customer',
  approver: ({ approval, names }) => {
    const asked = approval ? askedNow(approval) : undefined;
    const what = approval?.kind === 'appeal' ? 'look at it again' : 'approve it';
    return asked === undefined
      ? `for somebody ${approval?.approvedBy.length ? 'else ' : ''}who may ${what}`
      : `for ${nameOf({ names }, asked)} to ${what}`;
  },
};

/** What an entry of the log says happened: `Leo handed it over to Maya`. What was written comes after it. */
export function happened(view: Pick<CaseView, 'names'> & Partial<Pick<CaseView, 'case'>>, entry: CaseEntry): string {
  const deed = (view.case?.isPrivate ? privateDeeds[entry.kind] : undefined) ?? deeds[entry.kind];
  return `${nameOf(view, entry.by)} ${deed(entry.detail ?? {}, (slackId) => nameOf(view, slackId))}`;
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
  'handed-over': ({ from, to, handOver }, name) =>
    handOver === undefined ? `handed it over to ${name(textIn(to))}` : `accepted it from ${name(textIn(from))}`,
  'given-back': ({ from, because }, name) =>
    because === undefined ? 'gave it back' : `put it back: ${returnReason(because, name(textIn(from)))}`,
  lapsed: ({ from }, name) => `took it back from ${name(textIn(from))}, who was silent for too long`,
  promised: ({ what }) => `promised the customer: ${textIn(what) ?? 'to be heard of'}`,
  'promise-kept': ({ what, late }) => `kept the promise${late === true ? ', late' : ''}: ${textIn(what) ?? ''}`,
  'promise-broken': ({ what }) => `marked a promise as broken: ${textIn(what) ?? ''}`,
  'promise-moved': ({ what }) => `agreed on another date: ${textIn(what) ?? ''}`,
  'promise-withdrawn': ({ what }) => `withdrew a promise: ${textIn(what) ?? ''}`,
  resolved: ({ decision }) => `resolved it (${decisionNames[decision as Decision]?.toLowerCase() ?? 'decided'})`,
  cancelled: () => 'cancelled it',
  reopened: () => 'reopened it',
  told: () => 'told the customer',
  'approval-asked': ({ to, decision, amount, currency }, name) =>
    `asked ${to === undefined ? 'for approval' : `${name(textIn(to))} to approve`} (${decisionWords(decision, amount, currency).toLowerCase()})`,
  'approval-passed-on': ({ from, to }, name) =>
    from === undefined
      ? `asked ${name(textIn(to))} to approve`
      : `asked ${name(textIn(to))} instead of ${name(textIn(from))}`,
  'approval-question': () => 'asked before approving',
  'approval-answer': () => 'answered the approver',
  'first-approved': () => 'approved it, as the first of two',
  approved: ({ decision, amount, currency }) =>
    `approved it (${decisionWords(decision, amount, currency).toLowerCase()})`,
  'approval-refused': () => 'did not approve it',
  'approval-taken-back': () => 'took the request for approval back',
  'second-look': ({ to }, name) => `asked ${to === undefined ? '' : `${name(textIn(to))} `}for a second look`,
  'party-added': ({ to }, name) => `added ${name(textIn(to))}`,
  'party-removed': ({ from }, name) => `took ${name(textIn(from))} out`,
  upheld: ({ reason }) => `looked again and upheld the refusal${textIn(reason) ? ` (${textIn(reason)})` : ''}`,
};

/** There is no customer in a private case, and nobody claims it. */
const privateDeeds: Readonly<Partial<Record<CaseEntry['kind'], Deed>>> = {
  'handed-over': ({ to }, name) => `made ${name(textIn(to))} the mediator`,
  'given-back': ({ from }, name) => `found that ${name(textIn(from))} cannot mediate any more`,
  promised: ({ what }) => `promised: ${textIn(what) ?? ''}`,
  resolved: () => 'settled it',
  cancelled: () => 'withdrew it',
};

function returnReason(because: unknown, from: string): string {
  return because === 'owner-gone' ? `${from} cannot decide it any more` : `nobody took it over from ${from}`;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
