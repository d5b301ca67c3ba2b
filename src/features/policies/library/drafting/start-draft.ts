import { and, desc, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { SavedMeanwhile, UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { teamById } from '../../../../people/queries.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { type Audience, audienceKeys } from '../reading/audience.ts';
import { draftText, type DraftText } from './draft-text.ts';
import { holdPolicy } from '../hold-policy.ts';
import { type KeptRevision, revisionsOf } from '../reading/read-policy.ts';
import { type Language, policies, type Policy, type PolicyRevision, policyRevisions } from '../tables.ts';
import { workedOn } from './worked-on.ts';

/** What a new policy begins with; what is left out is as the team would have it: theirs, in English, owned by its author. */
export interface NewPolicy {
  readonly owner?: string;
  readonly language?: Language;
  readonly audience?: Audience;
  readonly section?: string | null;
  readonly products?: readonly string[];
  readonly channels?: readonly string[];
  readonly regions?: readonly string[];
  readonly keywords?: readonly string[];
  readonly reviewDays?: number;
  readonly source?: string;
  readonly folder?: string;
  readonly otherFrontMatter?: string | null;
}

export interface StartDraft extends DraftText {
  readonly teamId: string;
  /** Of the policy that is changed; a new one where it is left out. */
  readonly policyId?: string;
  /** The published revision whose text was changed: one that came after it would be undone. */
  readonly begunFrom?: string;
  /** Of a new policy only: those of another are changed as its settings. */
  readonly fields?: NewPolicy;
  /** What begins it, once. */
  readonly submission: string;
}

/**
 * Begins a new policy, or a change of one. The same submission again gives what it began.
 * @throws SavedMeanwhile where somebody is working on a change of it already, or has published one since `begunFrom`
 */
export function startDraft(ctx: Ctx, wanted: StartDraft): Promise<KeptRevision> {
  return transaction(ctx, (tx) => startDraftIn(tx, ctx, wanted));
}

export async function startDraftIn(tx: Tx, ctx: Ctx, wanted: StartDraft): Promise<KeptRevision> {
  const team = await teamById(tx, ctx, wanted.teamId);
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, 'policy.draft', { teamId: team.id, teamName: team.name });
  const text = draftText(wanted);
  const repeated = await begunBy(tx, ctx, wanted.submission);
  if (repeated) return { ...repeated, team };

  const policy =
    wanted.policyId !== undefined
      ? (await holdPolicy(tx, ctx, wanted.policyId, 'policy.draft')).policy
      : await insertPolicy(tx, ctx, text.title, wanted);
  if (policy.archivedAt) throw new UserError('This policy is archived. Restore it before you change it.');
  await requireNobodyWorks(tx, ctx, policy);
  if (wanted.begunFrom !== undefined) await requireLast(tx, ctx, policy, wanted.begunFrom);
  const revision = await insertRevision(tx, ctx, policy, { ...text, submission: wanted.submission });
  if (!revision) {
    if (wanted.policyId === undefined) await forgetPolicy(tx, ctx, policy);
    return { ...(await begunMeanwhile(tx, ctx, wanted.submission)), team };
  }
  await recordAudit(tx, ctx, {
    action: 'policy.drafted',
    subject: `policy:${policy.id}`,
    detail: { revision: revision.number, title: revision.title },
  });
  return { policy, team, revision };
}

async function requireNobodyWorks(tx: Tx, ctx: Ctx, policy: Policy): Promise<void> {
  const open = (await workedOn(tx, ctx, [policy.id])).get(policy.id);
  if (!open) return;
  const who = open.author === ctx.actor.slackId ? 'You have' : `${await nameOf(tx, ctx, open.author)} has`;
  throw new SavedMeanwhile(`${who} begun a change of this policy, which is not published yet.`);
}

async function requireLast(tx: Tx, ctx: Ctx, policy: Policy, revisionId: string): Promise<void> {
  const last = (await revisionsOf(tx, ctx, policy.id)).find(({ state }) => state === 'published');
  if (!last || last.id === revisionId) return;
  const who = last.publishedBy === ctx.actor.slackId ? 'You have' : `${await nameOf(tx, ctx, last.publishedBy)} has`;
  throw new SavedMeanwhile(`${who} published revision ${last.number} since you opened it.`);
}

async function insertPolicy(tx: Tx, ctx: Ctx, title: string, { teamId, fields = {} }: StartDraft): Promise<Policy> {
  const now = ctx.clock.now();
  const {
    audience = { teams: [teamId], roles: null },
    owner = ctx.actor.slackId,
    language = 'english',
    ...more
  } = fields;
  const [policy] = await tx
    .insert(policies)
    .values({
      workspaceId: ctx.workspaceId,
      teamId,
      title,
      owner,
      language,
      audience: [...audienceKeys(audience)],
      ...listsOf(more),
      section: more.section,
      reviewDays: more.reviewDays,
      source: more.source,
      folder: more.folder,
      otherFrontMatter: more.otherFrontMatter,
      createdBy: ctx.actor.slackId,
      createdAt: now,
      changedAt: now,
    })
    .returning();
  if (!policy) throw new Error('insert returned no policy');
  return policy;
}

function listsOf({ products = [], channels = [], regions = [], keywords = [] }: NewPolicy) {
  return { products: [...products], channels: [...channels], regions: [...regions], keywords: [...keywords] };
}

interface RevisionText extends Required<DraftText> {
  readonly submission: string;
}

/** Undefined where the same submission has just begun one elsewhere. */
async function insertRevision(
  tx: Tx,
  ctx: Ctx,
  policy: Policy,
  text: RevisionText,
): Promise<PolicyRevision | undefined> {
  const now = ctx.clock.now();
  const ofIt = and(eq(policyRevisions.workspaceId, ctx.workspaceId), eq(policyRevisions.policyId, policy.id));
  const number = sql<number>`(select coalesce(max(${policyRevisions.number}), 0) + 1 from ${policyRevisions} where ${ofIt})`;
  const [revision] = await tx
    .insert(policyRevisions)
    .values({
      ...text,
      workspaceId: ctx.workspaceId,
      policyId: policy.id,
      number,
      state: 'draft',
      author: ctx.actor.slackId,
      savedBy: ctx.actor.slackId,
      createdAt: now,
      changedAt: now,
    })
    .onConflictDoNothing({ target: [policyRevisions.workspaceId, policyRevisions.submission] })
    .returning();
  return revision;
}

/** It was made a moment ago, for a draft that another delivery of the same submission has begun. */
async function forgetPolicy(tx: Tx, ctx: Ctx, { id }: Policy): Promise<void> {
  await tx.delete(policies).where(and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.id, id)));
}

async function begunBy(tx: Tx, ctx: Ctx, submission: string): Promise<Omit<KeptRevision, 'team'> | undefined> {
  const [found] = await tx
    .select({ policy: policies, revision: policyRevisions })
    .from(policyRevisions)
    .innerJoin(
      policies,
      and(eq(policies.workspaceId, policyRevisions.workspaceId), eq(policies.id, policyRevisions.policyId)),
    )
    .where(and(eq(policyRevisions.workspaceId, ctx.workspaceId), eq(policyRevisions.submission, submission)))
    .orderBy(desc(policyRevisions.number));
  return found;
}

async function begunMeanwhile(tx: Tx, ctx: Ctx, submission: string): Promise<Omit<KeptRevision, 'team'>> {
  const found = await begunBy(tx, ctx, submission);
  if (!found) throw new Error('a draft was neither inserted nor found');
  return found;
}
