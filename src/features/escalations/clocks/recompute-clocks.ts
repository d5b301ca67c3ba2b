import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { teamCalendar, type TeamCalendar } from '../../../people/calendar/team-calendar.ts';
import { caseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import { redrawn } from '../record-change.ts';
import { cases } from '../tables.ts';
import { recomputeJob } from './job-kinds.ts';
import { keepClocks } from './keep-clocks.ts';
import { teamTargets } from './measures.ts';
import { caseClocks } from './tables.ts';

/** Cases that one job works out anew, so that none runs for long and a crash repeats little. */
const BATCH = 200;

/** Has the clocks of a team's open cases follow its calendar and targets as they are now, a batch at a time. */
export function queueRecompute(tx: Tx, ctx: Ctx, teamId: string, after = 0): Promise<void> {
  return addJob(tx, ctx, recomputeJob, { teamId, after }, { dedupeKey: `${teamId}:${after}` });
}

/** The same where some running clock was counted by others than hold now; most changes of a team are none of them. */
export function followTeam(ctx: Ctx, teamId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const { revision: calendarRevision } = await teamCalendar(tx, ctx, teamId);
    const { revision: targetRevision } = await teamTargets(tx, ctx, teamId);
    const [outdated] = await tx
      .select({ caseId: caseClocks.caseId })
      .from(cases)
      .innerJoin(caseClocks, and(eq(caseClocks.workspaceId, cases.workspaceId), eq(caseClocks.caseId, cases.id)))
      .where(
        and(
          isOpenIn(ctx, teamId),
          sql`${caseClocks.stoppedAt} is null`,
          or(
            sql`${caseClocks.calendarRevision} <> ${calendarRevision}`,
            sql`${caseClocks.targetRevision} <> ${targetRevision}`,
          ),
        ),
      )
      .limit(1);
    if (outdated) await queueRecompute(tx, ctx, teamId);
  });
}

/** One batch, each case in a transaction of its own, so that nobody who acts on one waits for the others. */
export async function recomputeClocks(ctx: Ctx, { teamId, after }: { teamId: string; after: number }): Promise<void> {
  const { batch, known } = await transaction(ctx, (tx) => readBatch(tx, ctx, teamId, after));
  for (const { id } of batch) await transaction(ctx, (tx) => recompute(tx, ctx, id, known));
  const last = batch.at(-1);
  if (last && batch.length === BATCH) await transaction(ctx, (tx) => queueRecompute(tx, ctx, teamId, last.number));
}

/** With the calendar they are all counted by, which keeps the weeks that were worked out. */
async function readBatch(tx: Tx, ctx: Ctx, teamId: string, after: number) {
  const batch = await tx
    .select({ id: cases.id, number: cases.number })
    .from(cases)
    .where(and(isOpenIn(ctx, teamId), gt(cases.number, after)))
    .orderBy(asc(cases.number))
    .limit(BATCH);
  return { batch, known: await teamCalendar(tx, ctx, teamId) };
}

/** The card is shown anew only where its deadline is another one. */
async function recompute(tx: Tx, ctx: Ctx, caseId: string, known: TeamCalendar): Promise<void> {
  const [held] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId)))
    .for('update');
  if (!held || !(await keepClocks(tx, ctx, held, known))) return;
  const view = await caseView(tx, ctx, caseId);
  const isSame =
    view.case.nextDueAt?.getTime() === held.nextDueAt?.getTime() && view.case.nextDueClock === held.nextDueClock;
  if (!isSame) await enqueue(tx, ctx, redrawn(view));
}

function isOpenIn(ctx: Ctx, teamId: string) {
  return and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.teamId, teamId), inArray(cases.state, [...openStates]));
}
