import { and, eq, isNull, sql } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { requireMay } from '../../../people/permissions.ts';
import { hashOf, newSecret } from './secret.ts';
import { feedAddresses } from './tables.ts';

/**
 * Makes an address for the actor's own shifts, or a team's. Returns its secret, which nobody can have again; undefined where there
 * is one, unless it `replaces` that: the one before stops working then.
 */
export async function makeAddress(
  ctx: Ctx,
  teamId: string | null,
  { replaces }: { readonly replaces: boolean },
): Promise<string | undefined> {
  requireReader(ctx, teamId);
  const { workspaceId } = ctx;
  const { slackId } = ctx.actor;
  const secret = newSecret();
  const set = { secretHash: hashOf(secret), madeAt: ctx.clock.now() };
  return transaction(ctx, async (tx) => {
    const { slackId: whose, workspaceId: where, teamId: which, madeAt } = feedAddresses;
    const made = await tx
      .insert(feedAddresses)
      .values({ workspaceId, slackId, teamId, ...set })
      .onConflictDoUpdate({ target: [where, whose, which], set, setWhere: sql`${replaces}` })
      .returning({ madeAt });
    if (made.length === 0) return undefined;
    await recordAudit(tx, ctx, { action: 'feed.opened', subject: `person:${slackId}`, detail: { teamId } });
    return secret;
  });
}

/** Nobody reads at the actor's address any more; false if there was none. */
export async function switchOff(ctx: Ctx, teamId: string | null): Promise<boolean> {
  const { workspaceId } = ctx;
  const { slackId } = ctx.actor;
  return transaction(ctx, async (tx) => {
    const gone = await tx
      .delete(feedAddresses)
      .where(
        and(
          eq(feedAddresses.workspaceId, workspaceId),
          eq(feedAddresses.slackId, slackId),
          teamId === null ? isNull(feedAddresses.teamId) : eq(feedAddresses.teamId, teamId),
        ),
      )
      .returning({ madeAt: feedAddresses.madeAt });
    if (gone.length === 0) return false;
    await recordAudit(tx, ctx, { action: 'feed.closed', subject: `person:${slackId}`, detail: { teamId } });
    return true;
  });
}

function requireReader(ctx: Ctx, teamId: string | null): void {
  if (teamId === null) requireMay(ctx, 'shift.feed', {});
  else requireMay(ctx, 'shift.see', { teamId });
}
