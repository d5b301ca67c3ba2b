import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import {
  executionMoves,
  isBindingState,
  proposalMoves,
  requestMoves,
  type ExecutionMove,
  type ProposalMove,
  type RequestMove,
} from './lifecycle.ts';
import {
  swapExecutions,
  swapLegs,
  swapProposals,
  swapRequests,
  type SwapExecution,
  type SwapProposal,
  type SwapRequest,
} from './tables.ts';
import type { Work } from './work.ts';

/**
 * The one place where states change: each by its table in lifecycle.ts, in one conditional UPDATE that returns what
 * moved, with its row in the audit. Rows of several are locked in order of id.
 */

interface Change<Table extends typeof swapRequests | typeof swapProposals | typeof swapExecutions> {
  readonly set?: Omit<PgUpdateSetSource<Table>, 'state' | 'changedAt'>;
  readonly onlyIf?: SQL | undefined;
  /** For the audit. */
  readonly detail?: Record<string, unknown>;
}

export async function moveRequests(
  work: Work,
  ids: readonly string[],
  move: RequestMove,
  { set, onlyIf, detail = {} }: Change<typeof swapRequests> = {},
): Promise<readonly SwapRequest[]> {
  if (ids.length === 0) return [];
  const { tx, ctx, news } = work;
  const { workspaceId, id, state } = swapRequests;
  const held = tx
    .select({ id })
    .from(swapRequests)
    .where(
      and(eq(workspaceId, ctx.workspaceId), inArray(id, [...ids]), inArray(state, from(requestMoves[move])), onlyIf),
    )
    .orderBy(id)
    .for('no key update');
  const moved = await tx
    .update(swapRequests)
    .set({ ...set, state: to(requestMoves[move], state), changedAt: ctx.clock.now() })
    .where(and(eq(workspaceId, ctx.workspaceId), inArray(id, held)))
    .returning();
  for (const request of moved) {
    news.requests.add(request.id);
    if (request.owner !== null) news.homes.add(request.owner);
  }
  news.audits.push(
    ...moved.map((request) => ({
      action: `swap-request.${move}`,
      subject: `swap-request:${request.id}`,
      detail: { ...detail, state: request.state },
    })),
  );
  return moved;
}

export async function moveProposals(
  work: Work,
  ids: readonly string[],
  move: ProposalMove,
  { set, onlyIf, detail = {} }: Change<typeof swapProposals> = {},
): Promise<readonly SwapProposal[]> {
  if (ids.length === 0) return [];
  const { tx, ctx, news } = work;
  const { workspaceId, id, state } = swapProposals;
  const held = tx
    .select({ id })
    .from(swapProposals)
    .where(
      and(eq(workspaceId, ctx.workspaceId), inArray(id, [...ids]), inArray(state, from(proposalMoves[move])), onlyIf),
    )
    .orderBy(id)
    .for('no key update');
  const moved = await tx
    .update(swapProposals)
    .set({ ...set, state: to(proposalMoves[move], state), changedAt: ctx.clock.now() })
    .where(and(eq(workspaceId, ctx.workspaceId), inArray(id, held)))
    .returning();
  for (const proposal of moved) noteProposal(work, proposal);
  if (changesBinding(move)) await bindLegs(work, moved);
  news.audits.push(
    ...moved.map((proposal) => ({
      action: `swap.${move}`,
      subject: `swap:${proposal.id}`,
      detail: { ...detail, state: proposal.state },
    })),
  );
  return moved;
}

export async function moveProposal(
  work: Work,
  proposalId: string,
  move: ProposalMove,
  change: Change<typeof swapProposals> = {},
): Promise<SwapProposal | undefined> {
  const [moved] = await moveProposals(work, [proposalId], move, change);
  return moved;
}

export async function moveExecution(
  { tx, ctx, news }: Work,
  executionId: string,
  move: ExecutionMove,
  { set, onlyIf, detail = {} }: Change<typeof swapExecutions> = {},
): Promise<SwapExecution | undefined> {
  const { workspaceId, id, state } = swapExecutions;
  const [moved] = await tx
    .update(swapExecutions)
    .set({ ...set, state: to(executionMoves[move], state), changedAt: ctx.clock.now() })
    .where(
      and(eq(workspaceId, ctx.workspaceId), eq(id, executionId), inArray(state, from(executionMoves[move])), onlyIf),
    )
    .returning();
  if (!moved) return undefined;
  news.proposals.add(moved.proposalId);
  news.audits.push({
    action: `swap-execution.${move}`,
    subject: `swap-execution:${moved.id}`,
    detail: { ...detail, state: moved.state },
  });
  return moved;
}

/** Has what shows a proposal shown anew. */
export function noteProposal({ news }: Work, { id, requestId }: Pick<SwapProposal, 'id' | 'requestId'>): void {
  news.proposals.add(id);
  if (requestId !== null) news.requests.add(requestId);
}

type Moves<State extends string> = Readonly<Partial<Record<State, State>>>;

function from<State extends string>(moves: Moves<State>): State[] {
  // Safe: the keys of a record are what its type says.
  return Object.keys(moves) as State[];
}

/** The table's row for a move, said in SQL. */
function to<State extends string>(moves: Moves<State>, state: unknown): SQL<State> {
  const branches = Object.entries(moves).map(([before, after]) => sql`when ${before} then ${after}`);
  return sql`case ${state} ${sql.join(branches, sql` `)} end`;
}

function changesBinding(move: ProposalMove): boolean {
  return Object.entries<string>(proposalMoves[move]).some(([before, after]) => isBinding(before) !== isBinding(after));
}

function isBinding(state: string): boolean {
  return isBindingState(state as SwapProposal['state']);
}

/** Legs bind as long as their proposal does; the database allows one such leg for each stretch of a shift. */
async function bindLegs({ tx, ctx }: Work, moved: readonly SwapProposal[]): Promise<void> {
  if (moved.length === 0) return;
  const [first] = moved;
  const isNowBinding = first !== undefined && isBindingState(first.state);
  await tx
    .update(swapLegs)
    .set({ isBinding: isNowBinding })
    .where(
      and(
        eq(swapLegs.workspaceId, ctx.workspaceId),
        inArray(
          swapLegs.proposalId,
          moved.map(({ id }) => id),
        ),
        eq(swapLegs.isBinding, !isNowBinding),
      ),
    );
}
