import type { Ctx } from '../../../../core/context.ts';
import { dayAndTime } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Message, NewPost } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clip, clipMarkup, inline } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import { askerKey, gapName } from '../ids.ts';
import { askersOf, type TeamGap } from '../read-gap.ts';
import { timeToken } from '../time-token.ts';

/** What whoever asked hears while they wait. */

/** That somebody else is to answer. */
export async function movedPosts(tx: Tx, ctx: Ctx, about: TeamGap): Promise<readonly NewPost[]> {
  const { gap } = about;
  const name = await nameOf(tx, ctx, gap.owner);
  return toAskers(tx, ctx, about, 'moved', (timeZone) => movedMessage(about, name, timeZone));
}

/** That it takes longer than was said, and whether somebody sees to that. */
export function stillWaitingPosts(
  tx: Tx,
  ctx: Ctx,
  about: TeamGap,
  isLookedAfter: boolean,
): Promise<readonly NewPost[]> {
  return toAskers(tx, ctx, about, 'late', (timeZone) => stillWaitingMessage(about, isLookedAfter, timeZone));
}

/** Pure. */
export function movedMessage({ gap }: TeamGap, owner: string, timeZone: string): Message {
  const said = (when: string): string =>
    `${inline(clip(owner, 60))} is to answer your question now (${gapName(gap)}), by ${when} at the latest.`;
  return newsMessage(gap.question, said(dayAndTime(gap.dueAt, timeZone)), said(timeToken(gap.dueAt, timeZone)));
}

/** Pure. */
export function stillWaitingMessage({ gap, team }: TeamGap, isLookedAfter: boolean, timeZone: string): Message {
  const told = isLookedAfter ? ` Those in charge of ${inline(team.name)} know: if it cannot wait, ask them.` : '';
  const said = (when: string): string =>
    `Your question was to be answered by ${when}, and is not yet (${gapName(gap)}).${told}`;
  return newsMessage(gap.question, said(dayAndTime(gap.dueAt, timeZone)), said(timeToken(gap.dueAt, timeZone)));
}

function newsMessage(question: string, spoken: string, said: string): Message {
  return {
    text: clipMarkup(`${spoken} “${inline(clip(question, 300))}”`, LIMITS.message.text),
    blocks: [section(said), richText(quotation(question))],
  };
}

/** Not to whoever does it, nor to whoever is to answer what they asked. */
async function toAskers(
  tx: Tx,
  ctx: Ctx,
  { gap }: TeamGap,
  what: string,
  message: (timeZone: string) => Message,
): Promise<readonly NewPost[]> {
  const askers = await askersOf(tx, ctx, gap.id);
  const told = askers.filter(
    ({ slackId, kind }) => kind === 'full' && slackId !== ctx.actor.slackId && slackId !== gap.owner,
  );
  return told.map(({ slackId, timeZone }) => ({
    kind: 'post',
    to: slackId,
    dedupeKey: `${askerKey(gap.id, slackId)}:${what}:${gap.version}`,
    message: message(timeZone),
  }));
}
