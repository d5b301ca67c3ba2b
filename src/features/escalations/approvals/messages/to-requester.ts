import type { Message } from '../../../../outbox/enqueue.ts';
import { dayAndTime } from '../../../../core/local-time.ts';
import { actions, button, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { CaseView } from '../../case-view.ts';
import { called, reply } from '../../messages/to-deciders.ts';
import type { CaseEntry } from '../../tables.ts';
import { happened, nameOf } from '../../wording.ts';
import type { Choice } from '../approval-rules.ts';
import { isOverBudget, reasons, wishOf } from '../approval-words.ts';
import type { Approval, Because } from '../tables.ts';

/** To whoever asked for an approval. */

/** Where the form was sent: what became of the decision. */
export function askedReceipt(view: CaseView, approval: Approval, because: Because, choice: Choice): Message {
  const wish = inline(wishOf(approval));
  const also = because !== 'budget' && isOverBudget(approval) ? ", and more than the month's budget leaves" : '';
  const text = `#${view.case.number} is not decided yet. ${wish}: ${reasons[because]}${also}. ${whoIsAsked(view, choice)}`;
  return { text, blocks: [section(text)] };
}

function whoIsAsked(view: CaseView, choice: Choice): string {
  const { team } = view;
  if (choice.kind === 'ask') {
    const approver = inline(nameOf(view, choice.slackId));
    return `${approver} is asked to approve it; you get the answer in the thread of the card.`;
  }
  if (choice.kind === 'wait') {
    const when = dayAndTime(choice.until, team.timeZone);
    return `Nobody who may approve it is there now, so it is asked for ${when}. You can take the request back on the card and decide less.`;
  }
  return `Nobody else of ${inline(team.name)} may approve it. Its managers are told how to change that; nothing is lost. You can take the request back on the card and decide less.`;
}

export function approvedReply(view: CaseView, approved: CaseEntry, requestedBy: string): Message {
  const lead = `${inline(nameOf(view, approved.by))} approved what you decided for #${view.case.number}`;
  return reply(
    called([requestedBy]),
    lead,
    { ...approved, text: null },
    'The agent has the words. There is nothing more for you to do.',
  );
}

export function refusedReply(view: CaseView, refused: CaseEntry, approval: Approval): Message {
  const { number, id } = view.case;
  const lead = `${inline(nameOf(view, refused.by))} did not approve ${inline(wishOf(approval))} for #${number}`;
  const isLast = approval.secondLookOf !== null;
  const next = isLast
    ? 'That was the second look. Next: decide less, or refuse, with *Resolve*.'
    : 'Next: decide less, or refuse, with *Resolve*. Or have somebody else look at it, once.';
  const message = reply(called([approval.requestedBy]), lead, refused, next);
  const buttons = [
    button('Resolve', 'case.resolve', { value: id, style: 'primary' }),
    ...(isLast ? [] : [button('Second look', 'approval.look-again', { value: approval.id })]),
  ];
  return { ...message, blocks: [...(message.blocks ?? []), actions(buttons)] };
}

/** From whoever is asked, before they decide; once it is history, with what ended it in place of its button. */
export function questionReply(view: CaseView, asked: CaseEntry, ended?: CaseEntry): Message {
  const { to, kind } = asked.detail ?? {};
  const what = kind === 'appeal' ? 'looking again at' : 'approving';
  const lead = `${inline(nameOf(view, asked.by))} asks before ${what} #${view.case.number}`;
  const next = ended === undefined ? 'It goes on when you have answered.' : inline(`${happened(view, ended)}.`);
  const message = reply(called([typeof to === 'string' ? to : null]), lead, asked, next);
  if (ended !== undefined) return message;
  const answer = button('Answer', 'approval.answer', { value: view.approval?.id ?? '', style: 'primary' });
  return { ...message, blocks: [...(message.blocks ?? []), actions([answer])] };
}

/** To whoever refused the case, after somebody else granted it: why it was looked at again. */
export function overruledReply(view: CaseView, granted: CaseEntry, { refusedBy, reason }: Approval): Message {
  const lead = `${inline(nameOf(view, granted.by))} granted #${view.case.number}, which you had refused`;
  const next = 'That is why it was looked at again. There is nothing more for you to do.';
  return reply(called([refusedBy]), lead, { ...granted, text: reason }, next);
}
