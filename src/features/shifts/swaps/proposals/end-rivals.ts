import { inArray } from 'drizzle-orm';
import { driftOf } from '../following/drift.ts';
import { endProposals } from './end-proposal.ts';
import { isBindingState } from '../lifecycle.ts';
import { rivalsOf, wholeShift } from '../same-shifts.ts';
import { proposalViews, type ProposalView } from '../swap-view.ts';
import { swapProposals } from '../tables.ts';
import type { Work } from '../work.ts';

/**
 * Ends what else was proposed for shifts that have just changed hands, as far as it cannot be any more; what is still
 * possible is looked at on its own, and so is what holds another stretch, as it may hold shifts that are not held here.
 */
export async function endRivals(work: Work, { proposal, legs }: ProposalView): Promise<void> {
  const wholeShifts = legs.map(wholeShift);
  const ids = await rivalsOf(work, proposal.id, wholeShifts);
  if (ids.length === 0) return;
  const rivals = await proposalViews(work.tx, work.ctx, inArray(swapProposals.id, [...ids]));
  const gone = rivals.filter((rival) => !isBindingState(rival.proposal.state) && driftOf(rival.legs).kind === 'gone');
  await endProposals(work, gone, 'supersede', { detail: { because: 'taken', by: proposal.id } });
  for (const rival of rivals) {
    if (!gone.includes(rival)) work.news.looks.push({ what: 'proposal', id: rival.proposal.id });
  }
}
