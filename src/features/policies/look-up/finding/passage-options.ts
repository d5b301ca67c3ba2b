import type { PlainTextOption } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { search } from '../../../../search/index.ts';
import { option } from '../../../../slack/blocks.ts';
import { COLLECTION } from '../../library/index-policy.ts';
import { readerKeys } from '../../library/reading/audience.ts';
import { passageView } from '../../library/reading/passage-view.ts';

const MOST = 15;

/** For a menu: passages that the actor may read, by what is typed, else by the question that it is about. */
export function passageOptions(ctx: Ctx, typed: string, question: string): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, (tx) => passageOptionsIn(tx, ctx, typed, question));
}

/** The same, read with what the caller reads. */
export async function passageOptionsIn(
  tx: Tx,
  ctx: Ctx,
  typed: string,
  question: string,
): Promise<readonly PlainTextOption[]> {
  const query = typed.trim() === '' ? question : typed;
  const audience = readerKeys(ctx.actor);
  const wanted = { collection: COLLECTION, query, audience, at: ctx.clock.now(), limit: MOST };
  const { hits } = audience.length === 0 ? { hits: [] } : await search(tx, ctx, wanted);
  const views = await passageView(
    tx,
    ctx,
    hits.flatMap(({ passageId }) => passageId ?? []),
  );
  return views.map(({ passage, revision }) => {
    const place = passage.heading === '' || passage.heading === revision.title ? '' : ` › ${passage.heading}`;
    return option(`${revision.title}${place}`, passage.id);
  });
}
