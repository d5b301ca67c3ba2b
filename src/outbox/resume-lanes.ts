import type { Sql, TransactionSql } from 'postgres';
import { deliverLane } from './deliver-lane.ts';

/** Tries every lane of a workspace again at once: the app is back there, with a token that works. */
export async function resumeLanes(sql: Sql | TransactionSql, workspaceId: string): Promise<void> {
  await sql`
    update outbox_lanes
    set blocked_reason = null, blocked_at = null, posts_not_before = null, edits_not_before = null, failures = 0
    where workspace_id = ${workspaceId}`;
  await sql`
    update jobs set run_at = business_now()
    where workspace_id = ${workspaceId} and kind = ${deliverLane.name} and dead_at is null and lease_token is null`;
}
