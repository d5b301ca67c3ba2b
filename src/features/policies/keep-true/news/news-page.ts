import { and, eq, inArray, lt } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { isId } from '../../library/reading/read-policy.ts';
import { policies, policyRevisions } from '../../library/tables.ts';
import { begun, type News, newsForActor } from './news.ts';
import { policyNews, policyNewsSeen } from '../tables.ts';

const ROWS = 15;
const DAY_MS = 86_400_000;
/** Whoever has never said that they have seen it is shown so much of it; nobody is shown more than that. */
const FIRST_DAYS = 14;
const MOST_DAYS = 60;

export interface NewsPage {
  /** How the list goes on: what its buttons carry, without the page. */
  readonly which: string;
  readonly page: number;
  readonly rows: readonly News[];
  readonly total: number;
  readonly hasMore: boolean;
}

/** What is new for the actor since they last said that they have seen it. */
export async function unseenNews(tx: Tx, ctx: Ctx): Promise<readonly News[]> {
  const now = ctx.clock.now();
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const [seen] = await tx
    .select({ at: policyNewsSeen.seenAt })
    .from(policyNewsSeen)
    .where(and(eq(policyNewsSeen.workspaceId, ctx.workspaceId), eq(policyNewsSeen.slackId, ctx.actor.slackId)));
  const since = seen?.at ?? before(FIRST_DAYS);
  return newsForActor(tx, ctx, since < before(MOST_DAYS) ? before(MOST_DAYS) : since);
}

/** A page of what was told together, or of what the actor has not seen; both only as far as they may see it. */
export function newsPage(ctx: Ctx, value: string): Promise<NewsPage> {
  requireMay(ctx, 'policy.look-up', {});
  const [which = '', id = '', page = ''] = value.split(':');
  return transaction(ctx, async (tx) => {
    const all = which === 'batch' && isId(id) ? await toldTogether(tx, ctx, id) : await unseenNews(tx, ctx);
    const at = Math.max(0, Math.min(Number.parseInt(page, 10) || 0, Math.ceil(all.length / ROWS) - 1));
    const rows = all.slice(at * ROWS, (at + 1) * ROWS);
    return { which: `${which}:${id}`, page: at, rows, total: all.length, hasMore: all.length > (at + 1) * ROWS };
  });
}

/** What counts now of the policies that were told then. */
async function toldTogether(tx: Tx, ctx: Ctx, batch: string): Promise<readonly News[]> {
  const told = tx
    .select({ id: policyRevisions.policyId })
    .from(policyNews)
    .innerJoin(
      policyRevisions,
      and(eq(policyRevisions.workspaceId, policyNews.workspaceId), eq(policyRevisions.id, policyNews.revisionId)),
    )
    .where(and(eq(policyNews.workspaceId, ctx.workspaceId), eq(policyNews.batch, batch)));
  return begun(tx, ctx, new Date(0), inArray(policies.id, told));
}

/** The actor has seen what was new until then; a click on an older message takes nothing back. */
export function seeNews(ctx: Ctx, until: string): Promise<void> {
  requireMay(ctx, 'policy.look-up', {});
  return transaction(ctx, async (tx) => {
    const at = new Date(until);
    const now = ctx.clock.now();
    const seenAt = Number.isNaN(at.getTime()) || at > now ? now : at;
    const { slackId } = ctx.actor;
    await tx
      .insert(policyNewsSeen)
      .values({ workspaceId: ctx.workspaceId, slackId, seenAt })
      .onConflictDoUpdate({
        target: [policyNewsSeen.workspaceId, policyNewsSeen.slackId],
        set: { seenAt },
        setWhere: lt(policyNewsSeen.seenAt, seenAt),
      });
    await touchHomes(tx, ctx, [slackId]);
  });
}
