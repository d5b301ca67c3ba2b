import { recordAudit } from '../../../core/audit.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { CaseClock } from './clocks.ts';

/** The audit row of a breach or of its withdrawal. */
export function recordBreach(
  tx: Tx,
  ctx: Ctx,
  caseId: string,
  action: 'case.clock-breached' | 'case.breach-withdrawn',
  { kind, run, dueAt, targetSeconds, targetRevision, calendarRevision }: CaseClock,
): Promise<void> {
  const detail = { clock: kind, run, dueAt, targetSeconds, targetRevision, calendarRevision };
  return recordAudit(tx, ctx, { action, subject: `case:${caseId}`, detail });
}
