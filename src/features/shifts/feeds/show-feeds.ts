import { and, eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamsOf } from '../../../people/queries.ts';
import { type FeedLine, OWN } from './messages.ts';
import { feedAddresses } from './tables.ts';

/** Every feed that the actor can have, and since when they have it. */
export async function feedsOf(ctx: Ctx): Promise<readonly FeedLine[]> {
  requireMay(ctx, 'shift.feed', {});
  const { workspaceId } = ctx;
  return transaction(ctx, async (tx) => {
    const teams = await teamsOf(tx, ctx);
    const made = await tx
      .select({ teamId: feedAddresses.teamId, madeAt: feedAddresses.madeAt })
      .from(feedAddresses)
      .where(and(eq(feedAddresses.workspaceId, workspaceId), eq(feedAddresses.slackId, ctx.actor.slackId)));
    const since = (id: string | null) => made.find(({ teamId }) => teamId === id)?.madeAt ?? null;
    return [
      { feed: OWN, teamName: null, madeAt: since(null) },
      ...teams.map(({ team }) => ({ feed: team.id, teamName: team.name, madeAt: since(team.id) })),
    ];
  });
}
