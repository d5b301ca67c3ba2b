import { sql } from 'drizzle-orm';
import type { Calendar } from '../../../../core/business-time/calendar.ts';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { type Move, postsFor } from './posts-for.ts';
import type { KeptMustRead, ReaderRow } from '../read-must-read.ts';
import { nextStep } from './when-to-remind.ts';
import { calendarsOf } from './working-calendars.ts';

/** One that goes on, and everybody who has to read it. */
export interface Open {
  readonly kept: KeptMustRead;
  readonly readers: readonly ReaderRow[];
}

export interface Sent {
  readonly messages: readonly Outgoing[];
  /** When something is to be sent to somebody next, by the must-read's id. */
  readonly nextAt: ReadonlyMap<string, Date>;
}

/** Of each must-read in one transaction; with more it looks again at once. */
const MOST_AT_ONCE = 500;

/**
 * Asks and reminds those for whom it is time, and who are at work: whoever has several gets one message. What is queued for
 * them is what is written of them.
 */
export async function sendDue(tx: Tx, ctx: Ctx, following: readonly Open[]): Promise<Sent> {
  const nextAt = new Map<string, Date>();
  const moves: Move[] = [];
  for (const { kept, readers } of following) {
    const { due, later } = parted(readers, ctx.clock.now());
    const own = await movesOf(tx, ctx, kept, due);
    const times = [...later.map((one) => one.nextAt), ...own.flatMap((move) => move.nextAt ?? [])].map(Number);
    if (times.length > 0) nextAt.set(kept.mustRead.id, new Date(Math.min(...times)));
    moves.push(...own);
  }
  await write(tx, ctx, moves);
  const sent = moves.filter(({ step }) => step !== 'wait' && step !== 'none');
  return { messages: await postsFor(tx, ctx, sent), nextAt };
}

type Waiting = ReaderRow & { readonly nextAt: Date };

function parted(readers: readonly ReaderRow[], now: Date) {
  const waiting = readers.filter(
    (one): one is Waiting => one.nextAt !== null && one.acknowledgedAt === null && one.excusedAt === null,
  );
  const due = waiting
    .filter(({ nextAt }) => nextAt <= now)
    .toSorted((a, b) => Number(a.nextAt) - Number(b.nextAt))
    .slice(0, MOST_AT_ONCE);
  return { due, later: waiting.filter((one) => !due.includes(one)) };
}

async function movesOf(tx: Tx, ctx: Ctx, kept: KeptMustRead, due: readonly ReaderRow[]): Promise<readonly Move[]> {
  const calendars = await calendarsOf(tx, ctx, due);
  return due.map((reader) => ({ kept, ...moveOf(reader, calendars.get(reader.slackId), ctx.clock.now()) }));
}

/** What is sent to somebody, and when to look at them again. */
function moveOf(reader: ReaderRow, calendar: Calendar | undefined, now: Date): Omit<Move, 'kept'> {
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
async function write(tx: Tx, ctx: Ctx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ kept: { mustRead }, reader, step, nextAt }) => ({
    must_read_id: mustRead.id,
    slack_id: reader.slackId,
    step,
    next_at: nextAt,
  }));
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const isReminder = sql`row.step in ('remind', 'nudge')`;
  await tx.execute(sql`
    update acknowledgements as reader
    set next_at = row.next_at,
      told_at = case when row.step = 'tell' then ${now} else reader.told_at end,
      reminded_at = case when ${isReminder} then ${now} else reader.reminded_at end,
      reminded = reader.reminded + case when ${isReminder} then 1 else 0 end,
      is_nudged = reader.is_nudged and row.step <> 'nudge'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (must_read_id uuid, slack_id text, step text, next_at timestamptz)
    where reader.workspace_id = ${ctx.workspaceId} and reader.must_read_id = row.must_read_id
      and reader.slack_id = row.slack_id`);
}
