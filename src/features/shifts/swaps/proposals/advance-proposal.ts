import { askApprover, chooseOverrider } from '../approvals/approvers.ts';
import { cutOffOf } from './ask-parties.ts';
import { recountPartners } from '../requests/count-partners.ts';
import { driftOf } from '../following/drift.ts';
import { endProposal, freeRequests, tellParties, wakeLine } from './end-proposal.ts';
import { executeProposal } from '../executions/execute-proposal.ts';
import { askAgain, rebaseLegs } from '../following/follow-roster.ts';
import { approvesItself, deniesAnew, isOverridable, isWorse, judge, type Judgement } from '../verdicts/judge.ts';
import { pushIntoLine, waitInLine } from './line.ts';
import { moveProposal, moveRequests } from '../move-swap.ts';
import { requestsFor, whoIsAhead } from '../same-shifts.ts';
import { strangerTo } from '../require-swap.ts';
import type { ProposalView } from '../swap-view.ts';
import { swapApprovals, type SwapProposal } from '../tables.ts';
import type { Work } from '../work.ts';

/**
 * Takes a proposal on as far as it can go now; its shifts are held. Once everybody in it has said yes it holds its
 * stretches, unless another one does, and is checked.
 */
export async function advanceProposal(work: Work, view: ProposalView, said: Said = {}): Promise<SwapProposal> {
  const { id } = view.proposal;
  const isAgreed = view.proposal.state === 'consent' && view.consents.every(({ state }) => state === 'accepted');
  if (!isAgreed) return view.proposal;
  const ahead = await whoIsAhead(work, id, view.legs);
  if (ahead.isHeld) return waitInLine(work, view);

  const agreed = await moveProposal(work, id, 'agree');
  if (!agreed) return view.proposal;
  await matchRequests(work, view);
  await pushIntoLine(work, ahead);
  return check(work, { ...view, proposal: agreed }, said);
}

/** Its requests are about to be answered by it. */
export async function matchRequests(work: Work, { legs }: ProposalView): Promise<void> {
  const requests = await requestsFor(work, legs);
  await moveRequests(
    work,
    requests.map(({ id }) => id),
    'match',
  );
}

/** What is known already: what whoever approves has said, or the verdict that this very transaction began with. */
interface Said {
  readonly isApproved?: boolean;
  readonly isOverridden?: boolean;
  /** Of the legs as they are, by the roster as it is, with everybody in it held since. */
  readonly judgement?: Judgement;
}

/**
 * Judges what holds its stretches by the roster as it is now, and goes on by the verdict: executed, to a manager, or
 * blocked. Where the roster has moved under it, that comes first.
 */
export async function check(work: Work, seen: ProposalView, said: Said = {}): Promise<SwapProposal> {
  const drift = driftOf(seen.legs);
  if (drift.kind === 'gone') {
    const ended = await endProposal(work, seen, 'supersede', { detail: { because: 'roster' } });
    return ended ?? seen.proposal;
  }
  const view = drift.kind === 'moved' ? await rebaseLegs(work, seen, drift.legs) : seen;
  if (drift.kind === 'none' && said.judgement) return advanceBy(work, view, said.judgement, said);
  const stranger = await strangerTo(work.tx, work.ctx, view.legs);
  if (stranger !== undefined) return endForStranger(work, view, stranger);
  return judgeAnew(work, view, { ...said, hasMoved: drift.kind === 'moved' });
}

async function judgeAnew(work: Work, view: ProposalView, said: Said & { hasMoved: boolean }): Promise<SwapProposal> {
  const judgement = await judge(work.tx, work.ctx, view.legs, { isHolding: true });
  if (said.hasMoved && isWorse(judgement.verdict, view.proposal.verdict)) {
    const again = await askAgain(work, view, judgement.verdict);
    return again?.proposal ?? view.proposal;
  }
  return advanceBy(work, view, judgement, said);
}

/** Whoever would get a shift has left the team since, or Slack. */
async function endForStranger(work: Work, view: ProposalView, slackId: string): Promise<SwapProposal> {
  const decidedBecause = `${view.names[slackId] ?? 'Somebody in it'} is not on the team any more.`;
  const facts = { decidedBecause, isOverridden: false, detail: { because: 'member', slackId } };
  return (await endProposal(work, view, 'supersede', facts)) ?? view.proposal;
}

