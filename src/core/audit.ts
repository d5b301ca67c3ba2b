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
export function recordAudit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  return recordAudits(tx, ctx, [entry]);
}

/** The same for several facts at once, in one statement. */
export async function recordAudits(tx: Tx, ctx: Ctx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.insert(auditLog).values(
    entries.map(({ action, subject, detail = {} }) => ({
      workspaceId: ctx.workspaceId,
      at: ctx.clock.now(),
      actorSlackId: ctx.actor.slackId,
      action,
      subject,
      detail,
      correlationId: ctx.correlationId,
    })),
  );
}
