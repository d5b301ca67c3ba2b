import type { KnownBlock } from '@slack/types';
import { dayAndTime } from '../../../../core/local-time.ts';
import { inNaturalOrder } from '../../../../core/natural-order.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clip, clipMarkup, inline } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import type { PolicyRevision } from '../../library/tables.ts';
import { mustReadIds as ids } from '../ids.ts';
import type { Quote } from '../asking/quote.ts';
import type { ReaderState } from './reader-state.ts';
import { dueText } from '../words.ts';

/** What every message to a reader is about. */
export interface About {
  readonly mustRead: { readonly id: string; readonly note: string | null };
  readonly revision: Pick<PolicyRevision, 'title' | 'number'>;
}

export interface Request {
  /** Name of whoever asks. */
  readonly askedBy: string;
  readonly dueAt: Date;
  /** Of whoever reads it. */
  readonly timeZone: string;
}

/** Somebody is asked: the passage, who asks, by when. */
export function askMessage(
  about: About & { readonly team: { readonly name: string } },
  { askedBy, dueAt, timeZone }: Request,
  quote: Quote,
): Message {
  const { mustRead, revision, team } = about;
  const due = dueText(dueAt, timeZone);
  const what = `${inline(askedBy)} asks you to read *${inline(revision.title)}* by ${due}.`;
  return {
    text: what,
    blocks: [
      section(what),
      ...noteBlocks(mustRead),
      ...quote.blocks,
      context(sourceText(quote, inline(team.name), revision.number)),
      buttons(about),
    ],
  };
}

function sourceText({ heading, isWhole, isChanges = false }: Quote, teamName: string, number: number): string {
  if (isChanges) return `What changed in revision ${number}, ${teamName}. *Read all* shows the whole.`;
  const where = heading === undefined || heading === '' ? 'Revision' : `“${inline(heading)}”, revision`;
  return `${where} ${number}, ${teamName}.${isWhole ? '' : ' It goes on: press Read all.'}`;
}

/** Once half-way, once on the last working day before; once more by hand. */
export function readReminder(about: About, request: Request, now: Date): Message {
  const text = `A reminder: ${requestText(about, request, now)}`;
  return { text, blocks: [section(text), buttons(about)] };
}

/** Before the deadline in words that hold after it too: a message stays as it was sent. */
function requestText({ revision }: About, { askedBy, dueAt, timeZone }: Request, now: Date): string {
  const due = dueText(dueAt, timeZone);
  const when = dueAt <= now ? ` was to be read by ${due}` : `, to be read by ${due}`;
  return `*${inline(revision.title)}*${when}. ${inline(askedBy)} asks.`;
}

function noteBlocks({ note }: About['mustRead']): KnownBlock[] {
  return note === null ? [] : [richText(quotation(clip(note, 1000)))];
}

/** The ids are told apart by what they are about: a message may have several. */
function buttons({ mustRead: { id }, revision: { title } }: About): KnownBlock {
  return actions([
    button('I have read this', actionId(ids.acknowledge, id), {
      value: id,
      style: 'primary',
      spoken: `I have read ${title}`,
    }),
    button('Read all', actionId(ids.read, id), { value: `${id}:0`, spoken: `Read ${title}` }),
  ]);
}

/** One of what a message lists, and how it stands with whoever has to read it. */
export interface Listed extends About, Request {
  readonly state: ReaderState;
  /** For `read`. */
  readonly readAt: Date | null;
}

/** What one message fits. */
export const MOST_LISTED = 15;

/** Several at the same time, the most urgent first: each keeps its buttons until it is settled. */
export function listMessage(unordered: readonly Listed[], now: Date, { isReminder = false } = {}): Message {
  const listed = unordered.toSorted(
    (a, b) => Number(a.dueAt) - Number(b.dueAt) || inNaturalOrder(a.revision.title, b.revision.title),
  );
  const open = listed.filter(({ state }) => state === 'open').map(({ revision }) => `*${inline(revision.title)}*`);
  const rows = listed.flatMap((one) => listedBlocks(one, now));
  if (open.length === 0)
    return { text: clipMarkup(listed.map(settledText).join(' '), LIMITS.message.text), blocks: rows };
  const heading = isReminder ? 'A reminder, for you to read' : 'For you to read';
  const text = `${heading}: ${new Intl.ListFormat('en-GB').format(open)}.`;
  return { text: clipMarkup(text, LIMITS.message.text), blocks: [section(`*${heading}*`), ...rows] };
}

function listedBlocks(one: Listed, now: Date): readonly KnownBlock[] {
  if (one.state !== 'open') return settledBlocks(one);
  return [section(requestText(one, one, now)), ...noteBlocks(one.mustRead), buttons(one)];
}

/** In place of what asked or reminded: the tick that stays, or why it need not be read any more. */
export function settledMessage(settled: Listed): Message {
  return { text: settledText(settled), blocks: settledBlocks(settled) };
}

function settledBlocks(settled: Listed): readonly KnownBlock[] {
  const { state, mustRead, revision } = settled;
  const again = actionId(ids.read, mustRead.id);
  const read = button('Read all', again, { value: `${mustRead.id}:0`, spoken: `Read ${revision.title}` });
  return [state === 'read' ? section(settledText(settled), read) : section(settledText(settled))];
}

function settledText({ state, revision, readAt, timeZone }: Listed): string {
  const title = `*${inline(revision.title)}*`;
  const when = readAt ? `: ${dayAndTime(readAt, timeZone)}` : '';
  const texts: Record<ReaderState, string> = {
    open: `${title} is to be read.`,
    read: `:white_check_mark: You have read ${title}, revision ${revision.number}${when}.`,
    excused: `${title} need not be read by you any more.`,
    'by-hand': `Nobody has to read ${title} any more.`,
    changed: `${title} does not count any more as it was: revision ${revision.number} need not be read.`,
    archived: `${title} is out of use: it need not be read any more.`,
  };
  return texts[state];
}
