import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { type Ctx, type Role, theApp } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { may } from '../../../../people/permissions.ts';
import { members, type Team, teams } from '../../../../people/tables.ts';
import { type Span, spansOf } from '../../library/lifecycle.ts';
import { byTitle } from '../../library/reading/by-title.ts';
import { visibleTo } from '../../library/reading/policies-visible-to.ts';
import { isItsTeam } from '../../library/reading/read-policy.ts';
import { type Policy, policies, policyRevisions } from '../../library/tables.ts';
import type { Candidate } from './due-rules.ts';
import { type PolicyCare, policyCare } from '../tables.ts';

/** When a published revision counts. */
export type Standing = Awaited<ReturnType<typeof standings>>[number];

export interface Due extends Candidate<Standing> {
  readonly policy: Policy;
  readonly team: Team;
  readonly timeZone: string;
  readonly said: PolicyCare | null;
  readonly spans: readonly Span<Standing>[];
  /** An agent may answer for a policy, and not write it. */
  readonly ownerMayWrite: boolean;
}

/** Policies that may be due for something, of a team or an owner, the longest due first; those the actor may see. */
export async function candidates(
  tx: Tx,
  ctx: Ctx,
  of: { teamId: string } | { owner: string },
): Promise<readonly Due[]> {
  const now = ctx.clock.now();
  const today = sql`(${now.toISOString()}::timestamptz at time zone ${teams.timeZone})::date`;
  const whose = 'teamId' in of ? eq(policies.teamId, of.teamId) : eq(policies.owner, of.owner);
  const isDue = and(isNotNull(policies.verifiedAt), or(lte(policies.reviewOn, today), endsBy(tx, ctx, now)));
  return cared(tx, ctx, and(whose, isNull(policies.archivedAt), isDue));
}

/** What ended longer ago was told when it did. */
const WATCHED_DAYS = 15;
const DAY_MS = 86_400_000;

function endsBy(tx: Tx, ctx: Ctx, now: Date): SQL {
  const { expiresAt, state, policyId, workspaceId } = policyRevisions;
  const at = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const isIts = and(eq(workspaceId, ctx.workspaceId), eq(policyId, policies.id), eq(state, 'published'));
  const isNear = and(gt(expiresAt, at(-WATCHED_DAYS)), lte(expiresAt, at(WATCHED_DAYS + 1)));
  return exists(
    tx
      .select({ one: sql`1` })
      .from(policyRevisions)
      .where(and(isIts, isNear)),
  );
}

/** Policies with what was said of them; those the actor may see. */
export async function cared(tx: Tx, ctx: Ctx, which: SQL | undefined): Promise<readonly Due[]> {
  const found = await tx
    .select({ policy: policies, team: teams, said: policyCare, role: members.role })
    .from(policies)
    .innerJoin(teams, isItsTeam)
    .leftJoin(policyCare, and(eq(policyCare.workspaceId, policies.workspaceId), eq(policyCare.policyId, policies.id)))
    .leftJoin(members, isItsOwner)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), visibleTo(ctx.actor), which))
    .orderBy(asc(policies.reviewOn), ...byTitle);
  const ids = found.map(({ policy }) => policy.id);
  const revisions = ids.length === 0 ? [] : await standings(tx, ctx, ids);
  return found.map(({ policy, team, said, role }) => {
    const own = revisions.filter(({ policyId }) => policyId === policy.id);
    return { policy, team, said, timeZone: team.timeZone, spans: spansOf(own), ownerMayWrite: mayWrite(policy, role) };
  });
}

const isItsOwner = and(
  eq(members.workspaceId, policies.workspaceId),
  eq(members.teamId, policies.teamId),
  eq(members.slackId, policies.owner),
);

function mayWrite({ teamId, owner }: Policy, role: Role | null): boolean {
  const memberships = role ? [{ teamId, role }] : [];
  return may({ ...theApp, kind: 'full', slackId: owner, memberships }, 'policy.draft', { teamId });
}

function standings(tx: Tx, ctx: Ctx, policyIds: readonly string[]) {
  const { id, policyId, number, state, effectiveAt, expiresAt, publishedAt } = policyRevisions;
  return tx
    .select({ id, policyId, number, state, effectiveAt, expiresAt, publishedAt })
    .from(policyRevisions)
    .where(
      and(eq(policyRevisions.workspaceId, ctx.workspaceId), inArray(policyId, [...policyIds]), eq(state, 'published')),
    );
}
