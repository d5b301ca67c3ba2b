import { and, eq, inArray } from 'drizzle-orm';
import { type Ctx, theApp } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { findActor } from '../../../people/actor.ts';
import { policyById } from '../library/reading/read-policy.ts';
import { passageView } from '../library/reading/passage-view.ts';
import { visibleTo } from '../library/reading/policies-visible-to.ts';
import { policies, type Policy, type PolicyPassage } from '../library/tables.ts';
import type { PolicyGap } from './tables.ts';

/** The context of somebody whom the app writes to; undefined of whom it does not know. */
export async function contextOf(tx: Tx, ctx: Ctx, slackId: string): Promise<Ctx | undefined> {
  if (slackId === ctx.actor.slackId) return ctx;
  const found = await findActor(tx, { workspaceId: ctx.workspaceId, slackId });
  return found && { ...ctx, actor: found.actor };
}

/** The policy, if this person may see it. */
export async function policyFor(
  tx: Tx,
  ctx: Ctx,
  slackId: string,
  policyId: string | null,
): Promise<Policy | undefined> {
  if (policyId === null) return undefined;
  const theirs = await contextOf(tx, ctx, slackId);
  return theirs && policyById(tx, theirs, policyId);
}

/** Of these policies, those that this person may see. */
export async function policiesFor(
  tx: Tx,
  ctx: Ctx,
  slackId: string,
  policyIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const theirs = await contextOf(tx, ctx, slackId);
  if (!theirs || policyIds.length === 0) return new Set();
  const rows = await tx
    .select({ id: policies.id })
    .from(policies)
    .where(
      and(eq(policies.workspaceId, ctx.workspaceId), inArray(policies.id, [...policyIds]), visibleTo(theirs.actor)),
    );
  return new Set(rows.map(({ id }) => id));
}

/** The same of a passage. */
export async function passageFor(
  tx: Tx,
  ctx: Ctx,
  slackId: string,
  passageId: string | null,
): Promise<PolicyPassage | undefined> {
  if (passageId === null) return undefined;
  const theirs = await contextOf(tx, ctx, slackId);
  return theirs && (await passageView(tx, theirs, [passageId]))[0]?.passage;
}

/** Whether its answer is becoming a policy. Whoever reads it may not see the draft, so the app looks; one that was dropped comes no more. */
export async function isComing(tx: Tx, ctx: Ctx, { awaitsPolicy, policyId }: PolicyGap): Promise<boolean> {
  if (!awaitsPolicy || policyId === null) return false;
  const policy = await policyById(tx, { ...ctx, actor: theApp }, policyId);
  return policy !== undefined && policy.archivedAt === null;
}
