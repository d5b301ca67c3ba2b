import type { Tx } from '../db/client.ts';
import type { Ctx } from './context.ts';
import { auditLog } from './tables.ts';

export interface AuditEntry {
  /** What was done: `case.claimed`. */
  readonly action: string;
  /** To what: `case:<id>`. */
  readonly subject: string;
  readonly detail?: Record<string, unknown>;
}

/** Writes the audit row of a fact, in the fact's own transaction. */
export async function recordAudit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    workspaceId: ctx.workspaceId,
    at: ctx.clock.now(),
    actorSlackId: ctx.actor.slackId,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail ?? {},
    correlationId: ctx.correlationId,
  });
}
