import { eq, sql } from 'drizzle-orm';
import { eventTime, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { changeShifts } from '../../roster/change-shifts.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { reverseFairness } from './fairness-ledger.ts';
import { endRequest } from '../requests/end-request.ts';
import { holdAllAbout, holdRequest } from '../hold.ts';
import type { UndoInput } from '../inputs.ts';
import { followPieces } from '../following/follow-pieces.ts';
import { nameOf } from '../messages/parts.ts';
import { moveExecution } from '../move-swap.ts';
import { strangerTo } from '../require-swap.ts';
import { proposalViews, partiesOf, type ProposalView } from '../swap-view.ts';
import { swapExecutions, type SwapExecution } from '../tables.ts';
import { restoreRequests } from '../requests/restore-requests.ts';
import { joinedAgain, movedBy, requireLegalAgain, restored, type MovedShift } from './undo-plan.ts';
import { requireMayUndo, requireNotBegun } from './undo-rights.ts';
import { swapTransaction } from '../swap-transaction.ts';
import type { Work } from '../work.ts';
import { lookAtRequestsOn, requestsOn } from '../same-shifts.ts';
import { endRivals } from '../proposals/end-rivals.ts';

/**
 * Takes an executed swap back, as long as none of its shifts has begun and the roster may be as it was. Each party may alone for
 * half an hour; after it all of them have to want it, or a manager who is not in it does it. Until everybody wants it the
 * execution stays, and the others are told. A manager says why, and everybody in it reads that.
 */
export function undoExecution(ctx: Ctx, { executionId, because }: UndoInput): Promise<SwapExecution> {
  return swapTransaction(ctx, async (work) => {
    const moved = await movedBy(work, executionId);
    await holdAllAbout(
      work,
      moved.map(({ shift }) => shift.id),
    );
    const view = await executedView(work, executionId);
    requireMayUndo(ctx, view);
    const { execution } = view;
    if (execution.state === 'reverted') return execution;
    if (execution.state !== 'executed') throw new UserError('This swap is over: it cannot be undone any more.');
    const missing = whoIsMissing(view, ctx);
    requireNotBegun(view);
    if (missing.length > 0) return askUndo(work, view, missing);
    requireReason(view, ctx, because);
    return revert(work, view, await movedBy(work, executionId), because);
  });
}

type ExecutedView = ProposalView & { readonly execution: SwapExecution };

async function executedView({ tx, ctx }: Work, executionId: string): Promise<ExecutedView> {
  const [view] = await proposalViews(tx, ctx, eq(swapExecutions.id, executionId));
  if (!view?.execution) throw new UserError('There is no such swap any more.');
  return { ...view, execution: view.execution };
}

/** Who else has to want it before it is taken back. */
function whoIsMissing({ legs, execution }: ExecutedView, ctx: Ctx): readonly string[] {
  const { actor } = ctx;
  const parties = partiesOf(legs);
  if (!parties.includes(actor.slackId)) return [];
  // As the half hour began when the last click was made, it ends by when this one was.
  if (eventTime(ctx) < execution.freeUntil) return [];
  const wanting = new Set([...(execution.undoAskedBy ?? []), actor.slackId]);
  return parties.filter((slackId) => !wanting.has(slackId));
}

/** Those in it would not know whom to ask, nor what: an old button of a manager has no form. */
function requireReason({ legs }: ExecutedView, { actor }: Ctx, because: string | undefined): void {
  if (because || partiesOf(legs).includes(actor.slackId)) return;
  throw new UserError(
    'Say why, as those in it read it: press See on its card, or type `/swap`, and Undo there.',
    'because',
  );
}

async function askUndo(work: Work, view: ExecutedView, missing: readonly string[]): Promise<SwapExecution> {
  const me = work.ctx.actor.slackId;
  const { execution, proposal } = view;
  const asked = await moveExecution(work, execution.id, 'askUndo', {
    set: { undoAskedBy: sql`array_append(coalesce(${swapExecutions.undoAskedBy}, '{}'), ${me})` },
    onlyIf: sql`not (${me} = any (coalesce(${swapExecutions.undoAskedBy}, '{}')))`,
    detail: { missing },
  });
  if (!asked) return execution;
  for (const slackId of missing) work.news.undoWanted.push({ proposalId: proposal.id, slackId });
  return asked;
}

async function revert(
  work: Work,
  view: ExecutedView,
  moved: readonly MovedShift[],
  because: string | undefined,
): Promise<SwapExecution> {
  const { tx, ctx, news } = work;
  const { execution, proposal, legs } = view;
  if (moved.some(({ shift, version }) => shift.version !== version)) {
    throw new UserError('The roster has changed since: swap anew instead, or have a manager change it.');
  }
  await requireStillHere(work, view);
  const plan = restored(legs, moved);
  await requireLegalAgain(work, view, moved);
  const changed = await changeShifts(tx, ctx, plan, { cause: 'undo', executionId: execution.id });
  const wantedBy = [...(execution.undoAskedBy ?? []).filter((each) => each !== ctx.actor.slackId), ctx.actor.slackId];
  const reverted = await moveExecution(work, execution.id, 'undo', {
    set: { undoAskedBy: wantedBy, changedBecause: because ?? null },
    detail: { proposal: proposal.id, ...(because && { because }) },
  });
  if (!reverted) throw new UserError('This swap is over: it cannot be undone any more.');
  await reverseFairness(work, execution.id);
  await endRequestsOfOthers(work, view, changed);
  await followPieces(work, joinedAgain(legs, moved, changed));
  await restoreRequests(work, view, changed);
  await lookAtRequestsOn(work, idsOf(changed));
  await endRivals(work, {
    ...view,
    legs: moved.map(({ shift }) => ({ ...firstOf(view), shiftId: shift.id, from: shift.slackId })),
  });
  for (const slackId of partiesOf(legs)) {
    news.homes.add(slackId);
    if (slackId !== ctx.actor.slackId) news.results.push({ proposalId: proposal.id, slackId });
  }
  return reverted;
}

/** A shift goes back only to somebody who could be given it anew. */
async function requireStillHere({ tx, ctx }: Work, { legs, names }: ExecutedView): Promise<void> {
  const back = legs.map(({ from, shift }) => ({ to: from, shift }));
  const gone = await strangerTo(tx, ctx, back);
  if (gone === undefined) return;
  const name = nameOf({ names }, gone);
  throw new UserError(
    `${name} is not on the team any more, so no shift can go back to ${name}. Whoever leads the team can give it to somebody else by Cover now.`,
  );
}

/** Whoever had got a shift may have asked for somebody to take it since: it is not theirs to give any more. */
async function endRequestsOfOthers(work: Work, { legs }: ExecutedView, changed: readonly ShiftRow[]): Promise<void> {
  const given = (await requestsOn(work, idsOf(changed))).filter(({ owner, shiftId }) => {
    // What was cut off a shift goes back to whoever had that.
    const whole = changed.find(({ id }) => id === shiftId)?.cutFrom;
    const leg = legs.find((each) => each.shiftId === shiftId) ?? legs.find((each) => each.shiftId === whole);
    return leg !== undefined && owner !== leg.from;
  });
  for (const { id, owner } of given) {
    const ending = { move: 'supersede', proposals: 'supersede', because: 'undo' } as const;
    const over = await endRequest(work, await holdRequest(work, id), ending);
    if (over) work.news.closed.add(id);
    if (over && owner !== null) work.news.homes.add(owner);
  }
}

function idsOf(changed: readonly ShiftRow[]): readonly string[] {
  return changed.map(({ id }) => id);
}

function firstOf({ legs: [leg] }: ProposalView) {
  if (!leg) throw new Error('a swap in hand has no legs');
  return leg;
}
