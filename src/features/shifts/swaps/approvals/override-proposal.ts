import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { check, matchRequests } from '../proposals/advance-proposal.ts';
import { holdProposal } from '../hold.ts';
import type { DecideProposalInput } from '../inputs.ts';
import { deniesAnew } from '../verdicts/judge.ts';
import { isLiveRequest } from '../lifecycle.ts';
import { pushIntoLine } from '../proposals/line.ts';
import { moveProposal } from '../move-swap.ts';
import { whoIsAhead } from '../same-shifts.ts';
import { requireNoRival } from './rival-parties.ts';
import { requireMayInEach } from '../require-swap.ts';
import type { SwapProposal } from '../tables.ts';
import { tooLate, tooLateFor } from '../too-late.ts';
import { findRequestView, type ProposalView } from '../swap-view.ts';
import { decide, type Decided } from '../swap-transaction.ts';
import type { Work } from '../work.ts';

/**
 * A manager lets a blocked swap pass and says why, where every rule that denies it may be passed; it is judged once more and
 * executed. What is judged then, with the rules that were passed, stays with it. Where something denies it by now that the
 * manager has not seen, it is blocked anew by that.
 */
export function overrideProposal(ctx: Ctx, { proposalId, because }: DecideProposalInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdProposal(work, proposalId);
    requireMayInEach(ctx, 'swap.override', view);
    const me = ctx.actor.slackId;
    if (view.proposal.state === 'executed' && view.proposal.decidedBy === me) return view.proposal;
    if (view.proposal.state !== 'blocked') throw tooLateFor(view);
    await requireNoRival(work, view);
    await requireWanted(work, view);
    const ahead = await whoIsAhead(work, proposalId, view.legs);
    if (ahead.isHeld) {
      throw new UserError('Another swap of these shifts is being settled. Decide that one first.');
    }
    const overridden = await moveProposal(work, proposalId, 'override', {
      set: { isOverridden: true, decidedBy: me, decidedBecause: because },
      detail: { because },
    });
    if (!overridden) throw tooLateFor(view);
    await matchRequests(work, view);
    await pushIntoLine(work, ahead);
    const outcome = await check(work, { ...view, proposal: overridden }, { isOverridden: true });
    // Blocked anew, with what nobody had seen: that stays. Else undone as a whole, so that it is as if nobody had tried.
    if (outcome.state === 'blocked' && !saysMore(outcome, view.proposal))
      throw new UserError('A rule that cannot be passed denies this swap.');
    return outcome;
  });
}

function saysMore({ verdict }: SwapProposal, before: SwapProposal): boolean {
  return verdict !== null && deniesAnew(verdict, before.verdict);
}

/** Nothing is let pass that nobody asks for any more. */
async function requireWanted({ tx, ctx }: Work, view: ProposalView): Promise<void> {
  if (!view.request || isLiveRequest(view.request.state)) return;
  const request = await findRequestView(tx, ctx, view.request.id);
  throw request ? tooLate(request) : tooLateFor(view);
}
