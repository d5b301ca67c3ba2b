import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { UserError } from '../../../../core/errors.ts';
import { liveStates } from '../lifecycle.ts';
import { partiesOf, type ProposalView } from '../swap-view.ts';
import { swapLegs, swapProposals } from '../tables.ts';
import type { Work } from '../work.ts';

/** Everybody in another live proposal of the same request, or for one of the same shifts: what is decided here may give them theirs. */
export async function rivalParties({ tx, ctx }: Work, { proposal, legs }: ProposalView): Promise<readonly string[]> {
  const { id, requestId } = proposal;
  const ofShifts = sql`exists (select from swap_legs as leg where leg.workspace_id = ${swapProposals.workspaceId}
    and leg.proposal_id = ${swapProposals.id} and leg.shift_id in (${sql.join(
      legs.map(({ shiftId }) => sql`${shiftId}::uuid`),
      sql`, `,
    )}))`;
  const rows = await tx
    .select({ from: swapLegs.from, to: swapLegs.to })
    .from(swapProposals)
    .innerJoin(
      swapLegs,
      and(eq(swapLegs.workspaceId, swapProposals.workspaceId), eq(swapLegs.proposalId, swapProposals.id)),
    )
    .where(
      and(
        eq(swapProposals.workspaceId, ctx.workspaceId),
        inArray(swapProposals.state, [...liveStates]),
        sql`${swapProposals.id} <> ${id}::uuid`,
        requestId === null ? ofShifts : or(eq(swapProposals.requestId, requestId), ofShifts),
      ),
    );
  return partiesOf(rows);
}

/** @throws UserError where the actor would decide about others while they want the same shift themselves */
export async function requireNoRival(work: Work, view: ProposalView): Promise<void> {
  if (!(await rivalParties(work, view)).includes(work.ctx.actor.slackId)) return;
  throw new UserError(
    'You are in another answer for the same shift, so somebody else decides this one. To decide it, take yours back first.',
  );
}
