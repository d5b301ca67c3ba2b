import { type Ctx, transaction } from '../../../core/context.ts';
import { type KeptRevision, requireRevision, revisionsOf } from '../library/reading/read-policy.ts';
import type { PolicyRevision } from '../library/tables.ts';
import { diffPages } from '../text/showing/diff-pages.ts';
import type { Page } from '../text/showing/pager.ts';
import { wordDiff } from '../text/word-diff.ts';
import { before } from './on-day.ts';

/** One page of what changed from a revision to another. */
export interface ChangesPage extends KeptRevision {
  /** Undefined where nothing counted before. */
  readonly from: PolicyRevision | undefined;
  readonly pages: readonly Page[];
  readonly page: number;
}

/** `<from>:<to>:<page>`; without a revision to begin with, from what counted before it. Of one policy, and only what the actor may see. */
export function changesPage(ctx: Ctx, value: string): Promise<ChangesPage> {
  const [fromId = '', toId = '', wanted = ''] = value.split(':');
  return transaction(ctx, async (tx) => {
    const kept = await requireRevision(tx, ctx, toId);
    const revisions = await revisionsOf(tx, ctx, kept.policy.id);
    const from = fromId === '' ? before(revisions, toId) : revisions.find(({ id }) => id === fromId);
    const pages = from ? diffPages(wordDiff(from.markdown, kept.revision.markdown)) : [];
    const page = Math.max(0, Math.min(Number.parseInt(wanted, 10) || 0, pages.length - 1));
    return { ...kept, from, pages, page };
  });
}
