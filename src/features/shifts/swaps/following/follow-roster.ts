import { and, eq, sql } from 'drizzle-orm';
import { askEverybody } from '../proposals/ask-parties.ts';
import { driftOf, type RebasedLeg } from './drift.ts';
import { endProposal, freeRequests, wakeLine } from '../proposals/end-proposal.ts';
import { isWorse, judge } from '../verdicts/judge.ts';
import { isBindingState } from '../lifecycle.ts';
import { moveProposal } from '../move-swap.ts';
import type { ProposalView } from '../swap-view.ts';
import { swapLegs } from '../tables.ts';
import type { Verdict } from '../../rules/verdict.ts';
import type { Work } from '../work.ts';

/**
 * Has a proposal follow the roster, where that moved under it: it goes on if every shift is still what was agreed on, is
 * asked about again if that makes it worse, and is superseded otherwise. Returns it as it is about the roster of now;
 * undefined once it is over.
 */
export async function followRoster(work: Work, view: ProposalView): Promise<ProposalView | undefined> {
  const moved = driftOf(view.legs);
  if (moved.kind === 'none') return view;
  if (moved.kind === 'gone') {
    await endProposal(work, view, 'supersede', { detail: { because: 'roster' } });
    return undefined;
  }
  const fresh = await rebaseLegs(work, view, moved.legs);
  const { verdict } = await judge(work.tx, work.ctx, fresh.legs);
  if (isWorse(verdict, view.proposal.verdict)) return askAgain(work, fresh, verdict);
  const rebased = await moveProposal(work, view.proposal.id, 'rebase', { set: { verdict } });
  return { ...fresh, proposal: rebased ?? fresh.proposal };
}

/** Writes the legs as they are about the roster of now. */
export async function rebaseLegs(
  { tx, ctx }: Work,
  view: ProposalView,
  rebased: readonly RebasedLeg[],
): Promise<ProposalView> {
  await tx
    .update(swapLegs)
    .set({
      shiftVersion: sql`fresh."shiftVersion"`,
      fromAt: sql`fresh."fromAt"`,
      toAt: sql`fresh."toAt"`,
      isPart: sql`fresh."isPart"`,
    })
    .from(
      sql`jsonb_to_recordset(${JSON.stringify(rebased)}::jsonb)
        as fresh (position int, "shiftVersion" int, "fromAt" timestamptz, "toAt" timestamptz, "isPart" boolean)`,
    )
    .where(
      and(
        eq(swapLegs.workspaceId, ctx.workspaceId),
        eq(swapLegs.proposalId, view.proposal.id),
        sql`${swapLegs.position} = fresh.position`,
      ),
    );
  const now = new Map(rebased.map((leg) => [leg.position, leg]));
  return { ...view, legs: view.legs.map((leg) => ({ ...leg, ...now.get(leg.position) })) };
}

/** Everybody agreed to something better: what it is now needs their yes anew, and holds nothing meanwhile. */
export async function askAgain(work: Work, view: ProposalView, verdict: Verdict): Promise<ProposalView | undefined> {
  const again = await moveProposal(work, view.proposal.id, 'askAgain', {
    set: { verdict, approver: null },
    detail: { because: 'roster' },
  });
  if (!again) return undefined;
  if (isBindingState(view.proposal.state)) await freeRequests(work, view);
  if (view.proposal.state !== 'consent') await wakeLine(work, view);
  await askEverybody(work, { ...view, proposal: again });
  return { ...view, proposal: again };
}
