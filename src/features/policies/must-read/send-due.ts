import { sql } from 'drizzle-orm';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../people/queries.ts';
import { readerKey } from './ids.ts';
import { askMessage, reminderMessage } from './messages/to-reader.ts';
import { type Quote, quoteOf } from './quote.ts';
import type { KeptMustRead, ReaderRow } from './read-must-read.ts';
import { nextStep, type Step } from './when-to-remind.ts';
import { calendarsOf } from './working-calendars.ts';

export interface Sent {
  readonly messages: readonly Outgoing[];
  /** When something is to be sent to somebody next. */
  readonly nextAt: Date | undefined;
}

/** In one transaction; with more it looks again at once. */
export const MOST_AT_ONCE = 500;

/** Asks and reminds those for whom it is time, and who are at work. What is queued for them is what is written of them. */
export async function sendDue(tx: Tx, ctx: Ctx, kept: KeptMustRead, readers: readonly ReaderRow[]): Promise<Sent> {
  const now = ctx.clock.now();
  const waiting = readers.filter(
    (one): one is ReaderRow & { nextAt: Date } =>
      one.nextAt !== null && one.acknowledgedAt === null && one.excusedAt === null,
  );
  const due = waiting
    .filter(({ nextAt }) => nextAt <= now)
    .toSorted((a, b) => Number(a.nextAt) - Number(b.nextAt))
    .slice(0, MOST_AT_ONCE);
  const calendars = await calendarsOf(tx, ctx, due);
  const moves = due.map((reader) => moveOf(reader, calendars.get(reader.slackId), now));
  await write(tx, ctx, kept, moves);
  const later = waiting.filter((one) => !due.includes(one)).map(({ nextAt }) => nextAt);
  const times = [...later, ...moves.flatMap(({ nextAt }) => nextAt ?? [])].map(Number);
  return {
    messages: await messagesFor(tx, ctx, kept, moves),
    nextAt: times.length === 0 ? undefined : new Date(Math.min(...times)),
  };
}

interface Move {
  readonly reader: ReaderRow;
  readonly step: Step['step'];
  readonly nextAt: Date | null;
}

/** What is sent to somebody, and when to look at them again. */
function moveOf(reader: ReaderRow, calendar: Calendar | undefined, now: Date): Move {
  const first = nextStep(reader, calendar, now);
  if (first.step === 'wait') return { reader, step: 'wait', nextAt: first.until };
  if (first.step === 'none') return { reader, step: 'none', nextAt: null };
  const isTold = first.step === 'tell';
  const after = nextStep(
    {
      dueAt: reader.dueAt,
      toldAt: isTold ? now : reader.toldAt,
      remindedAt: isTold ? null : now,
      reminded: reader.reminded + (isTold ? 0 : 1),
      isNudged: false,
    },
    calendar,
    now,
  );
  return { reader, step: first.step, nextAt: after.step === 'wait' ? after.until : null };
}

/** One statement, whatever their number. */
async function write(tx: Tx, ctx: Ctx, { mustRead }: KeptMustRead, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ reader, step, nextAt }) => ({ slack_id: reader.slackId, step, next_at: nextAt }));
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const isReminder = sql`row.step in ('remind', 'nudge')`;
  await tx.execute(sql`
    update acknowledgements as reader
    set next_at = row.next_at,
      told_at = case when row.step = 'tell' then ${now} else reader.told_at end,
      reminded_at = case when ${isReminder} then ${now} else reader.reminded_at end,
      reminded = reader.reminded + case when ${isReminder} then 1 else 0 end,
      is_nudged = reader.is_nudged and row.step <> 'nudge'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (slack_id text, step text, next_at timestamptz)
    where reader.workspace_id = ${ctx.workspaceId} and reader.must_read_id = ${mustRead.id}
      and reader.slack_id = row.slack_id`);
}

async function messagesFor(tx: Tx, ctx: Ctx, kept: KeptMustRead, moves: readonly Move[]): Promise<readonly Outgoing[]> {
  const sent = moves.filter(({ step }) => step !== 'wait' && step !== 'none');
  if (sent.length === 0) return [];
  const { askedBy } = kept.mustRead;
  const asker = (await peopleByIds(tx, ctx, [askedBy])).get(askedBy)?.name ?? 'Somebody';
  const quote = sent.some(({ step }) => step === 'tell')
    ? await quoteOf(tx, ctx, kept.revision, kept.mustRead)
    : undefined;
  return sent.map((move) => post(ctx, kept, move, asker, quote));
}

function post(ctx: Ctx, kept: KeptMustRead, { reader }: Move, askedBy: string, quote: Quote | undefined): Outgoing {
  const { slackId, round, reminded, toldAt, dueAt, timeZone } = reader;
  const request = { askedBy, dueAt, timeZone };
  const isFirst = toldAt === null && quote !== undefined;
  const messageKey = readerKey(kept.mustRead.id, slackId, round, isFirst ? 0 : reminded + 1);
  const message = isFirst ? askMessage(kept, request, quote) : reminderMessage(kept, request, ctx.clock.now());
  return { kind: 'post', to: slackId, messageKey, dedupeKey: messageKey, message };
}
