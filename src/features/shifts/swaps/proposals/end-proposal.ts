import { isBindingState } from '../lifecycle.ts';
import { moveProposals, moveRequests } from '../move-swap.ts';
import { nothingBinds, requestsFor, rivalsOf } from '../same-shifts.ts';
import type { ProposalView } from '../swap-view.ts';
import type { SwapProposal } from '../tables.ts';
import { tellWhenAwake } from '../telling/when-awake.ts';
import type { Work } from '../work.ts';

/** How a proposal ends without being executed. */
export type Ending = 'decline' | 'expire' | 'withdraw' | 'deny' | 'supersede';

interface EndingFacts {
  readonly decidedBy?: string;
  readonly decidedBecause?: string;
  readonly isOverridden?: boolean;
  readonly detail?: Record<string, unknown>;
}

/**
 * Ends a proposal whose shifts are held, if it still goes on: what it was for is open again, whoever waits behind it is
 * looked at, and those in it are told unless they ended it themselves.
 */
export async function endProposal(
  work: Work,
  view: ProposalView,
  ending: Ending,
  facts: EndingFacts = {},
): Promise<SwapProposal | undefined> {
  const [ended] = await endProposals(work, [view], ending, facts);
  return ended;
}

/** The same for several. */
export async function endProposals(
  work: Work,
  views: readonly ProposalView[],
  ending: Ending,
  { detail, ...set }: EndingFacts = {},
): Promise<readonly SwapProposal[]> {
  const ids = views.map(({ proposal }) => proposal.id);
  const ended = await moveProposals(work, ids, ending, { set, ...(detail && { detail }) });
  const endedIds = new Set(ended.map(({ id }) => id));
  for (const view of views.filter(({ proposal }) => endedIds.has(proposal.id))) {
    if (ending === 'expire') await tellOfExpiry(work, view);
    else tellParties(work, view);
    if (isBindingState(view.proposal.state)) await freeRequests(work, view);
    // Who waits can be behind one that waits, too.
    if (isBindingState(view.proposal.state) || view.proposal.state === 'waiting') await wakeLine(work, view);
  }
  return ended;
}

/**
 * The requests that a proposal was about to answer look for somebody again, unless another one is about to answer a part of
 * them; after their cut-off they are looked at.
 */
export async function freeRequests(work: Work, { legs }: ProposalView): Promise<void> {
  const requests = await requestsFor(work, legs);
  const freed = await moveRequests(
    work,
    requests.map(({ id }) => id),
    'reopen',
    { onlyIf: nothingBinds },
  );
  const now = work.ctx.clock.now();
  for (const { id, expiresAt } of freed) {
    if (expiresAt <= now) work.news.looks.push({ what: 'request', id });
  }
}

/** Has everybody looked at who waited behind this one; each holds its own shifts then. */
export async function wakeLine(work: Work, { proposal, legs }: ProposalView): Promise<void> {
  const waiting = await rivalsOf(work, proposal.id, legs, ['waiting']);
  for (const id of waiting) work.news.looks.push({ what: 'proposal', id });
}

/** Tells everybody who has had to do with it, and did not just do this themselves. */
export function tellParties(work: Work, view: ProposalView): void {
  const { id: proposalId } = view.proposal;
  work.news.results.push(...othersIn(work, view).map((slackId) => ({ proposalId, slackId })));
}

/** Nobody did this, and it may be night. */
async function tellOfExpiry(work: Work, view: ProposalView): Promise<void> {
  const { id, teamId } = view.proposal;
  const startsAt = new Date(Math.min(...view.legs.map(({ fromAt }) => fromAt.getTime())));
  const ended = othersIn(work, view).map((slackId) => ({ what: 'result', id, slackId }) as const);
  await tellWhenAwake(work, { teamId, startsAt }, ended);
}

function othersIn({ ctx }: Work, { proposal, consents }: ProposalView): readonly string[] {
  const knowing = consents
    .filter(({ wasAsked, state }) => wasAsked || state === 'accepted')
    .map(({ slackId }) => slackId);
  return [...new Set([proposal.proposedBy, ...knowing])].filter((slackId) => slackId !== ctx.actor.slackId);
}
