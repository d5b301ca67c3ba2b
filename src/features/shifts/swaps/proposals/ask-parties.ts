import { and, eq, inArray } from 'drizzle-orm';
import { currentPolicy } from '../../policy/current-policy.ts';
import { CONSENT_MS, cutOff, earlier, later, reminderDue } from '../cut-off.ts';
import type { LegView, ProposalView } from '../swap-view.ts';
import { swapConsents, swapProposals } from '../tables.ts';
import type { Work } from '../work.ts';

type Leg = Pick<LegView, 'shift' | 'fromAt'>;

/** After it what these legs are about cannot change hands any more. */
export async function cutOffOf({ tx, ctx }: Work, legs: readonly Leg[]): Promise<Date> {
  const policies = [];
  for (const teamId of new Set(legs.map(({ shift }) => shift.teamId))) {
    policies.push(await currentPolicy(tx, ctx, teamId));
  }
  return cutOff(
    legs.map(({ fromAt }) => fromAt),
    policies,
  );
}

/** Until when whoever is asked now may answer. */
export function consentEnds(now: Date, cutOffAt: Date): Date {
  return earlier(later(now, CONSENT_MS), cutOffAt);
}

/** Asks everybody in a proposal anew, also whoever has said yes; one that waits in line asks when its turn comes. */
export async function askEverybody(work: Work, view: ProposalView): Promise<void> {
  const { tx, ctx } = work;
  await tx
    .update(swapConsents)
    .set({ state: 'asked', at: ctx.clock.now() })
    .where(
      and(
        eq(swapConsents.workspaceId, ctx.workspaceId),
        eq(swapConsents.proposalId, view.proposal.id),
        inArray(swapConsents.state, ['asked', 'accepted']),
      ),
    );
  if (view.proposal.state === 'consent') await askWhoIsMissing(work, view);
}

/** Sends the question to everybody who has not said yes; it ends when their time is up. */
export async function askWhoIsMissing(work: Work, { proposal, legs }: ProposalView): Promise<void> {
  const { tx, ctx, news } = work;
  const asked = await tx
    .update(swapConsents)
    .set({ wasAsked: true, wasReminded: false, at: ctx.clock.now() })
    .where(
      and(
        eq(swapConsents.workspaceId, ctx.workspaceId),
        eq(swapConsents.proposalId, proposal.id),
        eq(swapConsents.state, 'asked'),
      ),
    )
    .returning({ slackId: swapConsents.slackId });
  const now = ctx.clock.now();
  const expiresAt = consentEnds(now, await cutOffOf(work, legs));
  await tx
    .update(swapProposals)
    .set({ expiresAt })
    .where(and(eq(swapProposals.workspaceId, ctx.workspaceId), eq(swapProposals.id, proposal.id)));
  for (const { slackId } of asked) {
    news.asked.push({ proposalId: proposal.id, slackId });
    news.homes.add(slackId);
  }
  news.looks.push({ what: 'proposal', id: proposal.id, at: reminderDue(now, expiresAt) ?? expiresAt });
}
