import { and, eq, max, sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { choosePeople, type Chosen } from './choose-people.ts';
import { type Look, type NewReminder, remind } from './remind.ts';
import { sendTold } from './send-told.ts';
import { reminders } from './tables.ts';
import { nextLook, type WaitingReminder, waitingReminders } from './waiting-reminders.ts';
import { whoseMatter } from './whose-matter.ts';

/** A person gets one message with reminders in this time. */
const PACE_MS = 30 * 60_000;
/** Nobody's hours are known: it looks again. */
const LOOK_AGAIN_MS = 24 * 60 * 60_000;

/**
 * Tells this person at once everything they are to be reminded of that still holds. What moved with its case
 * goes to whoever has it now; while somebody is away theirs goes to a colleague who is there, else it waits for whoever
 * comes first. Marking and message are one transaction: nothing is told twice, and nothing is lost.
 */
export function tellWaitingReminders(ctx: Ctx, slackId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const waiting = await waitingReminders(tx, ctx, slackId);
    const now = ctx.clock.now();
    const own = waiting.filter((each) => whoseMatter(each, now) === each.reminder.slackId);
    const over = waiting.filter((each) => !own.includes(each));

    const chosen = await choosePeople(tx, ctx, own);
    const due = chosen.filter((each) => 'tell' in each && each.tell === slackId);
    const paceEnds = due.length > 0 ? await endOfPace(tx, ctx, slackId) : now;
    const told = paceEnds <= now ? due : [];

    const passedOn = chosen.filter((each) => 'tell' in each && each.tell !== slackId);
    const later = putOff(own, chosen, paceEnds, now).filter(({ id }) => !has(told, id) && !has(passedOn, id));
    await settle(tx, ctx, { over, told, passedOn, later });
    await remind(tx, ctx, movedOn(over, now), await looks(tx, ctx, slackId, passedOn));
    if (told.length > 0) await sendTold(tx, ctx, slackId, told);
  });
}

/** For whoever has what is not this person's any more. */
function movedOn(over: readonly WaitingReminder[], now: Date): readonly NewReminder[] {
  return over.flatMap((each) => {
    const { caseId, kind, run, dueAt } = each.reminder;
    const slackId = whoseMatter(each, now);
    return slackId === undefined ? [] : [{ slackId, caseId, kind, run, dueAt }];
  });
}

/** When each is to be looked at again if it is not settled now: they come, or may be told again, or their hours are known. */
function putOff(own: readonly WaitingReminder[], chosen: readonly Chosen[], paceEnds: Date, now: Date) {
  const waits = new Map(
    chosen.map((each) => [each.about.reminder.id, 'tell' in each ? paceEnds : each.waitUntil] as const),
  );
  return own.map(({ reminder: { id } }) => ({ id, at: waits.get(id) ?? new Date(now.getTime() + LOOK_AGAIN_MS) }));
}

function has(chosen: readonly Chosen[], reminderId: number): boolean {
  return chosen.some(({ about }) => about.reminder.id === reminderId);
}

/** Now for whoever is told in their place, and again for this person when something of theirs is to be looked at. */
async function looks(tx: Tx, ctx: Ctx, slackId: string, passedOn: readonly Chosen[]): Promise<readonly Look[]> {
  const now = ctx.clock.now();
  const others = new Set(passedOn.flatMap((each) => ('tell' in each ? [each.tell] : [])));
  const next = await nextLook(tx, ctx, slackId);
  return [
    ...[...others].map((other) => ({ slackId: other, at: now })),
    ...(next ? [{ slackId, at: next < now ? now : next }] : []),
  ];
}

/** When this person may be told again. */
async function endOfPace(tx: Tx, ctx: Ctx, slackId: string): Promise<Date> {
  const [row] = await tx
    .select({ last: max(reminders.toldAt) })
    .from(reminders)
    .where(and(eq(reminders.workspaceId, ctx.workspaceId), eq(reminders.tellTo, slackId), sql`told_at is not null`));
  return new Date((row?.last?.getTime() ?? -PACE_MS) + PACE_MS);
}

interface Settled {
  /** Not to be told any more, or not to this person. */
  readonly over: readonly WaitingReminder[];
  readonly told: readonly Chosen[];
  readonly passedOn: readonly Chosen[];
  readonly later: readonly { readonly id: number; readonly at: Date }[];
}

/** One statement for all of them. */
async function settle(tx: Tx, ctx: Ctx, { over, told, passedOn, later }: Settled): Promise<void> {
  const rows = [
    ...over.map(({ reminder }) => ({ id: reminder.id, is_over: true })),
    ...told.map(({ about }) => ({ id: about.reminder.id, is_over: true, is_told: true })),
    ...passedOn.map((each) => ({ id: each.about.reminder.id, tell_to: 'tell' in each ? each.tell : undefined })),
    ...later.map(({ id, at }) => ({ id, look_at: at })),
  ];
  if (rows.length === 0) return;
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  await tx.execute(sql`
    update reminders as reminder
    set settled_at = case when row.is_over then ${now} end,
      told_at = case when row.is_told then ${now} end,
      tell_to = coalesce(row.tell_to, reminder.tell_to),
      look_at = coalesce(row.look_at, to_timestamp(0))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) 
      as row (id bigint, is_over bool, is_told bool, tell_to text, look_at timestamptz)
    where reminder.workspace_id = ${ctx.workspaceId} and reminder.id = row.id`);
}
