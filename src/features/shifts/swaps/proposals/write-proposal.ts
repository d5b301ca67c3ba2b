import { and, eq, type SQL } from 'drizzle-orm';
import { UserError } from '../../../../core/errors.ts';
import { partiesOf, type LegView } from '../swap-view.ts';
import { swapConsents, swapLegs, swapProposals, type SwapConsent, type SwapProposal } from '../tables.ts';
import type { JudgedLeg } from '../verdicts/judge.ts';
import type { Work } from '../work.ts';

type Columns = typeof swapProposals.$inferInsert;

/** A proposal as it begins, but for what all have in common. */
type Facts = Omit<Columns, 'workspaceId' | 'id' | 'place' | 'createdAt' | 'changedAt'> & {
  readonly place: number | SQL<number>;
};

interface Written {
  readonly proposal: SwapProposal;
  readonly legs: readonly LegView[];
  readonly consents: readonly SwapConsent[];
}

/** Writes a proposal with its legs, and everybody in it: those who have said yes by what they did, and those to be asked. */
export async function writeProposal(
  work: Work,
  facts: Facts,
  judged: readonly JudgedLeg[],
  agreed: readonly string[],
): Promise<Written> {
  const { tx, ctx } = work;
  const { workspaceId } = ctx;
  const now = ctx.clock.now();
  const parties = partiesOf(judged);
  if (parties.length === 0) throw new UserError('Nobody would get or give anything by that.');
  const [proposal] = await tx
    .insert(swapProposals)
    .values({ ...facts, workspaceId, createdAt: now, changedAt: now })
    .returning();
  if (!proposal) throw new Error('insert into swap_proposals returned no row');
  const { id: proposalId } = proposal;
  const legs = await insertLegs(work, proposalId, judged);
  const said = parties.map((slackId) => {
    const state = agreed.includes(slackId) ? ('accepted' as const) : ('asked' as const);
    return { workspaceId, proposalId, slackId, state, at: now };
  });
  const consents = await tx.insert(swapConsents).values(said).returning();
  return { proposal, legs, consents };
}

async function insertLegs(
  { tx, ctx }: Work,
  proposalId: string,
  legs: readonly JudgedLeg[],
): Promise<readonly LegView[]> {
  const rows = legs.map(({ shift, from, to, fromAt, toAt, isPart }, position) => ({
    workspaceId: ctx.workspaceId,
    proposalId,
    position,
    shiftId: shift.id,
    shiftVersion: shift.version,
    from,
    to,
    fromAt,
    toAt,
    isPart,
  }));
  const inserted = await tx.insert(swapLegs).values(rows).returning();
  return inserted.flatMap((leg) => {
    const shift = legs[leg.position]?.shift;
    // Messages are drawn from what is read anew, with the zones.
    return shift ? Object.assign(leg, { shift, zones: [] }) : [];
  });
}

/** What this very submission has proposed already. */
export async function proposedBefore({ tx, ctx }: Work, submission: string): Promise<SwapProposal | undefined> {
  const [found] = await tx
    .select()
    .from(swapProposals)
    .where(and(eq(swapProposals.workspaceId, ctx.workspaceId), eq(swapProposals.submission, submission)));
  return found;
}
