import { inArray, sql } from 'drizzle-orm';
import { currentPolicy } from '../../policy/current-policy.ts';
import type { Policy } from '../../rules/policy.ts';
import { cutOff } from '../cut-off.ts';
import { moveProposals } from '../move-swap.ts';
import type { Ahead } from '../same-shifts.ts';
import { proposalViews, type ProposalView } from '../swap-view.ts';
import { swapProposals, type SwapProposal } from '../tables.ts';
import type { Work } from '../work.ts';

/** Has it wait until the one ahead of it is over, or until nobody could take it any more. */
export async function waitInLine(work: Work, view: ProposalView): Promise<SwapProposal> {
  const [waiting] = await waitAll(work, [view]);
  return waiting ?? view.proposal;
}

/** Whoever is still being asked about one of its stretches waits behind it from now on. */
export async function pushIntoLine(work: Work, { asking }: Ahead): Promise<void> {
  if (asking.length === 0) return;
  await waitAll(work, await proposalViews(work.tx, work.ctx, inArray(swapProposals.id, [...asking])));
}

/** Who waits has nothing to answer: the time they had for that counts no more. */
async function waitAll(work: Work, views: readonly ProposalView[]): Promise<readonly SwapProposal[]> {
  const ends = await cutOffsOf(work, views);
  const known = JSON.stringify(Object.fromEntries(ends));
  const expiresAt = sql`(${known}::jsonb ->> ${swapProposals.id}::text)::timestamptz`;
  const waiting = await moveProposals(work, [...ends.keys()], 'wait', { set: { expiresAt } });
  for (const { id, expiresAt: at } of waiting) work.news.looks.push({ what: 'proposal', id, at });
  return waiting;
}

/** By proposal. */
async function cutOffsOf({ tx, ctx }: Work, views: readonly ProposalView[]): Promise<ReadonlyMap<string, Date>> {
  const policies = new Map<string, Policy>();
  for (const teamId of new Set(views.flatMap(teamsIn))) policies.set(teamId, await currentPolicy(tx, ctx, teamId));
  return new Map(
    views.map((view) => [
      view.proposal.id,
      cutOff(
        view.legs.map(({ fromAt }) => fromAt),
        teamsIn(view).flatMap((teamId) => policies.get(teamId) ?? []),
      ),
    ]),
  );
}

function teamsIn({ legs }: ProposalView): readonly string[] {
  return legs.map(({ shift }) => shift.teamId);
}
