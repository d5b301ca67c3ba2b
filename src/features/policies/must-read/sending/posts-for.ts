import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Message, NewPost } from '../../../../outbox/enqueue.ts';
import { groupBy } from '../../../../people/calendar/group-by.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import { type Quote, quoteOf } from '../asking/quote.ts';
import { readerKey } from '../ids.ts';
import { askMessage, type Listed, listMessage, MOST_LISTED, readReminder } from '../messages/to-reader.ts';
import { inParts, keepShown, type ListedRow } from './listed-messages.ts';
import type { KeptMustRead, ReaderRow } from '../read-must-read.ts';
import type { Step } from './when-to-remind.ts';

/** What becomes of somebody who has to read it: what is sent to them now, and when to look at them again. */
export interface Move {
  readonly kept: KeptMustRead;
  readonly reader: ReaderRow;
  readonly step: Step['step'];
  readonly nextAt: Date | null;
}

/** One for each person, or a few for somebody who has very much to read: each says what is asked of them now. */
export async function postsFor(tx: Tx, ctx: Ctx, sent: readonly Move[]): Promise<readonly NewPost[]> {
  if (sent.length === 0) return [];
  const askers = await peopleByIds(tx, ctx, [...new Set(sent.map(({ kept }) => kept.mustRead.askedBy))]);
  const parts = [...groupBy(sent, ({ reader }) => reader.slackId).values()].flatMap((own) => inParts(own, MOST_LISTED));
  await keepShown(tx, ctx, parts.flatMap(rowsOf));
  const quotes = await quotesFor(tx, ctx, parts);
  return parts.map((moves) => {
    const { to, messageKey } = placeOf(moves);
    const listed = moves.map((move) => listedOf(move, askers.get(move.kept.mustRead.askedBy)?.name));
    return { kind: 'post', to, messageKey, dedupeKey: messageKey, message: messageOf(moves, listed, quotes, ctx) };
  });
}

/** To whom, and its name: that of one of what it lists, of something new where there is any; that is sent once. */
function placeOf(moves: readonly Move[]): { readonly to: string; readonly messageKey: string } {
  const first = moves.find(isFirst) ?? moves[0];
  if (!first) throw new Error('a message about nothing');
  const { kept, reader } = first;
  const { slackId, round, reminded } = reader;
  return { to: slackId, messageKey: readerKey(kept.mustRead.id, slackId, round, isFirst(first) ? 0 : reminded + 1) };
}

function isFirst({ step }: Move): boolean {
  return step === 'tell';
}

function rowsOf(moves: readonly Move[]): readonly ListedRow[] {
  const { to, messageKey } = placeOf(moves);
  return moves.map(({ kept: { mustRead } }) => {
    return { messageKey, mustReadId: mustRead.id, slackId: to, isSummary: false, shown: 'open' };
  });
}

/** Whoever is asked to read one is shown what it says. */
async function quotesFor(tx: Tx, ctx: Ctx, parts: readonly (readonly Move[])[]): Promise<ReadonlyMap<string, Quote>> {
  const asked = parts.flatMap((moves) => (moves.length === 1 ? moves.filter(isFirst) : [])).map(({ kept }) => kept);
  const quotes = new Map<string, Quote>();
  for (const { mustRead, revision } of new Set(asked)) {
    quotes.set(mustRead.id, await quoteOf(tx, ctx, revision, mustRead));
  }
  return quotes;
}

function listedOf({ kept: { mustRead, revision }, reader }: Move, askedBy = 'Somebody'): Listed {
  const { dueAt, timeZone } = reader;
  return { mustRead, revision, askedBy, dueAt, timeZone, state: 'open', readAt: null };
}

function messageOf(
  moves: readonly Move[],
  listed: readonly Listed[],
  quotes: ReadonlyMap<string, Quote>,
  ctx: Ctx,
): Message {
  const [[first], [only]] = [moves, listed];
  if (!first || !only) throw new Error('a message about nothing');
  if (listed.length > 1) return listMessage(listed, ctx.clock.now(), { isReminder: !moves.some(isFirst) });
  const quote = quotes.get(first.kept.mustRead.id);
  if (!isFirst(first) || !quote) return readReminder(only, only, ctx.clock.now());
  return askMessage({ ...only, team: first.kept.team }, only, quote);
}
