import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import type { Permission } from '../../../people/permissions.ts';
import { holdCase } from '../hold-case.ts';
import { moveCase } from '../handling/move-case.ts';
import { remind, type NewReminder } from '../reminders/remind.ts';
import { recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case, type CaseEntryKind } from '../tables.ts';
import { keeperOf } from './promise-rules.ts';
import { promises, type LedgerPromise, type PromiseState } from './tables.ts';

/**
 * The earliest open promise of a case, for the UPDATE of the case: its row shows what the ledger says. Hold the case first.
 */
export const earliestOpen: SQL = sql`(
  select min(${promises.dueAt}) from ${promises}
  where ${promises.workspaceId} = ${cases.workspaceId} and ${promises.caseId} = ${cases.id} and ${promises.state} = 'open'
)`;

/** A promise, locked, and its case, if the actor may do this to it. */
export async function requirePromise(
  tx: Tx,
  ctx: Ctx,
  promiseId: string,
  permission: Permission,
): Promise<{ promise: LedgerPromise; case: Case }> {
  const [promise] = await tx
    .select()
    .from(promises)
    .where(and(eq(promises.workspaceId, ctx.workspaceId), eq(promises.id, promiseId)))
    .for('update');
  if (!promise) throw new UserError('There is no such promise, or it is not yours to see.');
  return { promise, case: await requireCase(tx, ctx, promise.caseId, permission) };
}

/** Moves a promise on by one conditional UPDATE: undefined unless `onlyIf` holds. */
export async function movePromise(
  tx: Tx,
  ctx: Ctx,
  promiseId: string,
  to: { readonly state: PromiseState; readonly decidedAt: Date; readonly keptAt?: Date },
  onlyIf: SQL | undefined,
): Promise<LedgerPromise | undefined> {
  const [moved] = await tx
    .update(promises)
    .set(to)
    .where(and(eq(promises.workspaceId, ctx.workspaceId), eq(promises.id, promiseId), onlyIf))
    .returning();
  return moved;
}

interface PromiseChange {
  readonly kind: Extract<CaseEntryKind, `promise${string}`>;
  readonly requestId?: string | undefined;
  readonly detail?: Record<string, unknown>;
}

/**
 * Shows a change of the ledger on its case: the case's next promise, the log, the audit, the messages. Promises are
 * changed before their case everywhere, so that two changes cannot wait for each other.
 */
export async function recordPromise(tx: Tx, ctx: Ctx, promise: LedgerPromise, change: PromiseChange): Promise<void> {
  const { id, caseId, what, dueAt } = promise;
  await holdCase(tx, ctx, caseId);
  const changed = await moveCase(tx, ctx, caseId, 'promise', { set: { promisedBy: earliestOpen } });
  if (!changed) throw new Error('the case of a promise was not found');
  // Reminders come before the lanes of its messages, as everywhere: ARCHITECTURE.md, "In which order rows are locked".
  if (change.kind === 'promise-broken') await remind(tx, ctx, [aboutPromise(promise, changed, 'promise-late')]);
  const detail = { promise: id, what, dueAt: dueAt.toISOString(), ...change.detail };
  await recordChange(tx, ctx, changed, { kind: change.kind, requestId: change.requestId, detail });
}

/** For whoever sees to it now. */
export function aboutPromise(
  promise: LedgerPromise,
  of: Case,
  kind: Extract<NewReminder['kind'], `promise-${string}`>,
): NewReminder {
  return { slackId: keeperOf(promise, of), caseId: of.id, kind, run: promise.id, dueAt: promise.dueAt };
}
