import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { touchHomes } from '../../../slack/home.ts';
import { caseView } from '../case-view.ts';
import { homesShowing, redrawn } from '../record-change.ts';
import { remind, type NewReminder } from '../reminders/remind.ts';
import type { ReminderKind } from '../reminders/tables.ts';
import { cases, type Case } from '../tables.ts';
import { clockJob } from './job-kinds.ts';
import { nextTelling, type CaseClock } from './clocks.ts';
import { recordBreach } from './record-breach.ts';
import { caseClocks, type ClockKind, type KeptClock } from './tables.ts';

/**
 * Tells what is due of the clocks of a case, as they are now: a warning once per run and only while it is not yet due, a
 * breach exactly once. A breach is recorded and shown on the card; the owner is reminded of either. Sets the timer anew.
 * Coming too early, again, or beside another one of itself changes nothing.
 */
export function tellClocks(ctx: Ctx, caseId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const held = await hold(tx, ctx, caseId);
    if (!held) return;
    const told = await markTold(tx, ctx, caseId);
    if (told.length > 0) await tell(tx, ctx, held, told);
    await setTimer(tx, ctx, caseId);
  });
}

/** The row of the case, locked: whoever changes it meanwhile draws its card after us, or before. */
async function hold(tx: Tx, ctx: Ctx, caseId: string): Promise<Case | undefined> {
  const [held] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId)))
    .for('update');
  return held;
}

/** Of the running clocks, those that were not told before and are to be told now. */
function markTold(tx: Tx, ctx: Ctx, caseId: string): Promise<KeptClock[]> {
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const { dueAt, warnAt, warnedAt, breachedAt, stoppedAt } = caseClocks;
  const isDue = sql`${dueAt} <= ${now}`;
  return tx
    .update(caseClocks)
    .set({
      warnedAt: sql`case when ${isDue} then ${warnedAt} else ${now} end`,
      breachedAt: sql`case when ${isDue} then ${dueAt} end`,
      verdict: sql`case when ${isDue} then 'breached' end`,
    })
    .where(
      and(
        eq(caseClocks.workspaceId, ctx.workspaceId),
        eq(caseClocks.caseId, caseId),
        sql`${stoppedAt} is null and ${breachedAt} is null`,
        sql`(${isDue} or (${warnedAt} is null and ${warnAt} <= ${now} and ${dueAt} is not null))`,
      ),
    )
    .returning();
}

async function tell(tx: Tx, ctx: Ctx, { id, owner }: Case, told: readonly KeptClock[]): Promise<void> {
  const breached = told.filter((clock) => clock.breachedAt !== null);
  for (const clock of breached) await recordBreach(tx, ctx, id, 'case.clock-breached', clock);
  if (owner !== null)
    await remind(
      tx,
      ctx,
      told.flatMap((clock) => reminderOf(id, owner, clock)),
    );
  if (breached.length === 0) return;
  const view = await caseView(tx, ctx, id);
  await enqueue(tx, ctx, redrawn(view));
  await touchHomes(tx, ctx, homesShowing(view));
}

const reminders: Readonly<Partial<Record<ClockKind, readonly [soon: ReminderKind, late: ReminderKind]>>> = {
  answer: ['answer-soon', 'answer-late'],
  'next-answer': ['answer-soon', 'answer-late'],
  resolve: ['resolve-soon', 'resolve-late'],
};

/** An unclaimed case has nobody to remind: its chain asks people, its card shows the rest. */
function reminderOf(
  caseId: string,
  owner: string,
  { kind, run, dueAt, breachedAt }: KeptClock,
): readonly NewReminder[] {
  const words = reminders[kind];
  if (!words) return [];
  const [soon, late] = words;
  return [{ slackId: owner, caseId, kind: breachedAt === null ? soon : late, run: `${kind}:${run}`, dueAt }];
}

async function setTimer(tx: Tx, ctx: Ctx, caseId: string): Promise<void> {
  const kept: readonly CaseClock[] = await tx
    .select()
    .from(caseClocks)
    .where(and(eq(caseClocks.workspaceId, ctx.workspaceId), eq(caseClocks.caseId, caseId)));
  const next = nextTelling(kept);
  if (next) await addJob(tx, ctx, clockJob, { caseId }, { runAt: next, dedupeKey: caseId });
}
