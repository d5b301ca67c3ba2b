import { type Ctx, transaction } from '../core/context.ts';
import { enqueue, type ShareEnding } from './enqueue.ts';
import type { TakenMessage } from './lane.ts';

/**
 * Whoever shared it reads what came of it, by direct message; of any other message nobody is told. Called before the message is
 * settled: begun again it tells them once.
 */
export async function tellSharer(
  ctx: Ctx,
  { stored }: Pick<TakenMessage, 'stored'>,
  ending: ShareEnding,
): Promise<void> {
  if (stored.kind !== 'share') return;
  const { person: to, endings, dedupeKey } = stored;
  const told = { kind: 'post', to, message: endings[ending], dedupeKey: `${dedupeKey}:told` } as const;
  await transaction(ctx, (tx) => enqueue(tx, ctx, [told]));
}
