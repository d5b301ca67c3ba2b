import { randomUUID } from 'node:crypto';
import { eventTime } from '../../../../core/context.ts';
import { changeShifts } from '../../roster/change-shifts.ts';
import { reassigned } from '../../roster/cut-shift.ts';
import { answerRequests } from '../requests/answer-requests.ts';
import { FREE_UNDO_MS, later } from '../cut-off.ts';
import { endRivals } from '../proposals/end-rivals.ts';
import { tellParties } from '../proposals/end-proposal.ts';
import { writeFairness } from './fairness-ledger.ts';
import { cutFromThese, followPieces } from '../following/follow-pieces.ts';
import { moveProposal } from '../move-swap.ts';
import { partiesOf, type ProposalView } from '../swap-view.ts';
import { swapExecutions, type SwapExecution, type SwapProposal } from '../tables.ts';
import type { Work } from '../work.ts';

/**
 * Executes an approved proposal: all its legs in one statement, with its entry in the ledger. Its shifts and people are held
 * and were judged in this transaction, so nothing can have come between.
 * @throws OverlappingShift where the roster of another team gave somebody a shift at the same time meanwhile
 */
export async function executeProposal(work: Work, view: ProposalView): Promise<SwapProposal> {
  const { tx, ctx, news } = work;
  const { proposal, legs } = view;
  const executed = await moveProposal(work, proposal.id, 'execute', {
    set: { approver: null, verdict: proposal.verdict },
    detail: { legs: legs.map(({ shiftId, from, to }) => ({ shift: shiftId, from, to })) },
  });
  if (!executed) return proposal;

  const executionId = randomUUID();
  const changes = legs.flatMap(({ shift, to, fromAt, toAt }) => reassigned(shift, to, { from: fromAt, to: toAt }));
  const changed = await changeShifts(tx, ctx, changes, { cause: proposal.isCover ? 'cover' : 'swap', executionId });
  const execution = await enterInLedger(work, view, executionId);
  await writeFairness(work, execution, legs);
  await followPieces(
    work,
    cutFromThese(
      legs.map(({ shiftId }) => shiftId),
      changed,
    ),
  );
  await answerRequests(work, legs, changed);
  await endRivals(work, view);

  tellParties(work, view);
  for (const slackId of partiesOf(legs)) news.homes.add(slackId);
  news.looks.push({ what: 'execution', id: execution.id, at: execution.lastLegEndsAt });
  return executed;
}

async function enterInLedger(work: Work, { proposal, legs }: ProposalView, id: string): Promise<SwapExecution> {
  const { tx, ctx } = work;
  const executedAt = eventTime(ctx);
  const [execution] = await tx
    .insert(swapExecutions)
    .values({
      workspaceId: ctx.workspaceId,
      id,
      proposalId: proposal.id,
      teamId: proposal.teamId,
      state: 'executed',
      executedAt,
      freeUntil: later(executedAt, FREE_UNDO_MS),
      lastLegEndsAt: lastEndOf(legs),
      changedAt: ctx.clock.now(),
    })
    .returning();
  if (!execution) throw new Error('insert into swap_executions returned no row');
  work.news.audits.push({
    action: 'swap-execution.execute',
    subject: `swap-execution:${id}`,
    detail: { proposal: proposal.id },
  });
  return execution;
}

function lastEndOf(legs: readonly { readonly toAt: Date }[]): Date {
  return new Date(Math.max(...legs.map(({ toAt }) => toAt.getTime())));
}
