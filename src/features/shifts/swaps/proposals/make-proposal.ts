import { sql } from 'drizzle-orm';
import type { Team } from '../../../../people/tables.ts';
import { cutOff } from '../cut-off.ts';
import { askWhoIsMissing, consentEnds } from './ask-parties.ts';
import { advanceProposal } from './advance-proposal.ts';
import { judge, type JudgedLeg } from '../verdicts/judge.ts';
import { isLive } from '../lifecycle.ts';
import { waitInLine } from './line.ts';
import { bindingRival } from '../same-shifts.ts';
import { readerOf } from '../verdicts/reader.ts';
import { refusedByRules } from '../verdicts/refusal.ts';
import { namesOf, partiesOf, type LegView, type ProposalView } from '../swap-view.ts';
import { swapProposals, type SwapProposal, type SwapRequest } from '../tables.ts';
import type { Work } from '../work.ts';
import { writeProposal } from './write-proposal.ts';

/** What somebody proposes, in answer to a request. */
export interface Draft {
  readonly request: SwapRequest;
  readonly team: Team;
  /** What is proposed for it already. */
  readonly others: readonly ProposalView[];
  readonly legs: readonly JudgedLeg[];
  /** Whose answer it is; others may have made it for them. */
  readonly for: string;
  /** Who has said yes by what they did already. */
  readonly agreed: readonly string[];
  readonly submission: string;
}

/**
 * Writes a proposal whose shifts are held, and takes it on as far as it can go: it waits behind one that holds its stretches,
 * asks whoever has not agreed, or is checked at once where everybody has. What the rules deny is refused with the numbers. The same
 * once more, as by a second click, is that proposal as it stands.
 */
export async function makeProposal(work: Work, draft: Draft): Promise<SwapProposal> {
  const { tx, ctx } = work;
  const same = draft.others.find((other) => isSame(draft, other));
  if (same) return same.proposal;
  const isAgreed = partiesOf(draft.legs).every((slackId) => draft.agreed.includes(slackId));
  const judgement = await judge(tx, ctx, draft.legs, { isHolding: isAgreed });
  const { verdict, policies } = judgement;
  if (verdict.verdict === 'deny') {
    const names = await namesOf(tx, ctx, partiesOf(draft.legs));
    const hint = hints[draft.request.kind];
    const about = { legs: draft.legs, names, reader: readerOf(ctx, draft.legs) };
    throw refusedByRules(verdict, { ...about, ...(hint && { hint }) });
  }
  const cutOffAt = cutOff(
    draft.legs.map(({ fromAt }) => fromAt),
    policies,
  );
  const view = await insertProposal(work, draft, { verdict, expiresAt: consentEnds(ctx.clock.now(), cutOffAt) });
  work.news.requests.add(draft.request.id);

  if (isAgreed) return advanceProposal(work, view, { judgement });
  if ((await bindingRival(work, view.proposal.id, view.legs)) !== undefined) return waitInLine(work, view);
  await askWhoIsMissing(work, view);
  return view.proposal;
}

/** What to do instead. */
const hints: Readonly<Partial<Record<SwapRequest['kind'], string>>> = {
  trade: 'Offer another shift to see what is legal.',
  'pick-up': '/shift open shows what you can pick up.',
};

/** The same answer of the same person, as by a second click. */
function isSame({ for: proposedBy, legs: wanted }: Draft, { proposal, legs }: ProposalView): boolean {
  if (proposal.proposedBy !== proposedBy || !isLive(proposal.state)) return false;
  return legs.length === wanted.length && wanted.every((each) => legs.some((leg) => isSameLeg(each, leg)));
}

function isSameLeg({ shift, to, fromAt, toAt }: JudgedLeg, leg: LegView): boolean {
  const isSameStretch = leg.fromAt.getTime() === fromAt.getTime() && leg.toAt.getTime() === toAt.getTime();
  return leg.shiftId === shift.id && leg.to === to && isSameStretch;
}

type Facts = Pick<typeof swapProposals.$inferInsert, 'verdict' | 'expiresAt'>;

async function insertProposal(work: Work, draft: Draft, facts: Facts): Promise<ProposalView> {
  const { tx, ctx } = work;
  const { request, team } = draft;
  const { id: requestId, teamId } = request;
  const begun = {
    ...facts,
    teamId,
    requestId,
    state: 'consent',
    proposedBy: draft.for,
    place: sql<number>`(select coalesce(max(place), 0) + 1 from ${swapProposals}
      where workspace_id = ${ctx.workspaceId} and request_id = ${requestId}::uuid)`,
    submission: draft.submission,
  } as const;
  const { proposal, legs, consents } = await writeProposal(work, begun, draft.legs, draft.agreed);
  work.news.audits.push({
    action: 'swap.propose',
    subject: `swap:${proposal.id}`,
    detail: {
      request: requestId,
      for: draft.for,
      legs: draft.legs.map(({ shift, from, to }) => ({ shift: shift.id, from, to })),
    },
  });
  const names = await namesOf(tx, ctx, partiesOf(legs));
  return { proposal, request, team, legs, consents, approvals: [], execution: null, names, now: ctx.clock.now() };
}