async function advanceBy(work: Work, view: ProposalView, judgement: Judgement, said: Said): Promise<SwapProposal> {
  const { isApproved = false, isOverridden = false } = said;
  const { verdict } = judgement;
  const isPassed = isOverridden && isOverridableAsSeen(judgement, view);
  if (verdict.verdict === 'deny' && !isPassed) return block(work, view, judgement);
  const isDecided = isApproved || isOverridden;
  if (!isDecided && !approvesItself(judgement)) return askForApproval(work, view, judgement);
  if (!isOverridden) await moveProposal(work, view.proposal.id, 'approve', { set: { verdict } });
  return executeProposal(work, { ...view, proposal: { ...view.proposal, verdict } });
}

/** An override is of what whoever made it has seen. */
function isOverridableAsSeen(judgement: Judgement, { proposal }: ProposalView): boolean {
  return isOverridable(judgement) && !deniesAnew(judgement.verdict, proposal.verdict);
}

async function block(work: Work, view: ProposalView, judgement: Judgement): Promise<SwapProposal> {
  const { proposal } = view;
  const expiresAt = await cutOffOf(work, view.legs);
  const approver = isOverridable(judgement) ? await whoMayOverride(work, view) : null;
  const blocked = await moveProposal(work, proposal.id, 'block', {
    set: { verdict: judgement.verdict, approver, expiresAt, ...(proposal.isOverridden && notOverridden) },
    detail: reasonOf(judgement),
  });
  if (!blocked) return proposal;
  await freeRequests(work, view);
  await wakeLine(work, view);
  if (view.request) await recountPartners(work, view.request);
  tellParties(work, view);
  // Whoever has just approved it reads that in the answer to their click; whoever tried to let it pass, what is new against it.
  if (approver !== null && (proposal.isOverridden || approver !== work.ctx.actor.slackId))
    work.news.toApprove.push({ proposalId: proposal.id, slackId: approver });
  work.news.looks.push({ what: 'proposal', id: proposal.id, at: expiresAt });
  return blocked;
}

const notOverridden = { isOverridden: false, decidedBy: null, decidedBecause: null } as const;

/** Whom a blocked swap waits for, though it holds nothing: whoever tried before, or somebody who could. */
async function whoMayOverride(work: Work, view: ProposalView): Promise<string | null> {
  if (view.proposal.isOverridden) return work.ctx.actor.slackId;
  return (await chooseOverrider(work, view)) ?? null;
}

/** One approval for each team whose roster changes, and each site there. */
async function askForApproval(work: Work, view: ProposalView, judgement: Judgement): Promise<SwapProposal> {
  const { tx, ctx } = work;
  const { id } = view.proposal;
  const asking = await moveProposal(work, id, 'askApproval', {
    set: { verdict: judgement.verdict, askedApprovers: [] },
    detail: reasonOf(judgement),
  });
  if (!asking) return view.proposal;
  const { request, proposal } = view;
  // Whoever offered hears that it was chosen: until it is settled nothing else tells them.
  const isChosen = request?.kind === 'trade' && request.owner === ctx.actor.slackId;
  if (isChosen) work.news.results.push({ proposalId: id, slackId: proposal.proposedBy });
  const wanted = wantedFrom(view);
  const approvals = await tx
    .insert(swapApprovals)
    .values(wanted.map(({ teamId, site }) => ({ workspaceId: ctx.workspaceId, proposalId: id, teamId, site })))
    .onConflictDoUpdate({
      target: [swapApprovals.workspaceId, swapApprovals.proposalId, swapApprovals.teamId, swapApprovals.site],
      set: { approvedBy: null, approvedAt: null },
    })
    .returning();
  return askApprover(work, { ...view, proposal: asking, approvals });
}

function wantedFrom({ legs }: ProposalView) {
  const each = legs.map(
    ({ shift: { teamId, site } }) => [`${teamId} ${site ?? ''}`, { teamId, site: site ?? '' }] as const,
  );
  return [...new Map(each.toSorted(([one], [other]) => (one < other ? -1 : 1))).values()];
}

function reasonOf({ verdict: { decisive, policyRevision } }: Judgement): Record<string, unknown> {
  return { rule: decisive?.rule, numbers: decisive?.numbers, policyRevision };
}
