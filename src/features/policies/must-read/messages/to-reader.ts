import type { KnownBlock } from '@slack/types';
import { dayAndTime } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import type { PolicyRevision } from '../../library/tables.ts';
import { mustReadIds as ids } from '../ids.ts';
import type { Quote } from '../quote.ts';
import { dueText } from '../words.ts';

/** What every message to a reader is about. */
export interface About {
  readonly mustRead: { readonly id: string; readonly note: string | null };
  readonly revision: Pick<PolicyRevision, 'title' | 'number'>;
  readonly team: { readonly name: string };
}

export interface Request {
  /** Name of whoever asks. */
  readonly askedBy: string;
  readonly dueAt: Date;
  /** Of whoever reads it. */
  readonly timeZone: string;
}

/** Somebody is asked: the passage, who asks, by when. */
export function askMessage(about: About, { askedBy, dueAt, timeZone }: Request, quote: Quote): Message {
  const { mustRead, revision, team } = about;
  const due = dueText(dueAt, timeZone);
  const what = `${inline(askedBy)} asks you to read *${inline(revision.title)}* by ${due}.`;
  return {
    text: what,
    blocks: [
      section(what),
      ...(mustRead.note === null ? [] : [richText(quotation(clip(mustRead.note, 1000)))]),
      ...quote.blocks,
      context(sourceText(quote, inline(team.name), revision.number)),
      buttons(mustRead.id),
    ],
  };
}

function sourceText({ heading, isWhole, isChanges = false }: Quote, teamName: string, number: number): string {
  if (isChanges) return `What changed in revision ${number}, ${teamName}. *Read all* shows the whole.`;
  const where = heading === undefined || heading === '' ? 'Revision' : `“${inline(heading)}”, revision`;
  return `${where} ${number}, ${teamName}.${isWhole ? '' : ' It goes on: press Read all.'}`;
}

/** Once half-way, once on the last working day before; once more by hand. */
export function reminderMessage(
  { mustRead, revision }: About,
  { askedBy, dueAt, timeZone }: Request,
  now: Date,
): Message {
  const due = dueText(dueAt, timeZone);
  const when = dueAt <= now ? `was to be read by ${due}` : `is to be read by ${due}`;
  const text = `A reminder: *${inline(revision.title)}* ${when}. ${inline(askedBy)} asks.`;
  return { text, blocks: [section(text), buttons(mustRead.id)] };
}

function buttons(mustReadId: string): KnownBlock {
  return actions([
    button('I have read this', ids.acknowledge, { value: mustReadId, style: 'primary' }),
    button('Read all', ids.read, { value: `${mustReadId}:0` }),
  ]);
}

/** In place of what asked: the tick that stays. */
export function readMessage({ mustRead, revision }: About, readAt: Date, timeZone: string): Message {
  const text = `:white_check_mark: You have read *${inline(revision.title)}*, revision ${revision.number}: ${dayAndTime(readAt, timeZone)}.`;
  return {
    text,
    blocks: [
      section(text, button('Read all', ids.read, { value: `${mustRead.id}:0`, spoken: `Read ${revision.title}` })),
    ],
  };
}

/** In place of a reminder. */
export function reminderDone({ revision }: About): Message {
  const text = `:white_check_mark: You have read *${inline(revision.title)}*.`;
  return { text, blocks: [section(text)] };
}

/** Whoever left the audience. */
export function excusedMessage({ revision }: Pick<About, 'revision'>): Message {
  return over(`*${inline(revision.title)}* need not be read by you any more.`);
}

/** To those who had not read it when it ended. */
export function endedMessage(
  { revision }: Pick<About, 'revision'>,
  because: 'by-hand' | 'changed' | 'archived',
): Message {
  const title = inline(revision.title);
  const why = {
    'by-hand': `Nobody has to read *${title}* any more.`,
    changed: `*${title}* does not count any more as it was: revision ${revision.number} need not be read.`,
    archived: `*${title}* is out of use: it need not be read any more.`,
  };
  return over(why[because]);
}

function over(text: string): Message {
  return { text, blocks: [section(text)] };
}
