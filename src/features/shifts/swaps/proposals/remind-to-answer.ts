import { and, eq, inArray } from 'drizzle-orm';
import { reminderDue } from '../cut-off.ts';
import type { ProposalView } from '../swap-view.ts';
import { swapConsents, swapProposals, type SwapConsent } from '../tables.ts';
import { whenAwake } from '../telling/when-awake.ts';
import type { Work } from '../work.ts';

/**
 * Reminds whoever was asked and has not answered in half of their time: once, while they are awake, and of several offers for
 * one request of the first alone. Returns when to look again, where somebody is still to be reminded before it ends.
 */
export async function remindToAnswer(work: Work, view: ProposalView): Promise<Date | undefined> {
  const { proposal } = view;
  const now = work.ctx.clock.now();
  const dues = view.consents.flatMap((consent) => dueOf(consent, proposal.expiresAt) ?? []);
  const later = dues.filter(({ at }) => at > now).map(({ at }) => at);
  const due = dues.filter(({ at }) => at <= now).map(({ slackId }) => slackId);
  const fresh = await notYetReminded(work, view, due);
  const awake = await whenAwake(work, proposal.teamId, fresh, proposal.expiresAt);
  const there = fresh.filter((slackId) => awake.get(slackId)?.getTime() === now.getTime());
  if (there.length > 0) await noteReminded(work, view, there);
  for (const slackId of there) work.news.remindedToAnswer.push({ proposalId: proposal.id, slackId });
  const coming = [...awake.values()].filter((at) => at > now);
  const [next] = [...later, ...coming].toSorted((one, other) => one.getTime() - other.getTime());
  return next;
}

function dueOf({ slackId, state, wasAsked, wasReminded, at }: SwapConsent, expiresAt: Date) {
  if (state !== 'asked' || !wasAsked || wasReminded) return undefined;
  const due = reminderDue(at, expiresAt);
  return due && { slackId, at: due };
}

async function notYetReminded(
  { tx, ctx }: Work,
  { proposal }: ProposalView,
  slackIds: readonly string[],
): Promise<readonly string[]> {
  if (slackIds.length === 0 || proposal.requestId === null) return slackIds;
  const rows = await tx
    .select({ slackId: swapConsents.slackId })
    .from(swapConsents)
    .innerJoin(
      swapProposals,
      and(eq(swapProposals.workspaceId, swapConsents.workspaceId), eq(swapProposals.id, swapConsents.proposalId)),
    )
    .where(
      and(
        eq(swapConsents.workspaceId, ctx.workspaceId),
        eq(swapProposals.requestId, proposal.requestId),
        inArray(swapConsents.slackId, [...slackIds]),
        swapConsents.wasReminded,
      ),
    );
  return slackIds.filter((slackId) => !rows.some((row) => row.slackId === slackId));
}

async function noteReminded({ tx, ctx }: Work, { proposal }: ProposalView, slackIds: readonly string[]): Promise<void> {
  await tx
    .update(swapConsents)
    .set({ wasReminded: true })
    .where(
      and(
        eq(swapConsents.workspaceId, ctx.workspaceId),
        eq(swapConsents.proposalId, proposal.id),
        inArray(swapConsents.slackId, [...slackIds]),
      ),
    );
}
