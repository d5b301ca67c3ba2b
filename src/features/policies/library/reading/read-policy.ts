import { and, asc, desc, eq, gt, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { type Team, teams } from '../../../../people/tables.ts';
import { revisionsVisibleTo, visibleTo } from './policies-visible-to.ts';
import {
  type Policy,
  policies,
  type PolicyPassage,
  policyPassages,
  type PolicyQuestion,
  policyQuestions,
  type PolicyRevision,
  policyRevisions,
} from '../tables.ts';

/** A policy with the team that keeps it. */
export interface KeptPolicy {
  readonly policy: Policy;
  readonly team: Team;
}

export interface KeptRevision extends KeptPolicy {
  readonly revision: PolicyRevision;
}

/** Undefined for a wrong id as for a policy that the actor may not see. */
export async function policyById(tx: Tx, ctx: Ctx, id: string): Promise<Policy | undefined> {
  return (await keptPolicy(tx, ctx, id))?.policy;
}

/** The same with its team. */
export async function keptPolicy(tx: Tx, ctx: Ctx, id: string): Promise<KeptPolicy | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await tx
    .select({ policy: policies, team: teams })
    .from(policies)
    .innerJoin(teams, isItsTeam)
    .where(and(isPolicy(ctx, id), visibleTo(ctx.actor)));
  return found;
}

/** The same, for whoever goes on with it. */
export async function requirePolicy(tx: Tx, ctx: Ctx, id: string): Promise<KeptPolicy> {
  const found = await keptPolicy(tx, ctx, id);
  if (!found) throw new UserError(NO_SUCH_POLICY);
  return found;
}

/** In the same words for what is not there as for what is not theirs to see. */
export const NO_SUCH_POLICY = 'There is no such policy.';

/** Undefined unless the actor may see the policy, and this revision of it: a draft is for those who may write it. */
export async function revisionById(tx: Tx, ctx: Ctx, revisionId: string): Promise<KeptRevision | undefined> {
  if (!isId(revisionId)) return undefined;
  const [found] = await tx
    .select({ policy: policies, team: teams, revision: policyRevisions })
    .from(policyRevisions)
    .innerJoin(policies, isItsPolicy)
    .innerJoin(teams, isItsTeam)
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        eq(policyRevisions.id, revisionId),
        visibleTo(ctx.actor),
        revisionsVisibleTo(ctx.actor),
      ),
    );
  return found;
}

export async function requireRevision(tx: Tx, ctx: Ctx, revisionId: string): Promise<KeptRevision> {
  const found = await revisionById(tx, ctx, revisionId);
  if (!found) throw new UserError(NO_SUCH_POLICY);
  return found;
}

/** What counted at that time, if the actor may see it. */
export async function revisionInForce(
  tx: Tx,
  ctx: Ctx,
  policyId: string,
  at: Date = ctx.clock.now(),
): Promise<PolicyRevision | undefined> {
  const [counting] = await selectRevisions(tx, ctx, policyId, isInForceAt(at));
  return counting?.revision;
}

/** Of a policy's revisions the one that counts at that time: the rule of `inForceAt`, asked of the database. */
export function isInForceAt(at: Date): SQL | undefined {
  const { workspaceId, policyId, number, state, effectiveAt, expiresAt } = policyRevisions;
  // Also where it has expired: what expires brings no older one back.
  const isReplaced = sql`exists (
    select from ${policyRevisions} as newer where newer.workspace_id = ${workspaceId}
      and newer.policy_id = ${policyId} and newer.state = 'published'
      and newer.effective_at <= ${at.toISOString()}::timestamptz
      and (newer.effective_at, newer.number) > (${effectiveAt}, ${number}))`;
  return and(eq(state, 'published'), lte(effectiveAt, at), or(isNull(expiresAt), gt(expiresAt, at)), not(isReplaced));
}

/** The newest first; those that the actor may see. */
export async function revisionsOf(tx: Tx, ctx: Ctx, policyId: string): Promise<readonly PolicyRevision[]> {
  const found = await selectRevisions(tx, ctx, policyId).orderBy(desc(policyRevisions.number));
  return found.map(({ revision }) => revision);
}

/** In reading order. Whoever asks has the revision from one of the reads above. */
export async function passagesOfRevision(tx: Tx, ctx: Ctx, revisionId: string): Promise<readonly PolicyPassage[]> {
  return tx
    .select()
    .from(policyPassages)
    .where(and(eq(policyPassages.workspaceId, ctx.workspaceId), eq(policyPassages.revisionId, revisionId)))
    .orderBy(asc(policyPassages.ordinal));
}

/** Those that were not taken back, the oldest first. Whoever asks may see the policy. */
export async function questionsOf(tx: Tx, ctx: Ctx, policyId: string): Promise<readonly PolicyQuestion[]> {
  return (await everyQuestionOf(tx, ctx, policyId)).filter(({ removedAt }) => removedAt === null);
}

/** With those that were taken back. */
export async function everyQuestionOf(tx: Tx, ctx: Ctx, policyId: string): Promise<readonly PolicyQuestion[]> {
  return tx
    .select()
    .from(policyQuestions)
    .where(and(eq(policyQuestions.workspaceId, ctx.workspaceId), eq(policyQuestions.policyId, policyId)))
    .orderBy(asc(policyQuestions.addedAt), asc(policyQuestions.id));
}

export function isId(id: string): boolean {
  return z.uuid().safeParse(id).success;
}

/** Joins. */
export const isItsPolicy: SQL | undefined = and(
  eq(policies.workspaceId, policyRevisions.workspaceId),
  eq(policies.id, policyRevisions.policyId),
);
export const isItsTeam: SQL | undefined = and(
  eq(teams.workspaceId, policies.workspaceId),
  eq(teams.id, policies.teamId),
);

function isPolicy(ctx: Ctx, id: string): SQL | undefined {
  return and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.id, id));
}

function selectRevisions(tx: Tx, ctx: Ctx, policyId: string, which?: SQL) {
  return tx
    .select({ revision: policyRevisions })
    .from(policyRevisions)
    .innerJoin(policies, isItsPolicy)
    .where(
      and(
        eq(policyRevisions.workspaceId, ctx.workspaceId),
        isId(policyId) ? eq(policyRevisions.policyId, policyId) : NONE,
        which,
        visibleTo(ctx.actor),
        revisionsVisibleTo(ctx.actor),
      ),
    )
    .$dynamic();
}

const NONE = sql`false`;
