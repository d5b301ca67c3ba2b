import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Role } from '../../../core/context.ts';
import { permissions } from '../../../people/permissions.ts';
import { membersOf } from '../../../people/queries.ts';
import type { Presence } from '../../../people/presence.ts';
import { presenceOf } from '../presence/presence-of.ts';
import { rosterPeople } from '../roster/tables.ts';
import { cutOffOf } from './ask-parties.ts';
import { approvalEnds } from './cut-off.ts';
import { moveProposal } from './move-swap.ts';
import { partiesOf, type ProposalView } from './swap-view.ts';
import { swapApprovals, swapProposals, type SwapProposal } from './tables.ts';
import type { Work } from './work.ts';

/** So many people are asked to approve a swap, one after the other, before it ends. */
const MOST_ASKED = 2;

/**
 * Asks whoever may approve it and is there, or will be first; nobody who is in it, and nobody twice. Until half the time
 * that is left, so that somebody else can be asked. Without anybody to ask it waits for whoever opens it.
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
  const isLast = approver === undefined || askedApprovers.length + 1 >= MOST_ASKED;
  const expiresAt = approvalEnds(ctx.clock.now(), cutOffAt, isLast);
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

/** Whoever may approve it and is there, else whoever will be there first. */
export async function chooseApprover(work: Work, view: ProposalView): Promise<string | undefined> {
  const { tx, ctx } = work;
  const { teamId, askedApprovers } = view.proposal;
  const able = await approversOf(work, teamId, partiesOf(view.legs));
  const atSites = await ofSites(work, view, able);
  const fresh = atSites.filter((slackId) => !askedApprovers.includes(slackId));
  return firstThere(await presenceOf(tx, ctx, teamId, fresh));
}

function arrival(nextThere: Date | undefined): number {
  return nextThere?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** Those who can approve a site that is still to be approved; who belongs to no site can for each. */
async function ofSites(work: Work, view: ProposalView, people: readonly string[]): Promise<readonly string[]> {
  const wanted = view.approvals.filter(({ approvedBy }) => approvedBy === null).map(({ site }) => site);
  if (wanted.length < 2 && (wanted[0] ?? '') === '') return people;
  const sites = await sitesOf(work, people);
  return people.filter((slackId) => covers(sites.get(slackId) ?? null, wanted));
}

function covers(own: string | null, wanted: readonly string[]): boolean {
  return own === null || wanted.includes(own) || wanted.includes('');
}

async function sitesOf({ tx, ctx }: Work, people: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .select({ slackId: rosterPeople.slackId, site: rosterPeople.site })
    .from(rosterPeople)
    .where(and(eq(rosterPeople.workspaceId, ctx.workspaceId), inArray(rosterPeople.slackId, [...people])));
  return new Map(rows.map(({ slackId, site }) => [slackId, site]));
}

/** Notes the actor's approval for the sites that are theirs to approve; returns those that nobody has approved yet. */
export async function noteApproval(work: Work, view: ProposalView): Promise<readonly string[]> {
  const { tx, ctx } = work;
  const me = ctx.actor.slackId;
  const own = (await sitesOf(work, [me])).get(me) ?? null;
  const open = view.approvals.filter(({ approvedBy }) => approvedBy === null).map(({ site }) => site);
  // Of several sites each has somebody of its own; a manager without a site can speak for all.
  const theirs = own === null || open.length < 2 ? open : open.filter((site) => site === own || site === '');
  if (theirs.length > 0) {
    await tx
      .update(swapApprovals)
      .set({ approvedBy: me, approvedAt: ctx.clock.now() })
      .where(
        and(
          eq(swapApprovals.workspaceId, ctx.workspaceId),
          eq(swapApprovals.proposalId, view.proposal.id),
          inArray(swapApprovals.site, theirs),
          isNull(swapApprovals.approvedBy),
        ),
      );
  }
  return open.filter((site) => !theirs.includes(site));
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
