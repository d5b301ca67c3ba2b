import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Message, NewPost } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clip, clipMarkup, inline } from '../../../../slack/mrkdwn.ts';
import { bold, paragraph, quotation, richText } from '../../../../slack/rich-text.ts';
import { askerKey, gapIds as ids, gapName } from '../ids.ts';
import { excerptOf } from '../../text/showing/excerpt.ts';
import { type QuotedText, quotedText } from '../../text/passages/quoted-text.ts';
import { openPolicyButton } from '../open-policy.ts';
import { contextOf, isComing, passageFor, policyFor } from '../policy-for.ts';
import type { PolicyGap } from '../tables.ts';

/** What somebody who asked is told. */
export interface AnsweredView {
  readonly gap: PolicyGap;
  /** `You` where they answered it themselves. */
  readonly answeredBy: string;
  /** Where this person may see it. */
  readonly policy: { readonly id: string; readonly title: string } | undefined;
  /** That is not published yet. */
  readonly isComing?: boolean;
  /** And they are to hear of it then. */
  readonly hears?: boolean;
  /** The passage of it that says so. */
  readonly passage?: { readonly heading: string; readonly quote: QuotedText } | undefined;
}

/** The rest is in the policy. */
const LONGEST_QUOTED = 900;

/** To one of those who asked, once, however often it is queued. */
export async function answerPost(tx: Tx, ctx: Ctx, gap: PolicyGap, asker: string): Promise<NewPost> {
  const by = gap.settledBy ?? gap.owner;
  const name = await nameOf(tx, ctx, by);
  const policy = await policyFor(tx, ctx, asker, gap.policyId);
  const messageKey = askerKey(gap.id, asker);
  const found = policy && (await passageFor(tx, ctx, asker, gap.passageId));
  const passage = found && { heading: found.heading, quote: quotedText(found) };
  const coming = await isComing(tx, ctx, gap);
  const theirs = coming ? await contextOf(tx, ctx, asker) : undefined;
  const hears = theirs?.actor.memberships.some(({ teamId }) => teamId === gap.teamId) ?? false;
  const message = answeredMessage({ gap, answeredBy: name, policy, passage, isComing: coming, hears });
  return { kind: 'post', to: asker, messageKey, dedupeKey: messageKey, message };
}

/** Pure. */
export function answeredMessage(view: AnsweredView): Message {
  const { gap, answeredBy, policy, passage, isComing: coming = false } = view;
  if (gap.state === 'closed') return closedMessage(gap, answeredBy);
  const title = policy && inline(clip(policy.title, 200));
  const who = `${inline(answeredBy)} answers your question`;
  const open = policy ? [openPolicyButton(policy, coming)] : [];
  const answer = gap.answer ?? '';
  const said = answer === '' ? `it is in the policy ${title ?? 'that you may not read'}` : inline(answer);
  return {
    text: clipMarkup(`${who} (${gapName(gap)}): ${said}`, LIMITS.message.text),
    blocks: [
      section(`*${who}* (${gapName(gap)}):`),
      richText(quotation(gap.question)),
      ...(answer === '' ? [] : [richText(paragraph(answer))]),
      ...(passage ? [quoted(passage)] : []),
      ...whereText(view, title).map((text) => context(text)),
      actions([...open, askAgain(gap)]),
    ],
  };
}

/** What stands before a policy's first heading, and a policy without any, has none. */
function quoted({ heading, quote }: NonNullable<AnsweredView['passage']>): KnownBlock {
  const above = heading === '' ? [] : [paragraph(bold(heading))];
  return richText(...above, excerptOf(quote.text, [], LONGEST_QUOTED, quote));
}

function askAgain(gap: PolicyGap): ReturnType<typeof button> {
  return button('Ask again', ids.askAgain, { value: gap.id, spoken: `Ask again, ${gapName(gap)}` });
}

function whereText({ isComing: coming = false, hears = false }: AnsweredView, title: string | undefined): string[] {
  if (coming) return hears ? ['It is becoming a policy. You hear when it is published.'] : [];
  return title === undefined ? [] : [`It is in the policy *${title}*.`];
}

function closedMessage(gap: PolicyGap, closedBy: string): Message {
  const who = `${inline(closedBy)} says that your question needs no answer`;
  const why = gap.settledBecause ?? '';
  return {
    text: `${who} (${gapName(gap)}): ${inline(why)}`,
    blocks: [
      section(`*${who}* (${gapName(gap)}):`),
      richText(quotation(gap.question)),
      richText(paragraph(why)),
      actions([askAgain(gap)]),
    ],
  };
}
