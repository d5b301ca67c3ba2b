import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { may } from '../../../../people/permissions.ts';
import { lockPolicy } from '../../library/hold-policy.ts';
import { type PassageView, passageView } from '../../library/reading/passage-view.ts';
import { addQuestion, type NewQuestion } from '../../library/settings/questions.ts';
import { requirePassage } from '../../look-up/finding/passage-gone.ts';
import { whyNotLearned } from '../../look-up/finding/question.ts';
import { policiesFor } from '../policy-for.ts';
import { type Asker, askersOf, holdGap, type TeamGap } from '../read-gap.ts';
import type { PolicyGap } from '../tables.ts';
import { isRepeated, requireOpen, settle } from './settle.ts';

export interface PointToPolicy {
  readonly gapId: string;
  readonly passageId: string;
  /** For whoever asked; may be empty. */
  readonly note: string;
}

/**
 * Answers a question by a passage that says it already. The policy is found by this question from now on: as one of its own where
 * the actor may write those, else as one that was learned, which whoever keeps it may take back.
 * @throws UserError where somebody else was first, or where somebody who asked may not read the policy
 */
export function pointToPolicy(ctx: Ctx, { gapId, passageId, note }: PointToPolicy): Promise<TeamGap> {
  return transaction(ctx, async (tx) => {
    await policyFirst(tx, ctx, passageId);
    const held = await holdGap(tx, ctx, gapId, 'policy.answer-gap');
    const answer = note.trim();
    if (held.gap.passageId === passageId && isRepeated(ctx, held.gap, answer)) return held;
    await requireOpen(tx, ctx, held);
    const view = await requirePassage(tx, ctx, passageId, new UserError('Choose the passage that says it.', 'passage'));
    await requireReadable(tx, ctx, held, view);
    await findBy(tx, ctx, view, held.gap.question);
    const ending = {
      state: 'answered' as const,
      answer,
      policyId: view.policy.id,
      passageId: view.passage.id,
      awaitsPolicy: false,
    };
    const settled = await settle(tx, ctx, held, ending);
    await enqueue(tx, ctx, settled.messages);
    return settled;
  });
}

/** A policy is held before the questions about it, as it is where it is published: so that neither waits for the other. */
async function policyFirst(tx: Tx, ctx: Ctx, passageId: string): Promise<void> {
  const [view] = await passageView(tx, ctx, [passageId]);
  if (view) await lockPolicy(tx, ctx, view.policy.id);
}

/** An answer that cannot be opened is none, and its title may say too much. */
async function requireReadable(tx: Tx, ctx: Ctx, { gap }: TeamGap, { policy }: PassageView): Promise<void> {
  const asker = (await unreadable(tx, ctx, gap, [policy.id])).get(policy.id);
  if (!asker) return;
  throw new UserError(
    `${asker.name} asked, and may not read this policy. Cancel, press Answer, and say it in your words.`,
    'passage',
  );
}

/** Of these policies, which the first of those who asked may not read; for each, who that is. */
export async function unreadable(
  tx: Tx,
  ctx: Ctx,
  gap: Pick<PolicyGap, 'id'>,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, Asker>> {
  const unread = new Map<string, Asker>();
  for (const asker of await askersOf(tx, ctx, gap.id)) {
    if (asker.kind !== 'full') continue;
    const readable = await policiesFor(tx, ctx, asker.slackId, policyIds);
    for (const id of policyIds) if (!readable.has(id) && !unread.has(id)) unread.set(id, asker);
  }
  return unread;
}

/** Nothing is learned where the policy answers as many as it can: whoever asked gets the answer all the same. */
async function findBy(tx: Tx, ctx: Ctx, view: PassageView, text: string): Promise<void> {
  const origin = mayAdd(ctx, view) ? 'editor' : 'learned';
  if (origin === 'learned' && whyNotLearned(text) !== undefined) return;
  await addTo(tx, ctx, view, { text, origin });
}

/** Whether the actor may have it found by questions. */
export function mayAdd({ actor }: Ctx, { policy, team }: PassageView): boolean {
  return may(actor, 'policy.questions', { teamId: team.id, owner: policy.owner });
}

export function addTo(
  tx: Tx,
  ctx: Ctx,
  { policy, passage }: PassageView,
  question: Pick<NewQuestion, 'text' | 'origin'>,
) {
  return addQuestion(tx, ctx, { policyId: policy.id, anchor: passage.anchor, ...question });
}
