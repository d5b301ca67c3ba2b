import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Role } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { may, permissions } from '../../../../people/permissions.ts';
import { membersOf } from '../../../../people/queries.ts';
import type { Presence } from '../../../../people/presence.ts';
import { presenceOf } from '../../presence/presence-of.ts';
import { rosterPeople } from '../../roster/tables.ts';
import { cutOffOf } from '../proposals/ask-parties.ts';
import { approvalEnds } from '../cut-off.ts';
import { moveProposal } from '../move-swap.ts';
import { rivalParties } from './rival-parties.ts';
import { partiesOf, teamsOf, type ProposalView } from '../swap-view.ts';
import { swapApprovals, swapProposals, type SwapApproval, type SwapProposal } from '../tables.ts';
import type { Work } from '../work.ts';

/** So many people are asked to approve a swap, one after the other, before it ends. */
const MOST_ASKED = 2;

/**
 * Asks whoever may approve it and is there, or will be first; nobody who is in it, or in another one for the same. Until half the time that is left, so that
 * somebody else can be asked after them; where there is nobody else they are reminded once, and have until the cut-off. Without
 * anybody to ask it waits for whoever opens it.
 */
export async function askApprover(work: Work, view: ProposalView): Promise<SwapProposal> {
  const { ctx, news } = work;
  const { id, askedApprovers } = view.proposal;
  const approver = await chooseApprover(work, view);
  if (approver !== undefined) {
    news.toApprove.push({ proposalId: id, slackId: approver });
    news.homes.add(approver);
  }
  const cutOffAt = await cutOffOf(work, view.legs);
  const isNobodyElse = approver === undefined || askedApprovers.includes(approver);
  const isLast = askedApprovers.length + 1 >= MOST_ASKED;
  const expiresAt = isNobodyElse ? cutOffAt : approvalEnds(ctx.clock.now(), cutOffAt, isLast);
  news.looks.push({ what: 'proposal', id, at: expiresAt });
  const asking = await moveProposal(work, id, 'passOn', {
    set: {
      approver: approver ?? null,
      expiresAt,
      ...(approver !== undefined && {
        askedApprovers: sql`array_append(${swapProposals.askedApprovers}, ${approver})`,
      }),
    },
    ...(approver !== undefined && { detail: { approver } }),
  });
  return asking ?? view.proposal;
}

/** Whether somebody else can still be asked when this one says nothing. */
export function hasBackup({ askedApprovers }: SwapProposal): boolean {
  return askedApprovers.length > 0 && askedApprovers.length < MOST_ASKED;
}

/** Whoever may approve what is left of one team, and is there or will be first. */
async function chooseApprover(work: Work, view: ProposalView): Promise<string | undefined> {
  const { tx, ctx } = work;
  const { teamId } = openOf(view)[0] ?? view.proposal;
  const able = await approversOf(work, teamId, await involvedIn(work, view));
  const sites = openOf(view).flatMap((each) => (each.teamId === teamId ? [each.site] : []));
  const atSites = await ofSites(work, sites, able);
  // A site that no manager belongs to is for anybody who manages the team.
  const people = atSites.length > 0 ? atSites : able;
  const fresh = people.filter((slackId) => !view.proposal.askedApprovers.includes(slackId));
  return firstThere(await presenceOf(tx, ctx, teamId, fresh.length > 0 ? fresh : people));
}

/** Whoever may let it pass a rule, which takes somebody who manages every team whose roster it changes. */
export async function chooseOverrider(work: Work, view: ProposalView): Promise<string | undefined> {
  const { teamId } = view.proposal;
  let able = await approversOf(work, teamId, await involvedIn(work, view));
  for (const other of teamsOf(view).filter((each) => each !== teamId)) {
    const theirs = await approversOf(work, other, []);
    able = able.filter((slackId) => theirs.includes(slackId));
  }
  return firstThere(await presenceOf(work.tx, work.ctx, teamId, able));
}

/** Who has no say in it: whoever is in it, or in another one for the same. */
async function involvedIn(work: Work, view: ProposalView): Promise<readonly string[]> {
  return [...partiesOf(view.legs), ...(await rivalParties(work, view))];
}

/** What nobody has approved yet. */
function openOf({ approvals }: ProposalView): readonly SwapApproval[] {
  return approvals.filter(({ approvedBy }) => approvedBy === null);
}

