import { eq, and } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { searchAmong, type SearchResult } from '../../../../search/index.ts';
import { COLLECTION } from '../../library/index-policy.ts';
import { readerKeys } from '../../library/reading/audience.ts';
import { type EndedPolicy, endedPolicies } from '../../library/reading/ended-policies.ts';
import { policyPassages } from '../../library/tables.ts';
import { searchedText } from './question.ts';
import { NEAR, WORTH_SHOWING } from './sure-enough.ts';
import { unsaid } from './unsaid.ts';

/** A policy that said something on it until lately. It is no answer: it is named, and what it said can be read. */
export interface EndedAnswer extends EndedPolicy {
  /** Of the passage that said it. */
  readonly anchor: string | undefined;
  /** Whether it would be an answer, to all that is asked; else it would only come nearest. */
  readonly isSure: boolean;
}

/** The best hit of a search: scores of two searches for the same words can be compared. */
export interface Best {
  readonly confidence: number;
  readonly score: number;
}

interface Beside {
  readonly today: Best;
  /** Where the caller has read them. */
  readonly lately?: readonly EndedPolicy[];
}

/** The policy that answered this until lately; undefined where none did, or none that the actor could read. */
export async function findEnded(
  tx: Tx,
  ctx: Ctx,
  question: string,
  { today, lately }: Beside,
): Promise<EndedAnswer | undefined> {
  const ended = lately ?? (await endedPolicies(tx, ctx));
  if (ended.length === 0) return undefined;
  const { hits, confidence } = await searchAmong(tx, ctx, {
    collection: COLLECTION,
    query: searchedText(question),
    audience: readerKeys(ctx.actor),
    among: ended.map(({ policyId, revisionId }) => ({ documentId: policyId, variant: revisionId })),
    limit: 1,
  });
  const [hit] = hits;
  const policy = ended.find(({ revisionId }) => revisionId === hit?.variant);
  if (!hit || !policy || !isWorthNaming({ confidence, score: hit.score }, today)) return undefined;
  return { ...policy, ...(await answerOf(tx, ctx, { question, confidence, hit, title: policy.title })) };
}

interface EndedHit {
  readonly question: string;
  readonly confidence: number;
  readonly hit: SearchResult['hits'][number];
  readonly title: string;
}

async function answerOf(tx: Tx, ctx: Ctx, { question, confidence, hit, title }: EndedHit) {
  const passage = hit.passageId === null ? undefined : await passageOf(tx, ctx, hit.passageId);
  const texts = [title, ...(passage ? [passage.heading, passage.text] : []), ...hit.questions];
  const isSure = confidence >= 1 && unsaid({ question, confidence, texts }).length === 0;
  return { anchor: passage?.anchor, isSure };
}

/**
 * Pure: whether what ended would have been an answer beside those of today, or would have come nearer than anything does. Where
 * something answers far better, whoever asks had that before too.
 */
export function isWorthNaming(ended: Best, today: Best): boolean {
  if (ended.confidence >= 1) return today.confidence < 1 || ended.score >= WORTH_SHOWING * today.score;
  return ended.confidence >= NEAR && ended.confidence > today.confidence;
}

async function passageOf(tx: Tx, ctx: Ctx, passageId: string) {
  const [found] = await tx
    .select({ anchor: policyPassages.anchor, heading: policyPassages.heading, text: policyPassages.text })
    .from(policyPassages)
    .where(and(eq(policyPassages.workspaceId, ctx.workspaceId), eq(policyPassages.id, passageId)));
  return found;
}
