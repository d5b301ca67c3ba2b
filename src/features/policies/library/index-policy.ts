import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { type IndexedDocument, indexedAmong, replaceDocuments } from '../../../search/index.ts';
import { keeperKeys } from './reading/audience.ts';
import { endedLately, endedSince } from './ended.ts';
import { type Span, spansOf } from './lifecycle.ts';
import {
  type Policy,
  policies,
  type PolicyPassage,
  policyPassages,
  type PolicyQuestion,
  policyQuestions,
  policyRevisions,
} from './tables.ts';

export const COLLECTION = 'policy';

/**
 * Has the search find these policies as they are now: what counts, and what will, each revision from when to when it does; and
 * what ended lately where nothing counts now, which no search finds but one that is asked for it.
 * In the sums of the collection that is counted as it was while it counted. No word counts twice by it, as nothing else of the
 * policy counts now, and that a policy ends or is archived changes no answer that other policies give.
 * Called in the transaction of whatever changes a policy, its readers, its questions or its passages, after all other rows.
 */
export async function indexPolicies(tx: Tx, ctx: Ctx, policyIds: readonly string[]): Promise<void> {
  const ids = [...new Set(policyIds)].toSorted();
  if (ids.length === 0) return;
  // Held, so that whoever changes one of them meanwhile is read below, or comes after.
  const all = await tx
    .select()
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), inArray(policies.id, ids)))
    .orderBy(asc(policies.id))
    .for('no key update');
  const [spans, questions] = [await spansOfAll(tx, ctx, all), await questionsOfAll(tx, ctx, ids)];
  const passages = await passagesOfAll(tx, ctx, [...spans.values()].flat());
  const documents = all.flatMap((policy) =>
    (spans.get(policy.id) ?? []).map((span) =>
      documentOf(policy, span, {
        passages: passages.get(span.revision.id) ?? [],
        questions: questions.get(policy.id) ?? [],
      }),
    ),
  );
  await replaceDocuments(tx, ctx, { collection: COLLECTION, documentIds: ids, documents });
}

/** Takes out of the index what ended so long ago that nobody is told any more: each day, as nothing is written when that happens. */
export function forgetEnded(ctx: Ctx, teamId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const forgotten = await endedLongAgo(tx, ctx, teamId);
    await indexPolicies(tx, ctx, await indexedAmong(tx, ctx, COLLECTION, forgotten));
  });
}

/** Policies of the team that ended, but not lately. */
async function endedLongAgo(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly string[]> {
  const now = ctx.clock.now();
  const since = endedSince(now);
  const { workspaceId, policyId, state, expiresAt } = policyRevisions;
  const expired = tx
    .select({ policyId })
    .from(policyRevisions)
    .where(and(eq(workspaceId, ctx.workspaceId), eq(state, 'published'), lte(expiresAt, since)));
  const ended = await tx
    .select({ id: policies.id, archivedAt: policies.archivedAt })
    .from(policies)
    .where(
      and(
        eq(policies.workspaceId, ctx.workspaceId),
        eq(policies.teamId, teamId),
        or(lte(policies.archivedAt, since), inArray(policies.id, expired)),
      ),
    );
  if (ended.length === 0) return [];
  const ids = ended.map(({ id }) => id);
  const rows = grouped(await published(tx, ctx, ids), (row) => row.policyId);
  return ended.flatMap(({ id, archivedAt }) => (foundOf(rows.get(id) ?? [], archivedAt, now).length === 0 ? id : []));
}

interface Read {
  readonly passages: readonly PolicyPassage[];
  readonly questions: readonly PolicyQuestion[];
}

function documentOf(
  policy: Policy,
  { revision, from, until }: Span<StandingRow>,
  { passages, questions }: Read,
): IndexedDocument {
  const byAnchor = new Map(passages.map(({ anchor, id }) => [anchor, id]));
  return {
    collection: COLLECTION,
    documentId: policy.id,
    variant: revision.id,
    language: policy.language,
    audience: [...new Set([...policy.audience, ...keeperKeys(policy.teamId)])],
    validFrom: from,
    validUntil: until,
    passages: passages.map(({ id, heading, text }) => ({ passageId: id, title: revision.title, heading, text })),
    questions: questions.map(({ id, text, anchor }) => ({
      id,
      text,
      passageId: anchor === null ? null : (byAnchor.get(anchor) ?? null),
    })),
    keywords: keywordsOf(policy, revision),
  };
}

/** What a policy is called and about: each is found by itself. */
function keywordsOf(
  { keywords, products, channels, regions, section }: Policy,
  { title }: Pick<StandingRow, 'title'>,
): string[] {
  const words = [title, ...keywords, ...products, ...channels, ...regions, ...(section === null ? [] : [section])];
  return [...new Set(words)];
}

type StandingRow = Awaited<ReturnType<typeof published>>[number];

async function spansOfAll(
  tx: Tx,
  ctx: Ctx,
  all: readonly Policy[],
): Promise<Map<string, readonly Span<StandingRow>[]>> {
  const rows = await published(
    tx,
    ctx,
    all.map(({ id }) => id),
  );
  const byPolicy = grouped(rows, ({ policyId }) => policyId);
  const now = ctx.clock.now();
  return new Map(all.map(({ id, archivedAt }) => [id, foundOf(byPolicy.get(id) ?? [], archivedAt, now)]));
}

function foundOf(rows: readonly StandingRow[], archivedAt: Date | null, now: Date): readonly Span<StandingRow>[] {
  const live = spansOf(rows, archivedAt).filter(({ until }) => until === null || until > now);
  const ended = endedLately(rows, archivedAt, now);
  return ended ? [ended, ...live] : live;
}

function published(tx: Tx, ctx: Ctx, ids: readonly string[]) {
  const { id, policyId, number, state, title, effectiveAt, expiresAt } = policyRevisions;
  return tx
    .select({ id, policyId, number, state, title, effectiveAt, expiresAt })
    .from(policyRevisions)
    .where(and(eq(policyRevisions.workspaceId, ctx.workspaceId), inArray(policyId, [...ids]), eq(state, 'published')));
}

async function passagesOfAll(
  tx: Tx,
  ctx: Ctx,
  spans: readonly Span<StandingRow>[],
): Promise<ReadonlyMap<string, readonly PolicyPassage[]>> {
  const ids = spans.map(({ revision }) => revision.id);
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(policyPassages)
    .where(and(eq(policyPassages.workspaceId, ctx.workspaceId), inArray(policyPassages.revisionId, ids)))
    .orderBy(asc(policyPassages.revisionId), asc(policyPassages.ordinal));
  return grouped(rows, ({ revisionId }) => revisionId);
}

async function questionsOfAll(
  tx: Tx,
  ctx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PolicyQuestion[]>> {
  const rows = await tx
    .select()
    .from(policyQuestions)
    .where(
      and(
        eq(policyQuestions.workspaceId, ctx.workspaceId),
        inArray(policyQuestions.policyId, [...ids]),
        isNull(policyQuestions.removedAt),
      ),
    )
    .orderBy(asc(policyQuestions.addedAt), asc(policyQuestions.id));
  return grouped(rows, ({ policyId }) => policyId);
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? [];
    groups.set(keyOf(row), group);
    group.push(row);
  }
  return groups;
}
