import type { KnownBlock } from '@slack/types';
import { dayAndTime, localDate, timeOfDay } from '../../../core/local-time.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { actionId } from '../../../slack/action-id.ts';
import { button, header, plainContext, plainSection } from '../../../slack/blocks.ts';
import { LIMITS } from '../../../slack/limits.ts';
import { clip, clipMarkup, inline, oneLine } from '../../../slack/mrkdwn.ts';
import type { Case } from '../tables.ts';
import { numberOf } from '../wording.ts';
import type { ReminderKind } from './tables.ts';

/** One thing to be told. */
export interface Line {
  readonly kind: ReminderKind;
  readonly case: Pick<Case, 'id' | 'number' | 'urgency' | 'summary' | 'isPrivate'>;
  readonly due: Date | null;
  /** The colleague whose matter it is, while they are away. */
  readonly insteadOf: string | undefined;
}

export interface Digest {
  readonly lines: readonly Line[];
  readonly now: Date;
  /** Of the person who reads it. */
  readonly timeZone: string;
}

/** A message that is longer is not read; the rest is told as a number. */
const MOST_CASES = 12;

type Words = (due: string | undefined) => string;

const sentences: Readonly<Record<ReminderKind, Words>> = {
  'claim-late': (due) => `nobody has claimed it${due ? `, it should have been by ${due}` : ''}`,
  'answer-soon': (due) => `the agent needs an answer${due ? ` by ${due}` : ' soon'}`,
  'answer-late': (due) => `the agent still needs an answer${due ? `, it was due ${due}` : ''}`,
  'resolve-soon': (due) => `to be resolved${due ? ` by ${due}` : ' soon'}`,
  'resolve-late': (due) => `not resolved yet${due ? `, it was due ${due}` : ''}`,
  'promise-soon': (due) => `promised to the customer${due ? ` by ${due}` : ', due soon'}`,
  'promise-late': (due) => `promised to the customer${due ? ` by ${due}` : ''}, and not kept yet`,
  'approval-late': (due) => `still waits for your approval${due ? `, it was due ${due}` : ''}`,
  'tell-customer': () => 'decided: tell the customer, then press Told the customer',
};

/** There is no customer in a private case, and who raised it need not be an agent. */
const privately: Readonly<Partial<Record<ReminderKind, Words>>> = {
  'answer-soon': (due) => `to be answered${due ? ` by ${due}` : ' soon'}`,
  'answer-late': (due) => `not answered yet${due ? `, it was due ${due}` : ''}`,
  'promise-soon': (due) => `something is promised${due ? ` by ${due}` : ', due soon'}`,
  'promise-late': (due) => `something was promised${due ? ` by ${due}` : ''}, and not kept yet`,
};

/** Everything that waits for one person, a row for each case, what is late first. */
export function reminderDigest({ lines, now, timeZone }: Digest): Message {
  const rows = byCase(lines);
  const shown = rows.slice(0, MOST_CASES);
  const rest = rows.length - shown.length;
  const title = rows.length === 1 ? 'A case needs you' : `${rows.length} cases need you`;
  const more = rest > 0 ? [`And ${rest} more: type /case list.`] : [];
  const said = shown.map((row) => rowText(row, now, timeZone));
  const spoken = [`${title}:`, ...said.map((text) => inline(text)), ...more.map((text) => inline(text))];
  return {
    text: clipMarkup(spoken.join('\n'), LIMITS.message.text),
    blocks: [
      header(title),
      ...shown.flatMap((row, index) => rowBlock(row, said[index] ?? '')),
      ...more.map((text) => plainContext(text)),
    ],
  };
}

type Row = readonly [Line, ...Line[]];

function byCase(lines: readonly Line[]): readonly Row[] {
  const rows = new Map<string, [Line, ...Line[]]>();
  for (const line of lines.toSorted(moreUrgent)) {
    const row = rows.get(line.case.id);
    if (row) row.push(line);
    else rows.set(line.case.id, [line]);
  }
  return [...rows.values()];
}

/** Late before soon, then by the time it is due. */
function moreUrgent(one: Line, other: Line): number {
  const [first, second] = [one, other].map(({ kind }) => (kind.endsWith('-late') ? 0 : 1));
  return (first ?? 0) - (second ?? 0) || (one.due?.getTime() ?? Infinity) - (other.due?.getTime() ?? Infinity) || 0;
}

function rowText(row: Row, now: Date, timeZone: string): string {
  const [{ case: of }] = row;
  const what = row.map(({ kind, due }) => {
    const words = (of.isPrivate ? privately[kind] : undefined) ?? sentences[kind];
    return words(due ? whenText(due, now, timeZone) : undefined);
  });
  const away = [...new Set(row.flatMap(({ insteadOf }) => insteadOf ?? []))];
  const because = away.length > 0 ? ` (${away.map(oneLine).join(' and ')} is away)` : '';
  // A reminder stays where it is, also with somebody who has no part in the case any more.
  const subject = of.isPrivate ? 'A private case' : clip(oneLine(of.summary), 150);
  const [number, separator] = of.isPrivate || of.urgency === 'normal' ? [`#${of.number}`, ' '] : [numberOf(of), ' · '];
  return `${number}${separator}${subject}\n${capital([...new Set(what)].join('; '))}.${because}`;
}

function rowBlock([{ case: of }]: Row, text: string): KnownBlock[] {
  const open = button('Open', actionId('case.view', of.number), { value: of.id, spoken: `Open case ${of.number}` });
  return [plainSection(text, open)];
}

/** `10:15` today, else with the day. */
function whenText(due: Date, now: Date, timeZone: string): string {
  const isToday = localDate(due, timeZone) === localDate(now, timeZone);
  return isToday ? timeOfDay(due, timeZone) : dayAndTime(due, timeZone);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
