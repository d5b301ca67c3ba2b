import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { openButtons } from './open-buttons.ts';
import type { Publication } from '../policy-hooks.ts';
import { dateText } from '../words.ts';

/** Whoever wrote a planned revision, and whoever owns its policy, hear that it never will count. */
export async function replacedTold(tx: Tx, ctx: Ctx, publication: Publication): Promise<readonly Outgoing[]> {
  const { policy, revision, replaced } = publication;
  if (replaced.length === 0) return [];
  const who = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  return replaced.flatMap(({ id, number, title, author, effectiveFrom }) => {
    const when = effectiveFrom === null ? '' : `, planned for ${dateText(effectiveFrom)},`;
    const text = `*${inline(title)}*: revision ${number}${when} was replaced by revision ${revision.number} before it counted. ${who} has published that one.`;
    const message = { text, blocks: [section(text), ...openButtons([policy])] };
    const whom = [...new Set([author, policy.owner])].filter((to) => to !== ctx.actor.slackId);
    return whom.map((to): Outgoing => ({
      kind: 'post',
      to,
      dedupeKey: `policy-revision:${id}:replaced:${to}`,
      message,
    }));
  });
}
