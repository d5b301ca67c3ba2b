import { type Ctx, transaction } from '../../../../core/context.ts';
import { enqueue, type Message } from '../../../../outbox/enqueue.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { policyFileName } from './file-name.ts';
import { requirePolicy } from '../reading/read-policy.ts';
import { textNow } from './save-form.ts';
import { workedOn } from './worked-on.ts';

/** Sends somebody the text of a policy that is too long for a form, as it stands. */
export function sendText(ctx: Ctx, policyId: string): Promise<Message> {
  return transaction(ctx, async (tx) => {
    const { policy, team } = await requirePolicy(tx, ctx, policyId);
    requireMay(ctx, 'policy.draft', { teamId: team.id, teamName: team.name });
    const open = (await workedOn(tx, ctx, [policy.id])).get(policy.id);
    const content = open?.markdown ?? (await textNow(tx, ctx, policyId));
    await enqueue(tx, ctx, [
      {
        kind: 'file',
        to: ctx.actor.slackId,
        filename: policyFileName(policy.title),
        content,
        comment: `The text of “${inline(policy.title)}”. Change it and give it back in *Edit*.`,
        dedupeKey: `policy-text:${policyId}:${ctx.actor.slackId}:${ctx.correlationId}`,
      },
    ]);
    return { text: 'It comes as a file, in your messages with Floorwalker.' };
  });
}
