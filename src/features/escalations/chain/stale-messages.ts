import { day, dayAndTime } from '../../../core/local-time.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { actionId } from '../../../slack/action-id.ts';
import { button, context, plainSection, section } from '../../../slack/blocks.ts';
import { dateToken } from '../../../slack/mrkdwn.ts';
import type { CaseView } from '../case-view.ts';
import { snippet } from '../messages/parts.ts';
import type { Case } from '../tables.ts';
import { nameOf, numberOf } from '../wording.ts';
import { QUIET_DAYS } from './stale-rules.ts';

/** A list that is longer than a screen is not read, and hides the cards above it. */
export const MOST_LISTED = 10;

export interface QuietCases {
  /** Those that are listed. */
  readonly quiet: readonly Pick<Case, 'id' | 'number' | 'urgency' | 'summary' | 'owner' | 'changedAt'>[];
  readonly total: number;
  /** When the list was due, if it comes late. */
  readonly lateSince: Date | undefined;
}

/** In the escalations channel, each morning: what nobody has touched, a row each. Names wake nobody. */
export function staleMessage(
  { quiet, total, lateSince }: QuietCases,
  names: CaseView['names'],
  timeZone: string,
): Message {
  const heading = total === 1 ? '1 case has been quiet' : `${total} cases have been quiet`;
  const lead = `${heading} for ${QUIET_DAYS} working days.`;
  const rows = quiet.map((of) => {
    const who = of.owner === null ? 'Nobody has it' : nameOf({ names }, of.owner);
    const text = `${numberOf(of)} · ${snippet(of.summary, 150)}\n${who} · quiet since ${day(of.changedAt, timeZone)}`;
    return plainSection(text, openButton(of));
  });
  const notes = [
    total > quiet.length ? `And ${total - quiet.length} more: \`/case list open\`.` : '',
    lateSince
      ? `This comes late: it was due at ${dateToken(lateSince, '{time}', dayAndTime(lateSince, timeZone))}.`
      : '',
  ].filter(Boolean);
  return {
    text: lead,
    blocks: [section(`*${lead}*`), ...rows, ...(notes.length > 0 ? [context(notes.join(' '))] : [])],
  };
}

function openButton({ id, number }: Pick<Case, 'id' | 'number'>) {
  return button('Open', actionId('case.view', number), { value: id, spoken: `Open case ${number}` });
}
