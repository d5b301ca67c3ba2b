import type { Button, KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, section } from '../../../../slack/blocks.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds, othersIds } from '../../library/ids.ts';
import { dateText, dayText } from '../../library/words.ts';
import type { Need } from './due-rules.ts';
import { keepTrueIds as ids } from '../ids.ts';
import type { Meanwhile } from './meanwhile.ts';
import type { Due } from './read-due.ts';

/** What came of something that an owner was asked. */
export type Settled = 'verified' | 'changed' | 'given' | 'archived';

/** One policy in what an owner is asked: what it needs, or what came of it. */
export interface DueRow {
  readonly due: Due;
  readonly state: Need | Settled;
  readonly meanwhile?: Meanwhile | undefined;
}

export interface Asking {
  readonly rows: readonly DueRow[];
  readonly isReminder: boolean;
  /** Names of people, by Slack id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Shown in the message; the others are behind *Show all*. */
export const MOST_ROWS = 8;

/** What an owner is asked, all in one message. Each row that is settled says by what, and has lost its buttons. */
export function askingMessage(asking: Asking): Message {
  const { rows, names } = asking;
  const open = rows.filter(({ state }) => isOpen(state));
  const ordered = [...open, ...rows.filter(({ state }) => !isOpen(state))];
  const shown = ordered.slice(0, MOST_ROWS);
  const [only] = rows;
  const lead = leadText(asking, open.length);
  const alone = rows.length === 1 && only ? rowText(only, names) : undefined;
  const again = asking.isReminder ? 'A reminder: ' : '';
  return {
    text: alone === undefined ? lead : `${again}${alone}`,
    blocks: [
      ...(alone === undefined || asking.isReminder ? [section(lead)] : []),
      ...shown.flatMap((row) => rowBlocks(row, names)),
      ...hiddenRows(rows.length),
    ],
  };
}

/** Where there are more than are shown. */
export function hiddenRows(count: number): KnownBlock[] {
  return count > MOST_ROWS ? [actions([button(`Show all ${count}`, ids.due, { value: '0' })])] : [];
}

function leadText({ rows, isReminder }: Asking, open: number): string {
  if (rows.length === 0) return 'You were asked about this again, further down.';
  if (open === 0) return 'All of these are seen to. Thank you.';
  const what = open === 1 ? 'One of your policies needs a look' : `${open} of your policies need a look`;
  return isReminder ? `A reminder: ${what.charAt(0).toLowerCase()}${what.slice(1)}.` : `${what}.`;
}

export function isOpen(state: DueRow['state']): state is Need {
  return state === 'review' || state === 'ending' || state === 'ended';
}

/** The row of a list, with what its owner can do. */
export function rowBlocks(row: DueRow, names: Asking['names']): KnownBlock[] {
  const text = section(rowText(row, names));
  return isOpen(row.state) ? [text, actions(rowButtons(row.due, row.state))] : [text];
}

/** Pure: how one policy stands, in a sentence or two. */
export function rowText({ due, state, meanwhile }: DueRow, names: Asking['names']): string {
  const { policy, team, spans } = due;
  const title = `*${inline(policy.title)}*`;
  const by = inline(names.get(policy.verifiedBy ?? '') ?? 'somebody who has left');
  const verifiedOn = policy.verifiedAt ? dayText(policy.verifiedAt, team) : '';
  const next = policy.reviewOn === null ? '' : ` Next review: ${dateText(policy.reviewOn)}.`;
  const until = spans.at(-1)?.until;
  // The last local day is the one before it ends.
  const last = until ? dayText(new Date(until.getTime() - 1), team) : '';
  const texts: Record<DueRow['state'], string> = {
    review: `Is ${title} still true? Last verified on ${verifiedOn} by ${by}.${meanwhileText(meanwhile)}`,
    ending: `${title} counts until ${last}, and nothing takes its place yet.`,
    ended: `${title} ended on ${last}. It answers nothing any more.`,
    verified: `:white_check_mark: ${title}: ${by} said on ${verifiedOn} that it is true.${next}`,
    changed: `:white_check_mark: ${title} was changed.${next}`,
    given: `${title}: ${inline(names.get(policy.owner) ?? 'somebody else')} answers for it now.`,
    archived: `${title} is archived.`,
  };
  return texts[state];
}

function meanwhileText(meanwhile: Meanwhile | undefined): string {
  if (!meanwhile) return '';
  const { lookedUp, helped, notThis, missed } = meanwhile;
  const parts = [
    lookedUp > 0 ? `found ${times(lookedUp)}` : '',
    helped > 0 ? `helped ${times(helped)}` : '',
    notThis > 0 ? `was not what was meant ${times(notThis)}` : '',
  ].filter((part) => part !== '');
  const asked = missed.map((query) => `“${inline(clip(query, 80))}”`).join(', ');
  return parts.length === 0 ? '' : `\nSince then it ${joined(parts)}${asked === '' ? '' : `: ${asked}`}.`;
}

function joined(parts: readonly string[]): string {
  const said = parts.map((part) => (part.startsWith('found') ? `was ${part}` : part));
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function rowButtons({ policy, spans, ownerMayWrite }: Due, need: Need): Button[] {
  const { id: value, title } = policy;
  const inForce = spans.at(-1)?.revision;
  // Of several policies in one message each has its own.
  const id = (action: string) => actionId(action, value);
  const stillTrue = button('Still true', id(othersIds.stillTrue), {
    value,
    style: 'primary',
    spoken: `${title} is still true`,
  });
  const edit = button('Change it', id(libraryIds.edit), { value, spoken: `Change ${title}` });
  const change = ownerMayWrite ? [edit] : [];
  const read = inForce ? [button('Read all', id(othersIds.read), { value: inForce.id, spoken: `Read ${title}` })] : [];
  const open = button('Open', id(libraryIds.open), { value, spoken: `Open ${title}` });
  const notMine = button('Not mine any more', id(ids.give), { value, spoken: `Give ${title} to somebody else` });
  return need === 'review' ? [stillTrue, ...change, ...read, notMine] : [...change, open, notMine];
}
