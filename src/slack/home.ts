import type { KnownBlock } from '@slack/types';
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { addJob } from '../jobs/add-job.ts';
import { jobKind } from '../jobs/define-job.ts';
import { homeOpenings } from './tables.ts';

/** A feature's part of App Home; lower `order` comes first, no blocks means nothing to show. */
export interface HomeSection {
  readonly order: number;
  readonly blocks: (ctx: Ctx) => Promise<readonly KnownBlock[]>;
}

/** Shows a person's Home anew. One job per person: whatever changes while it waits is shown by it. */
export const publishHome = jobKind('home.publish', z.object({ person: z.string() }), 5);

const LATELY_MS = 7 * 24 * 60 * 60 * 1000;

/** Has the Home of these people published anew, if they opened it lately; call it in the transaction of the change. */
export async function touchHomes(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  if (slackIds.length === 0) return;
  const since = new Date(ctx.clock.now().getTime() - LATELY_MS);
  const lately = await tx
    .select({ person: homeOpenings.slackId })
    .from(homeOpenings)
    .where(
      and(
        eq(homeOpenings.workspaceId, ctx.workspaceId),
        inArray(homeOpenings.slackId, [...slackIds]),
        gt(homeOpenings.openedAt, since),
      ),
    )
    // In one order for everybody, so that two transactions cannot wait for each other's jobs.
    .orderBy(asc(homeOpenings.slackId));
  for (const { person } of lately) await addJob(tx, ctx, publishHome, { person }, { dedupeKey: person });
}
