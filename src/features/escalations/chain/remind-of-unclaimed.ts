import { and, eq, isNull } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { remind } from '../reminders/remind.ts';
import { beatOf, type Rhythm } from '../reminders/repeating.ts';
import { cases, type Case, type Urgency } from '../tables.ts';
import { routingOf } from './chain-settings.ts';
import { hoursOf, roleToCall, toTell } from './decide-step.ts';
import { unclaimed } from './job-kinds.ts';
import { caseChains, type CaseChain } from './tables.ts';

/** In the chain's time: each hour, or each working day. */
const rhythms: Readonly<Record<Urgency, Rhythm>> = {
  critical: { first: 60, every: 60 },
  high: { first: 60, every: 60 },
  normal: { first: 480, every: 480 },
};

/**
 * Reminds the managers of a case that nobody took, for as long as nobody has it: its chain has ended, and without them it
 * would fall silent. Coming early or twice changes nothing.
 */
export function remindOfUnclaimed(ctx: Ctx, { caseId }: { readonly caseId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    const found = await endedChain(tx, ctx, caseId);
    if (!found) return;
    const { case: of, chain: state } = found;
    const routing = await routingOf(tx, ctx, of);
    const since = state.managersToldAt ?? state.startedAt;
    const { count, nextAt } = beatOf(hoursOf(routing), since, rhythms[of.urgency], ctx.clock.now());
    const managers = toTell(routing.candidates);
    const told = managers.length > 0 ? managers : roleToCall(routing.candidates);
    const dueAt = of.nextDueClock === 'claim' ? of.nextDueAt : null;
    const run = `${state.run}:${count}`;
    const reminders = told.map((slackId) => ({ slackId, caseId, kind: 'claim-late' as const, run, dueAt }));
    if (count > 0) await remind(tx, ctx, reminders);
    if (nextAt) await addJob(tx, ctx, unclaimed, { caseId }, { runAt: nextAt, dedupeKey: caseId });
  });
}

async function endedChain(tx: Tx, ctx: Ctx, caseId: string): Promise<{ case: Case; chain: CaseChain } | undefined> {
  const hasEnded = and(isNull(caseChains.nextAsk), isNull(caseChains.nextAt));
  const isOpen = and(eq(cases.state, 'open'), eq(cases.isPrivate, false));
  const [found] = await tx
    .select({ case: cases, chain: caseChains })
    .from(cases)
    .innerJoin(caseChains, and(eq(caseChains.workspaceId, cases.workspaceId), eq(caseChains.caseId, cases.id)))
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId), isOpen, hasEnded));
  return found;
}
