import { and, eq, isNotNull, isNull, or } from 'drizzle-orm';
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

/** In the chain's time, with growing distance; after these, as a normal one from the first, each working day. */
const rhythms: Readonly<Record<Urgency, Rhythm>> = { critical: [60, 120, 240], high: [60, 120, 240], normal: [] };

/**
 * Reminds the managers of a case that nobody took, for as long as nobody has it: its chain has ended, or finds nobody at an
 * hour at which it goes on, and without them it would fall silent. Coming early or twice changes nothing.
 */
export function remindOfUnclaimed(ctx: Ctx, { caseId }: { readonly caseId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    const found = await unclaimedCase(tx, ctx, caseId);
    if (!found) return;
    const { case: of, chain: state } = found;
    const routing = await routingOf(tx, ctx, of);
    const since = state.awaitsPeople && state.managersToldAt ? state.managersToldAt : state.since;
    const { lastAt, nextAt } = beatOf(rhythms[of.urgency], since, ctx.clock.now(), routing.calendar, hoursOf(routing));
    const managers = toTell(routing.candidates);
    const told = managers.length > 0 ? managers : roleToCall(routing.candidates);
    const dueAt = of.nextDueClock === 'claim' ? of.nextDueAt : null;
    const run = `${state.run}:${lastAt?.getTime()}`;
    const reminders = told.map((slackId) => ({ slackId, caseId, kind: 'claim-late' as const, run, dueAt }));
    if (lastAt) await remind(tx, ctx, reminders);
    if (nextAt) await addJob(tx, ctx, unclaimed, { caseId }, { runAt: nextAt, dedupeKey: caseId });
  });
}

async function unclaimedCase(tx: Tx, ctx: Ctx, caseId: string): Promise<{ case: Case; chain: CaseChain } | undefined> {
  const hasEnded = and(isNull(caseChains.nextAsk), isNull(caseChains.nextAt));
  const findsNobody = and(caseChains.awaitsPeople, isNotNull(caseChains.managersToldAt));
  const isOpen = and(eq(cases.state, 'open'), eq(cases.isPrivate, false));
  const [found] = await tx
    .select({ case: cases, chain: caseChains })
    .from(cases)
    .innerJoin(caseChains, and(eq(caseChains.workspaceId, cases.workspaceId), eq(caseChains.caseId, cases.id)))
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId), isOpen, or(hasEnded, findsNobody)));
  return found;
}
