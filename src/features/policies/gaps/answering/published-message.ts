import type { Message } from '../../../../outbox/enqueue.ts';
import { section } from '../../../../slack/blocks.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import type { PolicyRevision } from '../../library/tables.ts';
import { dateText } from '../../library/words.ts';
import { gapName } from '../ids.ts';
import { openPolicyRow } from '../open-policy.ts';
import type { PolicyGap } from '../tables.ts';

type Published = Pick<PolicyRevision, 'policyId' | 'title' | 'effectiveAt' | 'effectiveFrom'>;

/** Pure: to somebody who was told the answer when its policy was still a draft. */
export function publishedMessage(
  gap: Pick<PolicyGap, 'number' | 'question'>,
  { policyId, title, effectiveAt, effectiveFrom }: Published,
  now: Date,
): Message {
  const isLater = effectiveAt !== null && effectiveAt > now;
  const since = isLater ? `, which counts from ${dateText(effectiveFrom ?? '')}` : ' now';
  const said = `The answer to your question (${gapName(gap)}) is the policy *${inline(clip(title, 200))}*${since}.`;
  const found = isLater ? '' : ' The next search finds it.';
  return {
    text: `${said}${found}`,
    blocks: [section(`${said}${found}`), richText(quotation(gap.question)), ...openPolicyRow({ id: policyId, title })],
  };
}
