import { and, eq, isNull, ne, or } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { may } from '../../../../people/permissions.ts';
import type { PassageView } from '../../library/reading/passage-view.ts';
import { addQuestion, removeQuestion } from '../../library/settings/questions.ts';
import { isId, keptPolicy } from '../../library/reading/read-policy.ts';
import { type PolicyQuestion, policyQuestions } from '../../library/tables.ts';
import { isTheirLookUp, requireLookUp, requireReader } from '../finding/look-up.ts';
import { PASSAGE_GONE, requirePassage } from '../finding/passage-gone.ts';
import { type NotLearned, whyNotLearned } from '../finding/question.ts';
import { policyLookUps } from '../tables.ts';

/** What a passage is found by from now on, or why by nothing new. */
export interface Learned {
  readonly view: PassageView;
  readonly lookUpId: string;
  readonly question?: PolicyQuestion | undefined;
  readonly because?: NotLearned | undefined;
}

interface Helped {
  readonly lookUpId: string;
  readonly passageId: string;
}

/** *This helped*: whoever asks the same is shown this passage. Said once of a look-up; a second time changes nothing. */
export async function learnFrom(ctx: Ctx, { lookUpId, passageId }: Helped): Promise<Learned> {
  requireReader(ctx);
  return transaction(ctx, async (tx) => {
    const view = await requirePassage(tx, ctx, passageId);
    const asked = await requireLookUp(tx, ctx, lookUpId);
    const isFirst = await noteVerdict(tx, ctx, lookUpId, view.policy.id);
    if (!isFirst) throw new UserError('You have said already what helped. Thank you.');
    const because = whyNotLearned(asked.query);
    if (because) return { view, lookUpId, because };
    return { view, lookUpId, question: await learn(tx, ctx, view, asked.query) };
  });
}

/** The same in other words, which may be kept. */
export async function learnWords(ctx: Ctx, { lookUpId, passageId }: Helped, words: string): Promise<Learned> {
  requireReader(ctx);
  return transaction(ctx, async (tx) => {
    const view = await requirePassage(tx, ctx, passageId);
    await requireLookUp(tx, ctx, lookUpId);
    const because = whyNotLearned(words);
    return because ? { view, lookUpId, because } : { view, lookUpId, question: await learn(tx, ctx, view, words) };
  });
}

/** *Undo*: by whoever taught it, or whoever may change the policy's questions. */
export async function unlearn(ctx: Ctx, questionId: string): Promise<string> {
  requireReader(ctx);
  return transaction(ctx, async (tx) => {
    const question = await learnedQuestion(tx, ctx, questionId);
    const kept = question && (await keptPolicy(tx, ctx, question.policyId));
    if (!question || !kept) throw new UserError(PASSAGE_GONE);
    const about = { teamId: kept.team.id, owner: kept.policy.owner };
    if (question.addedBy !== ctx.actor.slackId && !may(ctx.actor, 'policy.questions', about)) {
      throw new UserError('Somebody else taught this. Whoever keeps the policy can take it back, under Questions.');
    }
    await removeQuestion(tx, ctx, questionId);
    return question.text;
  });
}

/** True where nothing had been said to have helped before. */
async function noteVerdict(tx: Tx, ctx: Ctx, lookUpId: string, policyId: string): Promise<boolean> {
  const noted = await tx
    .update(policyLookUps)
    .set({ verdict: 'helped', verdictPolicyId: policyId, verdictAt: ctx.clock.now() })
    .where(and(isTheirLookUp(ctx, lookUpId), or(isNull(policyLookUps.verdict), ne(policyLookUps.verdict, 'helped'))))
    .returning({ id: policyLookUps.id });
  return noted.length > 0;
}

function learn(tx: Tx, ctx: Ctx, { policy, passage }: PassageView, text: string) {
  return addQuestion(tx, ctx, { policyId: policy.id, anchor: passage.anchor, text, origin: 'learned' });
}

async function learnedQuestion(tx: Tx, ctx: Ctx, questionId: string): Promise<PolicyQuestion | undefined> {
  if (!isId(questionId)) return undefined;
  const [question] = await tx
    .select()
    .from(policyQuestions)
    .where(
      and(
        eq(policyQuestions.workspaceId, ctx.workspaceId),
        eq(policyQuestions.id, questionId),
        eq(policyQuestions.origin, 'learned'),
      ),
    );
  return question;
}
