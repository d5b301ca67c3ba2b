import { and, eq, inArray, isNull } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { clip, oneLine } from '../../../../slack/mrkdwn.ts';
import { holdPolicy, lockPolicy } from '../hold-policy.ts';
import { indexPolicies } from '../index-policy.ts';
import { everyQuestionOf, isId, type KeptPolicy, questionsOf } from '../reading/read-policy.ts';
import { type PolicyQuestion, policyQuestions } from '../tables.ts';

/** Of a question that a policy answers: a sentence of a customer, not a story. */
export const LONGEST_ANSWERED = 300;
/** Of one policy, whoever wrote or taught them. */
const MOST = 500;
export const TOO_MANY = `A policy answers at most ${MOST} questions, learned ones among them. Take some back, or make it two policies.`;

export interface SetQuestions {
  readonly policyId: string;
  /** All that it answers, in customers' words. */
  readonly texts: readonly string[];
  /** Ids, or how they begin, of those that its author saw; whatever came meanwhile stays. Left out: all that editors wrote. */
  readonly seen?: readonly string[];
}

export interface QuestionsSet extends KeptPolicy {
  readonly added: readonly PolicyQuestion[];
  readonly removed: readonly PolicyQuestion[];
}

/** Has a policy answer these questions: what its author saw and left out is taken back, what is new is added. */
export function setQuestions(ctx: Ctx, wanted: SetQuestions): Promise<QuestionsSet> {
  return transaction(ctx, async (tx) => {
    const done = await setQuestionsIn(tx, ctx, wanted);
    if (done.added.length + done.removed.length > 0) await indexPolicies(tx, ctx, [wanted.policyId]);
    return done;
  });
}

/** The rows only: whoever calls it indexes the policy afterwards. */
export async function setQuestionsIn(tx: Tx, ctx: Ctx, { policyId, texts, seen }: SetQuestions): Promise<QuestionsSet> {
  const kept = await holdPolicy(tx, ctx, policyId, 'policy.questions');
  const wanted = unique(texts);
  const every = await everyQuestionOf(tx, ctx, policyId);
  const live = every.filter(({ removedAt }) => removedAt === null);
  const ofForm = seen
    ? every.filter(({ id }) => seen.some((known) => id.startsWith(known)))
    : live.filter(({ origin }) => origin === 'editor');
  const removed = ofForm.filter(({ text, removedAt }) => removedAt === null && !wanted.has(keyOf(text)));
  // What the form showed and somebody took back meanwhile stays taken back.
  const known = new Set([...live, ...ofForm].map(({ text }) => keyOf(text)));
  const fresh = [...wanted].filter(([key]) => !known.has(key)).map(([, text]) => text);
  if (fresh.length > 0 && live.length - removed.length + fresh.length > MOST)
    throw new UserError(TOO_MANY, 'questions');
  await takeBack(tx, ctx, removed);
  const added = await insertQuestions(
    tx,
    ctx,
    fresh.map((text) => ({ policyId, text, anchor: null, origin: 'editor' })),
  );
  await recordChange(tx, ctx, policyId, { added, removed });
  return { ...kept, added, removed };
}

export interface NewQuestion {
  readonly policyId: string;
  /** The passage that answers it. */
  readonly anchor: string | null;
  readonly text: string;
  readonly origin: PolicyQuestion['origin'];
}

/**
 * Adds one and has it found, in the transaction of what it was learned from: the caller has seen to it that the actor may. An
 * equal one that is there already is given as it is; undefined where nothing is left of it, or the policy has as many as it keeps.
 */
export async function addQuestion(tx: Tx, ctx: Ctx, question: NewQuestion): Promise<PolicyQuestion | undefined> {
  const text = clip(oneLine(question.text), LONGEST_ANSWERED);
  if (text === '') return undefined;
  await lockPolicy(tx, ctx, question.policyId);
  const live = await questionsOf(tx, ctx, question.policyId);
  const equal = live.find((one) => keyOf(one.text) === keyOf(text));
  if (equal || live.length >= MOST) return equal;
  const added = await insertQuestions(tx, ctx, [{ ...question, text }]);
  await recordChange(tx, ctx, question.policyId, { added, removed: [] });
  await indexPolicies(tx, ctx, [question.policyId]);
  return added[0];
}

/** Takes one back; undefined where somebody has. */
export async function removeQuestion(tx: Tx, ctx: Ctx, questionId: string): Promise<PolicyQuestion | undefined> {
  if (!isId(questionId)) return undefined;
  const [found] = await tx
    .select({ policyId: policyQuestions.policyId })
    .from(policyQuestions)
    .where(isQuestion(ctx, [questionId]));
  if (!found) return undefined;
  await lockPolicy(tx, ctx, found.policyId);
  const [removed] = await tx
    .update(policyQuestions)
    .set({ removedAt: ctx.clock.now(), removedBy: ctx.actor.slackId })
    .where(and(isQuestion(ctx, [questionId]), isNull(policyQuestions.removedAt)))
    .returning();
  if (!removed) return undefined;
  await recordChange(tx, ctx, removed.policyId, { added: [], removed: [removed] });
  await indexPolicies(tx, ctx, [removed.policyId]);
  return removed;
}

async function takeBack(tx: Tx, ctx: Ctx, questions: readonly PolicyQuestion[]): Promise<void> {
  if (questions.length === 0) return;
  await tx
    .update(policyQuestions)
    .set({ removedAt: ctx.clock.now(), removedBy: ctx.actor.slackId })
    .where(
      isQuestion(
        ctx,
        questions.map(({ id }) => id),
      ),
    );
}

async function insertQuestions(
  tx: Tx,
  ctx: Ctx,
  questions: readonly NewQuestion[],
): Promise<readonly PolicyQuestion[]> {
  if (questions.length === 0) return [];
  const by = { workspaceId: ctx.workspaceId, addedBy: ctx.actor.slackId, addedAt: ctx.clock.now() };
  return tx
    .insert(policyQuestions)
    .values(questions.map((question) => ({ ...question, ...by })))
    .onConflictDoNothing()
    .returning();
}

async function recordChange(
  tx: Tx,
  ctx: Ctx,
  policyId: string,
  { added, removed }: Pick<QuestionsSet, 'added' | 'removed'>,
): Promise<void> {
  if (added.length + removed.length === 0) return;
  const texts = (questions: readonly PolicyQuestion[]): string[] => questions.map(({ text }) => text);
  await recordAudit(tx, ctx, {
    action: 'policy.questions-changed',
    subject: `policy:${policyId}`,
    detail: { added: texts(added), removed: texts(removed) },
  });
}

function isQuestion(ctx: Ctx, ids: readonly string[]) {
  return and(eq(policyQuestions.workspaceId, ctx.workspaceId), inArray(policyQuestions.id, [...ids]));
}

/** By what tells them apart; the first of equal ones. */
function unique(texts: readonly string[]): ReadonlyMap<string, string> {
  const byKey = new Map<string, string>();
  for (const text of texts) {
    const line = clip(oneLine(text), LONGEST_ANSWERED);
    if (line !== '' && !byKey.has(keyOf(line))) byKey.set(keyOf(line), line);
  }
  return byKey;
}

function keyOf(text: string): string {
  return text.toLowerCase();
}
