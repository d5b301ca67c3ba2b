import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clip, clipMarkup, inline } from '../../../../slack/mrkdwn.ts';
import { paragraph, quotation, richText } from '../../../../slack/rich-text.ts';
import { gapIds as ids, gapName } from '../ids.ts';
import type { PolicyGap } from '../tables.ts';

interface Suggestion {
  readonly gap: Pick<PolicyGap, 'id' | 'number' | 'question' | 'answer'>;
  readonly by: string;
  readonly title: string;
}

/** Pure: to whoever may write policies, from somebody who answered a question and may not. */
export function suggestionMessage({ gap, by, title }: Suggestion): Message {
  const said = `${inline(clip(by, 60))} suggests a policy, “${inline(clip(title, 150))}”`;
  const answer = gap.answer ?? '';
  return {
    text: clipMarkup(`${said}, from an answer (${gapName(gap)}): ${inline(clip(answer, 500))}`, LIMITS.message.text),
    blocks: [
      section(`*${said}*, from an answer:`),
      richText(quotation(gap.question)),
      richText(paragraph(answer)),
      context(`${gapName(gap)} · whoever asked has this answer already`),
      actions([
        button('Make it a draft', ids.makeDraft, {
          value: `${gap.id}:${title}`,
          style: 'primary',
          spoken: `Make it a draft, ${gapName(gap)}`,
        }),
      ]),
    ],
  };
}
