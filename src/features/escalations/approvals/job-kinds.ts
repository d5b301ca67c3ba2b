import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../../core/context.ts';
import { dueAt } from '../../../core/business-time/counting.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { chainsOf } from '../chain/chain-settings.ts';
import { hoursOf } from '../chain/decide-step.ts';
import type { Urgency } from '../tables.ts';
import { aDayFrom } from '../look-again.ts';
import { minutesToApprove } from './approval-rules.ts';
import { caseApprovals, type Approval } from './tables.ts';

/** Looks whether somebody else has to be asked; one such job a request. */
export const watchApproval = jobKind('case.approval', z.object({ approvalId: z.uuid() }));

type Waiting = Pick<Approval, 'id' | 'teamId' | 'askedAt' | 'reminded'>;

/** When whoever was asked should have answered, in the hours in which the chain of that urgency asks. */
export async function answerDue(
  tx: Tx,
  ctx: Ctx,
  { teamId, askedAt, reminded }: Waiting,
  urgency: Urgency,
): Promise<Date | undefined> {
  const { calendar } = await teamCalendar(tx, ctx, teamId);
  // Each reminder comes after twice the time of the one before.
  const seconds = minutesToApprove[urgency] * 60 * 2 ** reminded;
  const { chains } = await chainsOf(tx, ctx, teamId);
  return dueAt(hoursOf({ chain: chains[urgency], calendar }), askedAt, seconds);
}

/** Has the request looked at when its time is over, or tomorrow where a team without hours has no such time. */
export async function watch(tx: Tx, ctx: Ctx, approval: Waiting, urgency: Urgency, until?: Date): Promise<void> {
  const due = until ? undefined : await answerDue(tx, ctx, approval, urgency);
  // A reminder moves when it is looked at again, not when an answer was wanted.
  if (approval.reminded === 0) await keepAnswerBy(tx, ctx, approval, due);
  const runAt = until ?? due ?? aDayFrom(ctx.clock.now());
  await addJob(tx, ctx, watchApproval, { approvalId: approval.id }, { runAt, dedupeKey: approval.id });
}

async function keepAnswerBy(tx: Tx, ctx: Ctx, { id }: Waiting, due: Date | undefined): Promise<void> {
  const isThis = and(eq(caseApprovals.workspaceId, ctx.workspaceId), eq(caseApprovals.id, id));
  await tx
    .update(caseApprovals)
    .set({ answerBy: due ?? null })
    .where(isThis);
}
