import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Message, NewPost } from '../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../people/queries.ts';
import { actions, button, context, section } from '../../../slack/blocks.ts';
import { clip, inline } from '../../../slack/mrkdwn.ts';
import { paragraph, quotation, richText } from '../../../slack/rich-text.ts';
import { libraryIds } from '../library/ids.ts';
import { askerKey, gapIds as ids, gapName } from './ids.ts';
import { policyFor } from './policy-for.ts';
import type { PolicyGap } from './tables.ts';

/** What somebody who asked is told. */
export interface AnswerView {
  readonly gap: PolicyGap;
  /** `You` where they answered it themselves. */
  readonly answeredBy: string;
  /** Where this person may see it. */
  readonly policy: { readonly id: string; readonly title: string } | undefined;
}

/** To one of those who asked, once, however often it is queued. */
export async function answerPost(tx: Tx, ctx: Ctx, gap: PolicyGap, asker: string): Promise<NewPost> {
  const by = gap.settledBy ?? gap.owner;
  const name = (await peopleByIds(tx, ctx, [by])).get(by)?.name ?? 'Somebody';
  const policy = await policyFor(tx, ctx, asker, gap.policyId);
  const messageKey = askerKey(gap.id, asker);
  const message = answerMessage({ gap, answeredBy: name, policy });
  return { kind: 'post', to: asker, messageKey, dedupeKey: messageKey, message };
}

/** Pure. */
export function answerMessage({ gap, answeredBy, policy }: AnswerView): Message {
  if (gap.state === 'closed') return closedMessage(gap, answeredBy);
  const title = policy && inline(clip(policy.title, 200));
  const who = `${inline(answeredBy)} answers your question`;
  const inIt =
    title === undefined ? [] : [context(`It is in the policy *${title}*. \`/policy\` finds it from now on.`)];
  const open = policy
    ? [button('Open the policy', libraryIds.open, { value: policy.id, spoken: `Open ${policy.title}` })]
    : [];
  const answer = gap.answer ?? '';
  return {
    text: `${who} (${gapName(gap)}): ${answer === '' ? `it is in the policy ${title ?? ''}` : inline(clip(answer, 1500))}`,
    blocks: [
      section(`*${who}* (${gapName(gap)}):`),
      richText(quotation(gap.question)),
      ...(answer === '' ? [] : [richText(paragraph(answer))]),
      ...inIt,
      actions([...open, button('Ask again', ids.askAgain, { value: gap.id, spoken: `Ask again, ${gapName(gap)}` })]),
    ],
  };
}

function closedMessage(gap: PolicyGap, closedBy: string): Message {
  const who = `${inline(closedBy)} says that your question needs no answer`;
  const why = gap.settledBecause ?? '';
  return {
    text: `${who} (${gapName(gap)}): ${inline(why)}`,
    blocks: [section(`*${who}* (${gapName(gap)}):`), richText(quotation(gap.question)), richText(paragraph(why))],
  };
}
