import type { PlainTextOption } from '@slack/types';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { membersOf } from '../../../people/queries.ts';
import { search } from '../../../search/index.ts';
import { option } from '../../../slack/blocks.ts';
import { readerKeys } from '../library/audience.ts';
import { COLLECTION } from '../library/index-policy.ts';
import { passageView } from '../library/passage-view.ts';
import { askersOf, gapById } from './read-gap.ts';

const MOST_PASSAGES = 15;

/** Passages that the actor may read, by what was typed, else by the question that is open in the form. */
export function passageOptions(
  ctx: Ctx,
  typed: string,
  about: { readonly gapId?: string | undefined; readonly question?: string | undefined },
): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const query = typed.trim() === '' ? await askedIn(tx, ctx, about) : typed;
    const audience = readerKeys(ctx.actor);
    const wanted = { collection: COLLECTION, query, audience, at: ctx.clock.now(), limit: MOST_PASSAGES };
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
  });
}

async function askedIn(
  tx: Tx,
  ctx: Ctx,
  { gapId = '', question }: { readonly gapId?: string | undefined; readonly question?: string | undefined },
): Promise<string> {
  return question ?? (await gapById(tx, ctx, gapId))?.gap.question ?? '';
}

/** People of the gap's team who may be handed it: not its owner, nor who alone asks it. */
export function peopleOptions(ctx: Ctx, typed: string, gapId: string): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const about = await gapById(tx, ctx, gapId);
    if (!about) return [];
    const words = typed.trim().toLowerCase();
    const all = await membersOf(tx, ctx, about.team.id);
    const askers = await askersOf(tx, ctx, gapId);
    const not = new Set([about.gap.owner, ...(askers.length === 1 ? askers.map(({ slackId }) => slackId) : [])]);
    const others = all.filter(({ slackId, name }) => !not.has(slackId) && name.toLowerCase().includes(words));
    const unique = new Map(others.map((member) => [member.slackId, member]));
    return [...unique.values()].slice(0, 100).map(({ slackId, name, role }) => option(`${name} · ${role}`, slackId));
  });
}
