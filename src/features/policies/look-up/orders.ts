import type { KnownBlock } from '@slack/types';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { permissions, whoMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import { actions, button, context, section } from '../../../slack/blocks.ts';
import type { Command } from '../../../slack/listener.ts';
import { LIMITS } from '../../../slack/limits.ts';
import { clip, clipMarkup, inline } from '../../../slack/mrkdwn.ts';
import { askManagers } from '../library/reading/managers-to-name.ts';
import { policyCalled } from '../library/reading/policy-called.ts';
import type { PolicyWord } from '../part.ts';
import { mayOrder } from './command.ts';
import { foundMessage } from './answer/answer-views.ts';
import { lookUpIds as ids } from './ids.ts';
import { lookUpIfAnswered, requireReader } from './finding/look-up.ts';
import { readQuestion, searchedText, withoutPersonalData } from './finding/question.ts';

/** A button takes no more. */
const LONGEST = 1500;

/**
 * To words that begin like an order which the actor may not give, or not so: who can, and whom to ask. Below it what
 * a policy answers to the rest of them, where one does; else a button looks them up, as what finds nothing is noted for others to answer.
 */
export async function answerOrder(ctx: Ctx, word: PolicyWord, { text, surface }: Command): Promise<Message> {
  requireReader(ctx);
  const rest = text.replace(/^\S+/, '').trim();
  const said = await orderText(ctx, word, rest);
  if (!hasWords(rest)) return { text: said };
  const found = await lookUpIfAnswered(ctx, { query: rest, place: 'order' });
  if (!found) return { text: said, blocks: [section(said), lookUpRow(text)] };
  const answer = foundMessage(ctx, found, surface.channel);
  const asked = `${said} If it was a question:`;
  return {
    text: clipMarkup(`${asked} ${answer.text}`, LIMITS.message.text),
    blocks: [context(asked), ...(answer.blocks ?? [])],
  };
}

function hasWords(text: string): boolean {
  return /\p{L}/u.test(searchedText(withoutPersonalData(text)));
}

function lookUpRow(text: string): KnownBlock {
  return actions([button('Look it up', ids.lookUpWords, { value: clip(readQuestion(text), LONGEST) })]);
}

async function orderText(ctx: Ctx, word: PolicyWord, rest: string): Promise<string> {
  const { words, needs = 'policy.look-up', takesTitle } = word;
  const isAllowed = mayOrder(ctx, word);
  const namesNone = takesTitle && rest !== '' && (await policyCalled(ctx, rest)).kind === 'none';
  if (takesTitle && (isAllowed || namesNone)) return `No policy has “${inline(clip(rest, 200))}” in its title.`;
  if (isAllowed) return `\`/policy ${words[0] ?? ''}\` stands alone: type nothing after it.`;
  return transaction(ctx, async (tx) => {
    const teamId = ctx.actor.memberships[0]?.teamId ?? '';
    const { name = 'your team' } = (await teamById(tx, ctx, teamId)) ?? {};
    const { may, can } = permissions[needs];
    return `Only ${whoMay(may, inline(name))} can ${can}.${await askManagers(tx, ctx, teamId)}`;
  });
}
