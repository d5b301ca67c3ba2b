import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { type Ctx, theApp } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import { type Asking, askingMessage, type DueRow } from './due-messages.ts';
import { needOf } from './due-rules.ts';
import { meanwhileOf } from './meanwhile.ts';
import { cared, type Due } from './read-due.ts';
import { policyCare } from '../tables.ts';

/** What these policies were asked in, as it stands now: called in the transaction of what settles one of them. */
export async function settledIn(tx: Tx, ctx: Ctx, policyIds: readonly string[]): Promise<readonly Outgoing[]> {
  if (policyIds.length === 0) return [];
  const { workspaceId, policyId, askedIn } = policyCare;
  const asked = await tx
    .selectDistinct({ askedIn })
    .from(policyCare)
    .where(and(eq(workspaceId, ctx.workspaceId), inArray(policyId, [...policyIds]), isNotNull(askedIn)));
  return refreshed(
    tx,
    ctx,
    asked.flatMap((row) => row.askedIn ?? []),
  );
}

/** These messages, as they stand now. */
export async function refreshed(tx: Tx, ctx: Ctx, messageKeys: readonly string[]): Promise<readonly Outgoing[]> {
  const edits: Outgoing[] = [];
  for (const messageKey of [...new Set(messageKeys)].toSorted()) {
    const rows = await rowsFor(tx, ctx, messageKey);
    edits.push({ kind: 'edit', messageKey, message: askingMessage({ ...rows, isReminder: false }) });
  }
  return edits;
}

/** What an owner was asked in one message, whoever changes something about it now. */
export async function rowsFor(tx: Tx, ctx: Ctx, messageKey: string): Promise<Omit<Asking, 'isReminder'>> {
  // It is the owner who reads it, not whoever acts.
  return rowsOf(tx, ctx, await cared(tx, { ...ctx, actor: theApp }, eq(policyCare.askedIn, messageKey)), stateOf);
}

/** These policies as rows, each in the state that is given for it. */
export async function rowsOf(
  tx: Tx,
  ctx: Ctx,
  all: readonly Due[],
  state: (due: Due, now: Date) => DueRow['state'],
): Promise<Omit<Asking, 'isReminder'>> {
  const now = ctx.clock.now();
  const ids = all.map(({ policy }) => policy.id);
  const meanwhile = await meanwhileOf(tx, ctx, ids);
  const shown = [...new Set(all.flatMap(({ policy }) => [policy.owner, policy.verifiedBy ?? policy.owner]))];
  const people = shown.length === 0 ? [] : [...(await peopleByIds(tx, ctx, shown))];
  const names = new Map(people.map(([id, { name }]) => [id, name]));
  return { names, rows: all.map((due) => ({ due, state: state(due, now), meanwhile: meanwhile.get(due.policy.id) })) };
}

/** What a policy needs still, or what came of it since its owner was asked. */
function stateOf(due: Due, now: Date): DueRow['state'] {
  const { policy, said } = due;
  if (policy.archivedAt) return 'archived';
  if (said?.askedOf && said.askedOf !== policy.owner) return 'given';
  return needOf(due, now) ?? (isChanged(due) ? 'changed' : 'verified');
}

function isChanged({ said, spans }: Due): boolean {
  const published = spans.at(-1)?.revision.publishedAt;
  return Boolean(published && said?.askedAt && published > said.askedAt);
}
