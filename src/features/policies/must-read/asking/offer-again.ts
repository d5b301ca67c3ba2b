import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { revisionById } from '../../library/reading/read-policy.ts';
import { whoHears } from '../sending/who-hears.ts';
import { asOf, countByTeam, total } from '../readers/counts.ts';
import { changedMessage } from '../messages/to-asker.ts';
import { changesQuote } from './quote.ts';
import { type KeptMustRead, readersOf } from '../read-must-read.ts';

/** Another revision counts: whoever asked is shown what changed, and may ask again with one press. */
export async function offerToAskAgain(
  tx: Tx,
  ctx: Ctx,
  kept: KeptMustRead,
  newerId: string,
): Promise<readonly Outgoing[]> {
  const found = await revisionById(tx, ctx, newerId);
  if (!found) return [];
  const { revision: newer } = found;
  const counts = countByTeam(await readersOf(tx, ctx, kept.mustRead.id), asOf(kept.mustRead, ctx.clock.now()));
  const changes = changesQuote(kept.revision.markdown, newer.markdown);
  const message = changedMessage(kept, total(counts.values()), newer, changes);
  const dedupeKey = `must-read:${kept.mustRead.id}:changed`;
  const askers = await whoHears(tx, ctx, kept);
  return askers.map(({ slackId }) => ({ kind: 'post', to: slackId, dedupeKey: `${dedupeKey}:${slackId}`, message }));
}
