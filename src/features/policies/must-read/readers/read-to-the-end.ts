import { and, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { pagesOf } from '../../text/showing/pages.ts';
import type { Page } from '../../text/showing/pager.ts';
import { type KeptMustRead, requireMustRead } from '../read-must-read.ts';
import { acknowledgements } from '../tables.ts';

export interface Reading extends KeptMustRead {
  readonly pages: readonly Page[];
  readonly page: number;
  /** open: this person is asked and has not said so yet; read: they have; none: they are not asked. */
  readonly asks: 'open' | 'read' | 'none';
}

/** A page of the revision that is to be read, for whoever may see the policy. A page that is not there is the nearest one. */
export function readToTheEnd(ctx: Ctx, mustReadId: string, page: number): Promise<Reading> {
  requireMay(ctx, 'policy.look-up', {});
  return transaction(ctx, async (tx) => {
    const kept = await requireMustRead(tx, ctx, mustReadId);
    const { pages } = pagesOf(kept.revision.markdown, kept.revision.title);
    const [own] = await tx
      .select({ acknowledgedAt: acknowledgements.acknowledgedAt, excusedAt: acknowledgements.excusedAt })
      .from(acknowledgements)
      .where(
        and(
          eq(acknowledgements.workspaceId, ctx.workspaceId),
          eq(acknowledgements.mustReadId, mustReadId),
          eq(acknowledgements.slackId, ctx.actor.slackId),
        ),
      );
    const shown = Math.max(0, Math.min(Number.isInteger(page) ? page : 0, pages.length - 1));
    return { ...kept, pages, page: shown, asks: asksOf(kept, own) };
  });
}

interface Own {
  readonly acknowledgedAt: Date | null;
  readonly excusedAt: Date | null;
}

function asksOf({ mustRead }: KeptMustRead, own: Own | undefined): Reading['asks'] {
  if (own?.acknowledgedAt) return 'read';
  return own && own.excusedAt === null && mustRead.endedAt === null ? 'open' : 'none';
}
