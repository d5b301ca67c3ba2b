import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { holdMustRead, isMustRead, requireMustRead } from '../read-must-read.ts';
import { queueLook } from './queue-look.ts';
import { acknowledgements, mustReads } from '../tables.ts';

/** After the deadline those who are missing are reminded once more, each at work; newcomers have time. Returns how many. */
export function remindAgain(ctx: Ctx, mustReadId: string): Promise<number> {
  return transaction(ctx, async (tx) => {
    const { team, mustRead } = await requireMustRead(tx, ctx, mustReadId);
    requireMay(ctx, 'policy.must-read', { teamId: team.id, teamName: team.name });
    const held = await holdMustRead(tx, ctx, mustReadId);
    if (!held) throw new UserError('This has ended: nobody has to read it any more.');
    const now = ctx.clock.now();
    if (mustRead.deadlineAt > now)
      throw new UserError('The deadline is not over yet: they are reminded by themselves.');
    if (held.mustRead.nudgedAt) throw new UserError('They were reminded once more already.');
    const reminded = await tx
      .update(acknowledgements)
      .set({ isNudged: true, nextAt: now })
      .where(
        and(
          eq(acknowledgements.workspaceId, ctx.workspaceId),
          eq(acknowledgements.mustReadId, mustReadId),
          isNull(acknowledgements.acknowledgedAt),
          isNull(acknowledgements.excusedAt),
          isNotNull(acknowledgements.toldAt),
          lte(acknowledgements.dueAt, now),
        ),
      )
      .returning({ slackId: acknowledgements.slackId });
    if (reminded.length === 0) throw new UserError('Nobody is missing any more.');
    await tx.update(mustReads).set({ nudgedAt: now }).where(isMustRead(ctx, mustReadId));
    await recordAudit(tx, ctx, {
      action: 'policy.readers-reminded',
      subject: `policy:${held.policy.id}`,
      detail: { mustRead: mustReadId, count: reminded.length },
    });
    await queueLook(tx, ctx, mustReadId, now);
    return reminded.length;
  });
}
