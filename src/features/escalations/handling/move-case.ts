import { and, eq, inArray, notExists, sql, type SQL } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { caseView, type CaseView } from '../case-view.ts';
import { lifecycle, type Transition } from '../lifecycle.ts';
import { caseEntries, cases, type Case, type CaseState } from '../tables.ts';
import { whatHolds } from '../what-holds.ts';

export interface Move {
  readonly set?: Omit<PgUpdateSetSource<typeof cases>, 'state' | 'changedAt'>;
  /** What must hold besides the state. */
  readonly onlyIf?: SQL | undefined;
  /** The submission; once it has been worked off, nothing moves again. */
  readonly requestId?: string | undefined;
}

/**
 * Moves a case by the life-cycle table in one conditional UPDATE. Returns the row as it is now, locked until the
 * transaction ends, or undefined if its state, `onlyIf` or a first run of the same submission did not allow it.
 */
export async function moveCase(
  tx: Tx,
  ctx: Ctx,
  caseId: string,
  transition: Transition,
  move: Move = {},
): Promise<Case | undefined> {
  const [moved] = await tx
    .update(cases)
    .set({ ...noLongerWaiting(transition), ...move.set, state: nextState(transition), changedAt: ctx.clock.now() })
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.id, caseId),
        inArray(cases.state, statesThatAllow(transition)),
        move.onlyIf,
        move.requestId === undefined ? undefined : notExists(entriesOf(tx, ctx, move.requestId)),
      ),
    )
    .returning();
  return moved;
}

/**
 * For whoever came too late: the case, if it already is as they wanted by their own doing (the same click or submission
 * twice), else a UserError that says who won and what holds now.
 */
export async function alreadyDone(
  tx: Tx,
  ctx: Ctx,
  caseId: string,
  isTheirs: (view: CaseView) => boolean,
  requestId?: string,
): Promise<Case> {
  const view = await caseView(tx, ctx, caseId);
  if (isTheirs(view)) return view.case;
  if (requestId !== undefined && (await entriesOf(tx, ctx, requestId)).length > 0) return view.case;
  throw new UserError(`#${view.case.number}: ${whatHolds(view, ctx.actor, ctx.clock.now())}`);
}

function statesThatAllow(transition: Transition): CaseState[] {
  return Object.keys(lifecycle[transition]) as CaseState[];
}

/** The table's row for a transition, said in SQL. */
function nextState(transition: Transition): SQL<CaseState> {
  const branches = Object.entries(lifecycle[transition]).map(([from, to]) => sql`when ${from} then ${to}`);
  return sql`case ${cases.state} ${sql.join(branches, sql` `)} end`;
}

function noLongerWaiting(transition: Transition): { waitingOn?: null } {
  const afterWaiting = lifecycle[transition].waiting;
  return afterWaiting === undefined || afterWaiting === 'waiting' ? {} : { waitingOn: null };
}

function entriesOf(tx: Tx, ctx: Ctx, requestId: string) {
  return tx
    .select({ id: caseEntries.id })
    .from(caseEntries)
    .where(and(eq(caseEntries.workspaceId, ctx.workspaceId), eq(caseEntries.requestId, requestId)));
}
