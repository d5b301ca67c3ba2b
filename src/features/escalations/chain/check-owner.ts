import { and, eq, inArray, max, or, isNull, sql } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { aDayFrom } from '../look-again.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { presenceOf } from '../../shifts/index.ts';
import { caseCardKey, caseView } from '../case-view.ts';
import { caseEntries, type Case } from '../tables.ts';
import { chainsOf } from './chain-settings.ts';
import { hoursOf } from './decide-step.ts';
import { ownerCheck } from './job-kinds.ts';
import { stillOnIt } from './messages.ts';
import { holdChain } from './hold-chain.ts';
import { judgeSilence, type Verdict } from './owner-rules.ts';
import { ownerQuestionKey } from './owner-question.ts';
import { returnToPool } from './return-to-pool.ts';
import { caseChains, type CaseChain } from './tables.ts';
import { kindsThatMoveOn } from './watch-owner.ts';

interface Held {
  readonly case: Case & { readonly owner: string };
  readonly chain: CaseChain;
}

/**
 * Looks whether the owner of a claimed case gives signs of life: asks them once, and takes the case back if they stay
 * silent. Whatever they do to the case meanwhile counts; it is held while this decides.
 */
export function checkOwner(ctx: Ctx, { caseId }: { readonly caseId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    const held = await holdIfClaimed(tx, ctx, caseId);
    if (!held) return;
    const verdict = await judge(tx, ctx, held);
    if (verdict.kind === 'ask') return askOwner(tx, ctx, held, verdict.lapsesAt);
    if (verdict.kind === 'lapse') return void (await returnToPool(tx, ctx, held.case, { kind: 'lapsed' }));
    await comeBack(tx, ctx, caseId, verdict.until);
  });
}

async function holdIfClaimed(tx: Tx, ctx: Ctx, caseId: string): Promise<Held | undefined> {
  const found = await holdChain(tx, ctx, caseId, 'claimed');
  const owner = found?.case.owner;
  return found && owner ? { ...found, case: { ...found.case, owner } } : undefined;
}

async function judge(tx: Tx, ctx: Ctx, { case: of, chain }: Held): Promise<Verdict> {
  const { chains } = await chainsOf(tx, ctx, of.teamId);
  const { calendar } = await teamCalendar(tx, ctx, of.teamId);
  const [presence] = await presenceOf(tx, ctx, of.teamId, [of.owner]);
  const silence = {
    urgency: of.urgency,
    calendar: hoursOf({ chain: chains[of.urgency], calendar }),
    lastSign: await lastSignOf(tx, ctx, of, chain.stillOnItAt),
    askedAt: chain.ownerAskedAt,
    isThere: presence?.isThere ?? false,
    nextThere: presence?.nextThere,
  };
  return judgeSilence(silence, ctx.clock.now());
}

/** Any act of theirs on the case, also a reply in its thread; and what gave them the case to act on. */
async function lastSignOf(tx: Tx, ctx: Ctx, of: Held['case'], stillOnItAt: Date | null): Promise<Date> {
  const [found] = await tx
    .select({ at: max(caseEntries.at) })
    .from(caseEntries)
    .where(
      and(
        eq(caseEntries.workspaceId, ctx.workspaceId),
        eq(caseEntries.caseId, of.id),
        isNull(caseEntries.deletedAt),
        or(eq(caseEntries.by, of.owner), inArray(caseEntries.kind, kindsThatMoveOn)),
      ),
    );
  const signs = [found?.at, stillOnItAt, of.claimedAt, of.raisedAt].filter((at) => at instanceof Date);
  return new Date(Math.max(...signs.map((at) => at.getTime())));
}

async function askOwner(tx: Tx, ctx: Ctx, { case: of }: Held, lapsesAt: Date | undefined): Promise<void> {
  const now = ctx.clock.now();
  await tx
    .update(caseChains)
    .set({ ownerAskedAt: sql`${now.toISOString()}::timestamptz` })
    .where(and(eq(caseChains.workspaceId, ctx.workspaceId), eq(caseChains.caseId, of.id)));
  const view = await caseView(tx, ctx, of.id);
  const messageKey = ownerQuestionKey(of.id, now);
  await enqueue(tx, ctx, [
    {
      kind: 'post',
      to: view.team.escalationsChannel,
      inThreadOf: caseCardKey(of),
      message: stillOnIt(view, of.owner, lapsesAt),
      messageKey,
      dedupeKey: messageKey,
    },
  ]);
  await recordAudit(tx, ctx, { action: 'case.owner-asked', subject: `case:${of.id}`, detail: { owner: of.owner } });
  await comeBack(tx, ctx, of.id, lapsesAt);
}

/** Where the team never opens and nobody is to come, it looks tomorrow whether that has changed. */
function comeBack(tx: Tx, ctx: Ctx, caseId: string, until: Date | undefined): Promise<void> {
  const runAt = until ?? aDayFrom(ctx.clock.now());
  return addJob(tx, ctx, ownerCheck, { caseId }, { runAt, dedupeKey: caseId });
}
