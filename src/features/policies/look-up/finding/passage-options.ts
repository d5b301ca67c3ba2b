import type { PlainTextOption } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { search } from '../../../../search/index.ts';
import { option } from '../../../../slack/blocks.ts';
import { COLLECTION } from '../../library/index-policy.ts';
import { readerKeys } from '../../library/reading/audience.ts';
import { type PassageView, passageView } from '../../library/reading/passage-view.ts';

const MOST = 15;
/** Where some of them are not offered. */
const MOST_LOOKED_AT = 45;

/** Of what is found, what will be taken. */
export type Taken = (views: readonly PassageView[]) => readonly PassageView[] | Promise<readonly PassageView[]>;

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
  taken?: Taken,
): Promise<readonly PlainTextOption[]> {
  const query = typed.trim() === '' ? question : typed;
  const audience = readerKeys(ctx.actor);
  const wanted = { collection: COLLECTION, query, audience, at: ctx.clock.now(), limit: taken ? MOST_LOOKED_AT : MOST };
  const { hits } = audience.length === 0 ? { hits: [] } : await search(tx, ctx, wanted);
  const views = await passageView(
    tx,
    ctx,
    hits.flatMap(({ passageId }) => passageId ?? []),
  );
  return (taken ? await taken(views) : views).slice(0, MOST).map(passageOption);
}

export function passageOption({ passage, revision }: PassageView): PlainTextOption {
  const place = passage.heading === '' || passage.heading === revision.title ? '' : ` › ${passage.heading}`;
  return option(`${revision.title}${place}`, passage.id);
}
