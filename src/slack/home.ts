import type { KnownBlock } from '@slack/types';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { upsertJobs, wakeWorkers } from '../jobs/add-job.ts';
import { jobKind } from '../jobs/define-job.ts';

/** A feature's part of App Home; lower `order` comes first, no blocks means nothing to show. */
export interface HomeSection {
  readonly order: number;
  readonly blocks: (ctx: Ctx) => Promise<readonly KnownBlock[]>;
}

/** Shows a person's Home anew. One job per person: whatever changes while it waits is shown by it. */
export const publishHome = jobKind('home.publish', z.object({ person: z.string() }), 5);

const LATELY_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Has the Home of these people published anew, if they opened it lately; call it in the transaction of the change, after its
 * messages. One statement and one order for everybody, so that two transactions cannot wait for each other's jobs.
 */
export async function touchHomes(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  if (slackIds.length === 0) return;
  const since = new Date(ctx.clock.now().getTime() - LATELY_MS).toISOString();
  const lately = sql`
    select slack_id, jsonb_build_object('person', slack_id), business_now() from home_openings
    where workspace_id = ${ctx.workspaceId} and opened_at > ${since}::timestamptz
      and slack_id in (select jsonb_array_elements_text(${JSON.stringify(slackIds)}::jsonb))
    order by slack_id`;
  await tx.execute(sql`with touched as (${upsertJobs(ctx, publishHome, lately)}) select ${wakeWorkers(sql`touched`)}`);
}
