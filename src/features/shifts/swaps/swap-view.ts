import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { members, people, teams, type Team } from '../../../people/tables.ts';
import { shiftsByIds } from '../roster/shifts-by-ids.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import { approvalsOf, consentsOf } from './said-columns.ts';
import {
  swapExecutions,
  swapLegs,
  swapProposals,
  swapRequests,
  type Partners,
  type SwapApproval,
  type SwapConsent,
  type SwapExecution,
  type SwapLeg,
  type SwapProposal,
  type SwapRequest,
} from './tables.ts';

/** A leg with its shift as the roster has it now. */
export type LegView = SwapLeg & { readonly shift: ShiftRow; readonly zones: Zones };

/** Where those live who read about a shift: everybody on its team. */
export type Zones = readonly string[];

/** What every message about a proposal is drawn from. */
export interface ProposalView {
  readonly proposal: SwapProposal;
  /** The request that it answers. Its reason is for the approver. */
  readonly request: SwapRequest | null;
  readonly team: Team;
  readonly legs: readonly LegView[];
  readonly consents: readonly SwapConsent[];
  readonly approvals: readonly SwapApproval[];
  readonly execution: SwapExecution | null;
  /** Slack id → name, of everybody in it. */
  readonly names: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** What the card of a request is drawn from. */
export interface RequestView {
  readonly request: SwapRequest;
  readonly shift: ShiftRow;
  readonly zones: Zones;
  readonly team: Team;
  /** All of them, first in line first. */
  readonly proposals: readonly ProposalView[];
  /** Those that the owner named, as far as they still are on the roster. */
  readonly wantedShifts: readonly ShiftRow[];
  /** Who could take it, as counted when it was posted. */
  readonly partners: Partners | null;
  readonly names: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** The message in the team's channel; of a private request each person has one of their own. */
export function requestCardKey(requestId: string, slackId?: string): string {
  return slackId === undefined ? `swap:${requestId}:card` : `swap:${requestId}:card:${slackId}`;
}

export function consentKey(proposalId: string, slackId: string): string {
  return `swap:${proposalId}:consent:${slackId}`;
}

export function approvalKey(proposalId: string): string {
  return `swap:${proposalId}:approval`;
}

/** Everybody whom a proposal gives a shift or takes one from; sorted. */
export function partiesOf(legs: readonly Pick<SwapLeg, 'from' | 'to'>[]): readonly string[] {
  const parties = legs.flatMap(({ from, to }) => [from, to]).filter((slackId) => slackId !== null);
  return [...new Set(parties)].toSorted();
}

/** The teams whose rosters a proposal changes; that of its request first. */
export function teamsOf({ proposal, legs }: Pick<ProposalView, 'proposal' | 'legs'>): readonly string[] {
  return [...new Set([proposal.teamId, ...legs.map(({ shift }) => shift.teamId)])];
}

export async function findRequestView(tx: Tx, ctx: Ctx, requestId: string): Promise<RequestView | undefined> {
  const [view] = await requestViews(tx, ctx, [requestId]);
  return view;
}

/** The view of a request that is known to exist. */
export async function requestView(tx: Tx, ctx: Ctx, requestId: string): Promise<RequestView> {
  const view = await findRequestView(tx, ctx, requestId);
  if (!view) throw new Error('a request in hand has no row');
  return view;
}

export async function findProposalView(tx: Tx, ctx: Ctx, proposalId: string): Promise<ProposalView | undefined> {
  const [view] = await proposalViews(tx, ctx, inArray(swapProposals.id, [proposalId]));
  return view;
}

/** The view of a proposal that is known to exist. */
export async function proposalView(tx: Tx, ctx: Ctx, proposalId: string): Promise<ProposalView> {
  const view = await findProposalView(tx, ctx, proposalId);
  if (!view) throw new Error('a proposal in hand has no row');
  return view;
}

/** In the order asked; call it after the changes that it shows. Five statements at most, whatever their number. */
export async function requestViews(tx: Tx, ctx: Ctx, requestIds: readonly string[]): Promise<readonly RequestView[]> {
  if (requestIds.length === 0) return [];
  const rows = await tx
    .select({ request: swapRequests, shift: shifts, team: teams, zones: zonesOfTeam })
    .from(swapRequests)
    .innerJoin(shifts, and(eq(shifts.workspaceId, swapRequests.workspaceId), eq(shifts.id, swapRequests.shiftId)))
    .innerJoin(teams, and(eq(teams.workspaceId, swapRequests.workspaceId), eq(teams.id, swapRequests.teamId)))
    .where(and(eq(swapRequests.workspaceId, ctx.workspaceId), inArray(swapRequests.id, [...requestIds])));
  const named = rows.flatMap(({ request }) => request.wants.shiftIds ?? []);
  const wanted = (await shiftsByIds(tx, ctx, named)).filter(({ state }) => state === 'planned');
  const ofRequests = rows.flatMap(({ request }) => [request.owner, request.postedBy, ...(request.askedOnly ?? [])]);
  const involved = [...ofRequests, ...wanted.map(({ slackId }) => slackId)];
  const { proposals, names } = await readProposals(
    tx,
    ctx,
    inArray(swapProposals.requestId, [...requestIds]),
    involved,
  );
  const views = new Map(
    rows.map((row) => [
      row.request.id,
      {
        ...row,
        proposals: proposals.filter(({ proposal }) => proposal.requestId === row.request.id),
        wantedShifts: wanted.filter(({ id }) => row.request.wants.shiftIds?.includes(id)),
        partners: row.request.partners,
        names,
        now: ctx.clock.now(),
      },
    ]),
  );
  return requestIds.flatMap((id) => views.get(id) ?? []);
}

/** In the order of their lines. Three statements, whatever their number. */
export async function proposalViews(tx: Tx, ctx: Ctx, which: SQL | undefined): Promise<readonly ProposalView[]> {
  return (await readProposals(tx, ctx, which)).proposals;
}

/** With the names of everybody in them, and of these people. */
async function readProposals(
  tx: Tx,
  ctx: Ctx,
  which: SQL | undefined,
  others: readonly (string | null)[] = [],
): Promise<Pick<RequestView, 'proposals' | 'names'>> {
  const rows = await tx
    .select({
      proposal: swapProposals,
      request: swapRequests,
      team: teams,
      execution: swapExecutions,
      consents: consentsOf(ctx),
      approvals: approvalsOf(ctx),
    })
    .from(swapProposals)
    .innerJoin(teams, and(eq(teams.workspaceId, swapProposals.workspaceId), eq(teams.id, swapProposals.teamId)))
    .leftJoin(swapRequests, isRequestOf)
    .leftJoin(swapExecutions, isExecutionOf)
    .where(and(eq(swapProposals.workspaceId, ctx.workspaceId), which))
    .orderBy(asc(swapProposals.place), asc(swapProposals.id));
  if (rows.length === 0) return { proposals: [], names: await namesOf(tx, ctx, others) };
  const ids = rows.map(({ proposal }) => proposal.id);
  const legs = await legsOf(tx, ctx, ids);
  const named = [
    ...others,
    ...rows.flatMap(({ proposal: { proposedBy, approver, decidedBy }, request, execution }) => [
      proposedBy,
      approver,
      decidedBy,
      request?.owner,
      request?.postedBy,
      ...(execution?.undoAskedBy ?? []),
    ]),
    ...legs.flatMap(({ from, to, shift }) => [from, to, shift.slackId]),
    ...rows.flatMap(({ approvals }) => approvals.map(({ approvedBy }) => approvedBy)),
  ];
  const names = await namesOf(tx, ctx, named);
  const proposals = rows.map((row) =>
    Object.assign(row, {
      legs: legs.filter(({ proposalId }) => proposalId === row.proposal.id),
      names,
      now: ctx.clock.now(),
    }),
  );
  return { proposals, names };
}

const isRequestOf = and(
  eq(swapRequests.workspaceId, swapProposals.workspaceId),
  eq(swapRequests.id, swapProposals.requestId),
);

const isExecutionOf = and(
  eq(swapExecutions.workspaceId, swapProposals.workspaceId),
  eq(swapExecutions.proposalId, swapProposals.id),
);

/** Of the shift's team. */
const zonesOfTeam = sql<Zones>`(
  select coalesce(jsonb_agg(distinct ${people.timeZone}), '[]') from ${members}
  join ${people} on ${people.workspaceId} = ${members.workspaceId} and ${people.slackId} = ${members.slackId}
  where ${members.workspaceId} = ${shifts.workspaceId} and ${members.teamId} = ${shifts.teamId} and ${people.kind} = 'full'
)`;

async function legsOf(tx: Tx, ctx: Ctx, proposalIds: readonly string[]): Promise<readonly LegView[]> {
  const rows = await tx
    .select({ leg: swapLegs, shift: shifts, zones: zonesOfTeam })
    .from(swapLegs)
    .innerJoin(shifts, and(eq(shifts.workspaceId, swapLegs.workspaceId), eq(shifts.id, swapLegs.shiftId)))
    .where(and(eq(swapLegs.workspaceId, ctx.workspaceId), inArray(swapLegs.proposalId, [...proposalIds])))
    .orderBy(asc(swapLegs.position));
  return rows.map(({ leg, shift, zones }) => Object.assign(leg, { shift, zones }));
}

export async function namesOf(
  tx: Tx,
  ctx: Ctx,
  slackIds: readonly (string | null | undefined)[],
): Promise<Readonly<Record<string, string>>> {
  const wanted = JSON.stringify([...new Set(slackIds.filter((each) => typeof each === 'string'))]);
  const found = await tx
    .select({ slackId: people.slackId, name: people.name })
    .from(people)
    .where(
      and(
        eq(people.workspaceId, ctx.workspaceId),
        sql`${people.slackId} in (select jsonb_array_elements_text(${wanted}::jsonb))`,
      ),
    );
  return Object.fromEntries(found.map(({ slackId, name }) => [slackId, name]));
}
