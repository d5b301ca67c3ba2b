import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { bold, copyable, paragraph, richText } from '../../../slack/rich-text.ts';
import { questionReply } from '../approvals/messages/to-requester.ts';
import type { CaseView } from '../case-view.ts';
import type { CaseEntry } from '../tables.ts';
import { decisionIn, happened, nameOf } from '../wording.ts';
import { answerButton, reopenButton, secondLookButton, toldButton } from './buttons.ts';
import { at, quoted, snippet } from './parts.ts';
import { privatePrompt } from '../private/messages.ts';

/** Replies in the thread of the raiser's status message. Each says what to do or say next. */

/** A question, to the raiser or from an approver, or a decision: with its buttons, or, once it is history, with what ended it. */
export function prompt(view: CaseView, entry: CaseEntry, ended?: CaseEntry): Message {
  if (view.case.isPrivate) return privatePrompt(view, entry, ended);
  if (entry.kind === 'approval-question') return questionReply(view, entry, ended);
  return entry.kind === 'asked' ? question(view, entry, ended) : decision(view, entry, ended);
}

export function question(view: CaseView, asked: CaseEntry, ended?: CaseEntry): Message {
  const who = inline(nameOf(view, asked.by));
  const ofCustomer = asked.detail?.['of'] === 'customer';
  const lead = ofCustomer ? `${who} needs to know this from the customer` : `${who} asks`;
  const next = ofCustomer
    ? 'Ask the customer, then press *Answer* with what they said, or reply here.'
    : 'Press *Answer*, or just reply here. The case goes on as soon as you do.';
  return {
    text: `#${view.case.number} ${lead}: ${inline(snippet(asked.text ?? '', 300))}`,
    blocks: [
      section(`*${lead}, about #${view.case.number}:*`),
      ...quoteOf(asked.text),
      ...(ended ? [endOf(view, ended)] : [section(next), actions([answerButton(view)])]),
    ],
  };
}

export function decision(view: CaseView, resolved: CaseEntry, ended?: CaseEntry): Message {
  const { number } = view.case;
  const words = decided(resolved);
  const by = inline(deciders(view, resolved));
  const tell = resolved.text ?? '';
  const say = ended === undefined ? '\nSay this to the customer:' : '';
  const next = [
    section('Then press *Told the customer*, so that nobody asks twice.'),
    actions([toldButton(view), ...(mayBeLookedAtAgain(resolved) ? [secondLookButton(view)] : []), reopenButton(view)]),
  ];
  return {
    text: `#${number} ${words}. Tell the customer: ${inline(snippet(tell, 300))}`,
    blocks: [
      section(`*#${number} ${words}* (${by})${say}`),
      richText(copyable(tell)),
      ...(ended ? decisionEnd(view, ended) : next),
    ],
  };
}

function decided(entry: CaseEntry): string {
  return entry.kind === 'upheld' ? 'stays refused, after a second look' : `is decided: ${inline(decisionIn(entry))}`;
}

/** `by Leo, approved by Maya` */
function deciders(view: CaseView, { kind, by, detail }: CaseEntry): string {
  if (kind !== 'approved') return `by ${nameOf(view, by)}`;
  const { requestedBy, approvedBy } = detail ?? {};
  const approvers = Array.isArray(approvedBy) ? approvedBy.map((slackId) => nameOf(view, String(slackId))) : [];
  return `by ${nameOf(view, String(requestedBy))}, approved by ${approvers.join(' and ') || nameOf(view, by)}`;
}

/** A second look is had once, at a refusal that was nobody's second look. */
function mayBeLookedAtAgain({ kind, detail }: CaseEntry): boolean {
  return kind === 'resolved' && detail?.['decision'] === 'refused';
}

const afterwards: Partial<Record<CaseEntry['kind'], string>> = {
  'second-look': 'It stands until somebody else has looked at it.',
};

function decisionEnd(view: CaseView, ended: CaseEntry): KnownBlock[] {
  if (ended.kind === 'told') return [endOf(view, ended), actions([reopenButton(view)])];
  return [endOf(view, ended), section(afterwards[ended.kind] ?? 'This does not hold any more.')];
}

/** `Ana answered, today at 14:03` */
function endOf(view: CaseView, ended: CaseEntry): KnownBlock {
  const what = ended.kind === 'asked' ? `${nameOf(view, ended.by)} asked again below` : happened(view, ended);
  return richText(paragraph(bold(what), '  ', at(ended.at, view)));
}

/** After she wrote to a case that is closed. */
export function keptButClosed(view: CaseView): Message {
  const { number, state } = view.case;
  const more = view.case.isPrivate ? 'there is more to it' : 'the customer needs more';
  const text = `What you wrote is kept, but #${number} is ${state}: nobody is waiting for it. If ${more}, reopen it.`;
  return { text, blocks: [section(text), actions([reopenButton(view)])] };
}

export function cancellation(view: CaseView, cancelled: CaseEntry): Message {
  const { number } = view.case;
  const lead = `${inline(nameOf(view, cancelled.by))} cancelled #${number}`;
  return {
    text: `${lead}. ${inline(snippet(cancelled.text ?? '', 300))}`,
    blocks: [
      section(`*${lead}*`),
      ...quoteOf(cancelled.text),
      section('There is nothing more to do. If the customer still needs help, reopen it and say why.'),
      actions([reopenButton(view)]),
    ],
  };
}

export function reopening(view: CaseView, reopened: CaseEntry): Message {
  const { id, number } = view.case;
  const lead = `${inline(nameOf(view, reopened.by))} reopened #${number}`;
  return {
    text: `${lead}. ${inline(snippet(reopened.text ?? '', 300))}`,
    blocks: [
      section(`*${lead}*`),
      ...quoteOf(reopened.text),
      section('A lead takes it from here. Promise the customer nothing new until the decision is here.'),
      actions([button('Add details', 'case.details', { value: id })]),
    ],
  };
}

function quoteOf(text: string | null): KnownBlock[] {
  const [quotation] = quoted(text, 3000);
  return quotation ? [richText(quotation)] : [];
}
