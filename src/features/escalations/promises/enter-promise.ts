import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Case } from '../tables.ts';
import { watch } from './job-kinds.ts';
import { subjectName } from './sentence.ts';
import { promises, type LedgerPromise } from './tables.ts';

/** What a promise made while raising is about: the form asks for its time only. */
const AT_RAISE = subjectName('news');

/** The first row of a case's ledger: what the customer was promised before it was raised, whenever that is. */
export async function enterFirstPromise(tx: Tx, ctx: Ctx, of: Case): Promise<void> {
  if (of.promisedBy === null) return;
  await enter(tx, ctx, { caseId: of.id, what: AT_RAISE, dueAt: of.promisedBy });
}

/** What is told later: the time of a promise nobody entered, or another time for the one that was next until now. */
export async function enterTimeTold(tx: Tx, ctx: Ctx, of: Case, dueAt: Date, requestId: string): Promise<void> {
  if (of.promisedBy?.getTime() === dueAt.getTime() || (await madeBefore(tx, ctx, requestId))) return;
  const next = of.promisedBy && (await endNext(tx, ctx, of, of.promisedBy));
  const { what, toldHow, customerZone, id } = next ?? { what: AT_RAISE };
  await enter(tx, ctx, { caseId: of.id, requestId, what, dueAt, toldHow, customerZone, replaces: id });
}

async function endNext(
  tx: Tx,
  ctx: Ctx,
  of: Case,
  dueAt: Date,
): Promise<(Partial<LedgerPromise> & { what: string }) | undefined> {
  const isNext = and(eq(promises.caseId, of.id), eq(promises.state, 'open'), eq(promises.dueAt, dueAt));
  const [moved] = await tx
    .update(promises)
    .set({ state: 'moved', decidedAt: ctx.clock.now() })
    .where(and(eq(promises.workspaceId, ctx.workspaceId), isNext))
    .returning();
  return moved;
}

type Entered = Pick<
  typeof promises.$inferInsert,
  'caseId' | 'what' | 'dueAt' | 'toldHow' | 'customerZone' | 'requestId' | 'replaces'
>;

/** Adds a row to the ledger. It is looked at right away, and from then on when its time comes. */
export async function enter(tx: Tx, ctx: Ctx, said: Entered): Promise<LedgerPromise> {
  const [made] = await tx
    .insert(promises)
    .values({ ...said, workspaceId: ctx.workspaceId, madeBy: ctx.actor.slackId, madeAt: ctx.clock.now() })
    .returning();
  if (!made) throw new Error('insert into promises returned no row');
  await watch(tx, ctx, made, made.madeAt);
  return made;
}

/** What an earlier run of the same submission entered. */
export async function madeBefore(tx: Tx, ctx: Ctx, requestId: string): Promise<LedgerPromise | undefined> {
  const [made] = await tx
    .select()
    .from(promises)
    .where(and(eq(promises.workspaceId, ctx.workspaceId), eq(promises.requestId, requestId)));
  return made;
}
