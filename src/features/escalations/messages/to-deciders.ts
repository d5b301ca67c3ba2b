import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, context, section } from '../../../slack/blocks.ts';
import { inline, mention } from '../../../slack/mrkdwn.ts';
import { richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import type { CaseEntry } from '../tables.ts';
import { openStates } from '../lifecycle.ts';
import { nameOf } from '../wording.ts';
import { reopenButton } from './buttons.ts';
import { quoted, snippet } from './parts.ts';

/** Replies in the thread of the card. Each mentions exactly who has to know, and says what is next. */

export function answer(view: CaseView, answered: CaseEntry): Message {
  const lead = `${inline(nameOf(view, answered.by))} answered about #${view.case.number}`;
  return reply(called([view.case.owner]), lead, answered, 'Next: *Resolve* it on the card, or ask again.');
}

/** What the raiser adds without being asked. */
export function addition(view: CaseView, added: CaseEntry): Message {
  const { number, state, owner } = view.case;
  const lead = `${inline(nameOf(view, added.by))} added details to #${number}`;
  if (openStates.includes(state)) {
    return reply(called([owner]), lead, added, 'The case is still yours: *Resolve* it on the card, or ask for more.');
  }
  const closed = reply(called([owner]), `${lead}, which is ${state}`, added, 'Reopen it if there is more to do.');
  return { ...closed, blocks: [...(closed.blocks ?? []), actions([reopenButton(view)])] };
}

export function handOver(view: CaseView, handed: CaseEntry): Message {
  const lead = `${inline(nameOf(view, handed.by))} handed #${view.case.number} over to you`;
  return reply(called([view.case.owner]), lead, handed, 'It is yours now. The card above has everything.');
}

export function takeOver(view: CaseView, taken: CaseEntry): Message {
  const from = taken.detail?.['from'];
  const lead = `${inline(nameOf(view, taken.by))} took #${view.case.number} over from you`;
  return reply(called([typeof from === 'string' ? from : null]), lead, taken, 'There is nothing more for you to do.');
}

/** For an owner whose case somebody else resolved or handed on. */
export function relief(view: CaseView, done: CaseEntry, from: string): Message {
  const { number, owner } = view.case;
  const what =
    done.kind === 'resolved' ? `resolved #${number}` : `handed #${number} over to ${nameOf(view, owner ?? '')}`;
  const lead = inline(`${nameOf(view, done.by)} ${what}`);
  return reply(called([from]), lead, { ...done, text: null }, 'There is nothing more for you to do.');
}

export function withdrawal(view: CaseView, cancelled: CaseEntry): Message {
  const lead = `${inline(nameOf(view, cancelled.by))} cancelled #${view.case.number}`;
  return reply(called([view.case.owner]), lead, cancelled, 'There is nothing more for you to do.');
}

export function recall(view: CaseView, reopened: CaseEntry, calls: readonly string[]): Message {
  const lead = `${inline(nameOf(view, reopened.by))} reopened #${view.case.number}`;
  return reply(called(calls), lead, reopened, 'Next: *Claim* it on the card.');
}

/** Mentions of those who have to know. */
export function called(slackIds: readonly (string | null)[]): string {
  return slackIds
    .filter((slackId) => slackId !== null)
    .map(mention)
    .join(' ');
}

/** A reply in the thread of the card: whom it calls, what happened, what was written, what is next (markup). */
export function reply(calls: string, lead: string, entry: CaseEntry, next: string): Message {
  const opening = calls === '' ? `*${lead}*` : `${calls} *${lead}*`;
  const quote: KnownBlock[] = entry.text ? [richText(...quoted(entry.text, 3000))] : [];
  return {
    text: [calls, `${lead}.`, entry.text && inline(snippet(entry.text, 300))].filter(Boolean).join(' '),
    blocks: [section(opening), ...quote, context(next)],
  };
}
