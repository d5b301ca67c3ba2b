import { and, eq, like } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Edit } from '../../../../outbox/enqueue.ts';
import { postedMessages } from '../../../../outbox/tables.ts';
import { allTeams } from '../../../../people/queries.ts';
import type { OnSettingsChanged } from '../../library/policy-hooks.ts';
import { policies } from '../../library/tables.ts';
import { lineKey, placeOfLine } from '../ids.ts';
import { begun } from './news.ts';
import { channelsFor } from './news-channels.ts';
import { hiddenMessage, newsMessage } from './news-messages.ts';

/**
 * Who may see a policy has changed: lines in channels where not everybody may see it any more do not name it any more, and
 * where everybody may again, what counts now is named again.
 */
export const followReaders: OnSettingsChanged = async (tx, ctx, { policy, before }) => {
  const none = { messages: [], homes: [] };
  if (isDeepStrictEqual(policy.audience, before.audience)) return none;
  const teams = await allTeams(tx, ctx);
  const channelsOf = (audience: readonly string[]) =>
    new Set(channelsFor(audience, teams).map(({ channel }) => channel));
  const [lost, won] = [channelsOf(before.audience), channelsOf(policy.audience)];
  const lines = (await linesOf(tx, ctx, policy.id)).filter(({ channel }) => lost.has(channel) !== won.has(channel));
  if (lines.length === 0) return none;
  const [now] = await begun(tx, ctx, new Date(0), eq(policies.id, policy.id));
  const messages = lines.flatMap(({ messageKey, revisionId, channel }): Edit[] => {
    if (!won.has(channel)) return [{ kind: 'edit', messageKey, message: hiddenMessage() }];
    return now?.revision.id === revisionId ? [{ kind: 'edit', messageKey, message: newsMessage(now) }] : [];
  });
  return { messages, homes: [] };
};

/** Every line in which it was told by name. */
async function linesOf(tx: Tx, ctx: Ctx, policyId: string) {
  const found = await tx
    .select({ messageKey: postedMessages.messageKey })
    .from(postedMessages)
    .where(
      and(
        eq(postedMessages.workspaceId, ctx.workspaceId),
        like(postedMessages.messageKey, lineKey(policyId, '%', '%')),
      ),
    );
  return found.map((line) => Object.assign(line, placeOfLine(line.messageKey)));
}