function arrival(nextThere: Date | undefined): number {
  return nextThere?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** Those who can approve one of these sites of a team; who belongs to no site can for each. */
async function ofSites(work: Work, sites: readonly string[], people: readonly string[]): Promise<readonly string[]> {
  if (sites.length < 2 && (sites[0] ?? '') === '') return people;
  const known = await sitesOf(work, people);
  return people.filter((slackId) => {
    const own = known.get(slackId) ?? null;
    return own === null || sites.includes(own) || sites.includes('');
  });
}

async function sitesOf({ tx, ctx }: Work, people: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .select({ slackId: rosterPeople.slackId, site: rosterPeople.site })
    .from(rosterPeople)
    .where(and(eq(rosterPeople.workspaceId, ctx.workspaceId), inArray(rosterPeople.slackId, [...people])));
  return new Map(rows.map(({ slackId, site }) => [slackId, site]));
}

/**
 * Notes the actor's approval of what is theirs to approve: shifts of teams that they manage, and there of their own site; who
 * belongs to no site speaks for all, and for a site to which no manager belongs anybody does who manages the team. One click
 * says all that: returns what nobody has approved yet, or undefined where the actor has said theirs before.
 * @throws UserError where what is left is for others
 */
export async function noteApproval(work: Work, view: ProposalView): Promise<readonly SwapApproval[] | undefined> {
  const { tx, ctx } = work;
  const me = ctx.actor.slackId;
  const own = (await sitesOf(work, [me])).get(me) ?? null;
  const open = openOf(view);
  const inTeams = open.filter((each) => may(ctx.actor, 'swap.approve', each));
  const atSite = inTeams.filter((each) => isTheirs(each, view.approvals, own));
  const theirs = atSite.length > 0 ? atSite : await nobodys(work, view, inTeams);
  if (theirs.length === 0 && view.approvals.some(({ approvedBy }) => approvedBy === me)) return undefined;
  if (theirs.length === 0) throw new UserError('What is left to approve is for a manager of the other team or site.');
  const are = theirs.map(({ teamId, site }) => and(eq(swapApprovals.teamId, teamId), eq(swapApprovals.site, site)));
  await tx
    .update(swapApprovals)
    .set({ approvedBy: me, approvedAt: ctx.clock.now() })
    .where(
      and(
        eq(swapApprovals.workspaceId, ctx.workspaceId),
        eq(swapApprovals.proposalId, view.proposal.id),
        or(...are),
        isNull(swapApprovals.approvedBy),
      ),
    );
  return open.filter((each) => !theirs.includes(each));
}

/** Those of a site to which nobody belongs who may approve. */
async function nobodys(
  work: Work,
  view: ProposalView,
  approvals: readonly SwapApproval[],
): Promise<readonly SwapApproval[]> {
  const found: SwapApproval[] = [];
  for (const each of approvals) {
    const able = await approversOf(work, each.teamId, partiesOf(view.legs));
    if ((await ofSites(work, [each.site], able)).length === 0) found.push(each);
  }
  return found;
}

/** Of several sites of a team each has somebody of its own; a manager without a site can speak for all. */
function isTheirs({ teamId, site }: SwapApproval, all: readonly SwapApproval[], own: string | null): boolean {
  const isOnlySite = all.filter((each) => each.teamId === teamId).length < 2;
  return own === null || isOnlySite || site === own || site === '';
}

/** Somebody who manages the team, is not one of these, and is there or will be first. */
export async function managerToTell(
  work: Work,
  { teamId }: Pick<SwapProposal, 'teamId'>,
  without: readonly string[] = [],
): Promise<string | undefined> {
  const able = await approversOf(work, teamId, without);
  return firstThere(await presenceOf(work.tx, work.ctx, teamId, able));
}

/** Whoever may approve swaps of a team, in the order in which the roles are named; none of these people. */
async function approversOf({ tx, ctx }: Work, teamId: string, without: readonly string[]): Promise<readonly string[]> {
  const roles: readonly Role[] = permissions['swap.approve'].may;
  const members = await membersOf(tx, ctx, teamId, roles);
  return members
    .filter(({ slackId }) => !without.includes(slackId))
    .toSorted((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role))
    .map(({ slackId }) => slackId);
}

function firstThere(people: readonly Presence[]): string | undefined {
  const byArrival = people.toSorted((one, other) => arrival(one.nextThere) - arrival(other.nextThere));
  return byArrival[0]?.slackId;
}
