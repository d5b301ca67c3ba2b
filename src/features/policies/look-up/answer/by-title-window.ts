import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { actions, button, divider, plain, plainContext, plainSection } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { clip } from '../../../../slack/mrkdwn.ts';
import { libraryIds } from '../../library/ids.ts';
import { requireLookUp, requireReader } from '../finding/look-up.ts';
import { type Titled, titlesLike } from '../finding/titles-like.ts';

const MOST = 20;

/** *Search by title*: what has a word of the question in its title, and the ways to all others. */
export async function byTitleWindow(ctx: Ctx, lookUpId: string): Promise<ModalView> {
  requireReader(ctx);
  return transaction(ctx, async (tx) => {
    const { query } = await requireLookUp(tx, ctx, lookUpId);
    return titlesModal(query, await titlesLike(tx, ctx, query, MOST));
  });
}

function titlesModal(question: string, titles: readonly Titled[]): ModalView {
  const asked = `“${clip(question, 200)}”`;
  const said = titles.length === 0 ? `No title has a word of ${asked} in it.` : `Titles with a word of ${asked}`;
  return modal({
    callbackId: libraryIds.list,
    title: 'Policies',
    blocks: [
      plainContext(said),
      ...titles.map(({ id, title }) =>
        plainSection(title, button('Open', `${libraryIds.open}:${id}`, { value: id, spoken: `Open ${title}` })),
      ),
      divider(),
      actions([
        {
          type: 'external_select',
          action_id: libraryIds.find,
          min_query_length: 0,
          placeholder: plain('Find by title', 150),
        },
        button('All policies', libraryIds.list, { value: 'all:0' }),
      ]),
    ],
  });
}
