import { and, asc, eq, like } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { type Edit, enqueue, type NewPost } from '../../../../outbox/enqueue.ts';
import { postedMessages } from '../../../../outbox/tables.ts';
import { managersToAsk } from '../../../../people/managers-to-ask.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { overMessage } from '../asking/owner-message.ts';
import { suggestionKey } from '../ids.ts';
import { policyFor } from '../policy-for.ts';
import { holdGap, isGap, type TeamGap } from '../read-gap.ts';
import { type PolicyGap, policyGaps } from '../tables.ts';
import { draftOf, titleOf } from './draft-of-answer.ts';
import { suggestionMessage } from './suggestion-message.ts';

/** Who is asked whether an answer becomes a policy: the team's managers; its directors where it has none, else its leads. */
export function takersOf(tx: Tx, ctx: Ctx, { teamId }: Pick<PolicyGap, 'teamId'>): Promise<readonly string[]> {
  return managersToAsk(tx, ctx, teamId, { orElse: ['director', 'lead'] });
}

/** To each of them. */
export async function suggestionPosts(tx: Tx, ctx: Ctx, { gap }: TeamGap, title: string): Promise<readonly NewPost[]> {
  const by = await nameOf(tx, ctx, ctx.actor.slackId);
  const message = suggestionMessage({ gap, by, title });
  return (await takersOf(tx, ctx, gap)).map((to) => {
    const messageKey = suggestionKey(gap.id, to);
    return { kind: 'post', to, messageKey, dedupeKey: messageKey, message };
  });
}

/** Makes the answer a draft of the actor's, once: the policy. Whoever asked hears when it is published. */
export function takeSuggestion(ctx: Ctx, gapId: string, title: string): Promise<string> {
  return transaction(ctx, async (tx) => {
    const held = await holdGap(tx, ctx, gapId, 'policy.draft');
    const { answer, policyId } = held.gap;
    if (policyId !== null) return policyId;
    if (answer === null) throw new UserError('There is no answer yet of which a policy could be made.');
    const { policy } = await draftOf(tx, ctx, held.gap, { title: titleOf({ title }), answer });
    const gap = await awaitPolicy(tx, ctx, held.gap, policy.id);
    await enqueue(tx, ctx, await takenEdits(tx, ctx, { ...held, gap }));
    return policy.id;
  });
}

async function awaitPolicy(tx: Tx, ctx: Ctx, before: PolicyGap, policyId: string): Promise<PolicyGap> {
  const [gap] = await tx
    .update(policyGaps)
    .set({ policyId, awaitsPolicy: true, version: before.version + 1 })
    .where(isGap(ctx, before.id))
    .returning();
  if (!gap) throw new Error('a gap that is held is gone');
  await recordAudit(tx, ctx, {
    action: 'policy-gap.made-draft',
    subject: `policy-gap:${gap.id}`,
    detail: { number: gap.number, policyId },
  });
  return gap;
}

/** What asked for it says who did it, and leads on to the draft. */
async function takenEdits(tx: Tx, ctx: Ctx, about: TeamGap): Promise<readonly Edit[]> {
  const { messageKey, workspaceId } = postedMessages;
  const prefix = suggestionKey(about.gap.id, '');
  const rows = await tx
    .select({ messageKey })
    .from(postedMessages)
    .where(and(eq(workspaceId, ctx.workspaceId), like(messageKey, `${prefix}%`)))
    .orderBy(asc(messageKey));
  const name = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  const edits: Edit[] = [];
  for (const row of rows) {
    const reader = row.messageKey.slice(prefix.length);
    const who = reader === ctx.actor.slackId ? 'you have' : `${name} has`;
    const policy = await policyFor(tx, ctx, reader, about.gap.policyId);
    edits.push({
      kind: 'edit',
      messageKey: row.messageKey,
      message: overMessage(about, `${who} made it a draft.`, policy),
    });
  }
  return edits;
}
