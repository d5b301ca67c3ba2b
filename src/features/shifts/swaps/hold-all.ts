import { inArray } from 'drizzle-orm';
import { holdShifts } from './hold.ts';
import { NO_PROPOSAL, rivalsOf, wholeShift } from './others.ts';
import { proposalViews } from './swap-view.ts';
import { swapProposals } from './tables.ts';
import type { Work } from './work.ts';

/** Holds shifts with those of everything that is going on about them, for whoever may end it. */
export async function holdAllAbout(work: Work, shiftIds: readonly string[]): Promise<void> {
  const { tx, ctx } = work;
  const all = shiftIds.map((shiftId) => wholeShift({ shiftId, from: null, fromAt: new Date(0), toAt: new Date(0) }));
  const rivals = await rivalsOf(work, NO_PROPOSAL, all);
  const others = rivals.length > 0 ? await proposalViews(tx, ctx, inArray(swapProposals.id, [...rivals])) : [];
  await holdShifts(work, [...shiftIds, ...others.flatMap(({ legs }) => legs.map((leg) => leg.shiftId))]);
}
