import { eq } from 'drizzle-orm';
import { transaction } from '../../src/core/context.ts';
import { changeShifts } from '../../src/features/shifts/roster/change-shifts.ts';
import type { ShiftFacts } from '../../src/features/shifts/roster/shift-change.ts';
import { shifts, type ShiftRow } from '../../src/features/shifts/roster/tables.ts';
import { proposeTrade } from '../../src/features/shifts/swaps/proposals/propose-trade.ts';
import type { SwapProposal, SwapRequest } from '../../src/features/shifts/swaps/tables.ts';
import type { CastName } from './northwind.ts';
import { newSubmission, type SwapWorld } from './swap-world.ts';

/** `16T13:00` of March 2026, UTC. */
export function march(time: string): Date {
  return new Date(`2026-03-${time}:00Z`);
}

/** Ana's late shift on a Monday. */
export function mondayLate(world: SwapWorld): Promise<ShiftRow> {
  return world.shift('ana', '2026-03-16T14:00', '2026-03-16T22:00');
}

/** Rules by which every swap needs a manager. */
export function managersDecide(world: SwapWorld): Promise<void> {
  return world.rules({}, { autoApprove: false });
}

export function take(world: SwapWorld, name: CastName, request: SwapRequest, more: object = {}): Promise<SwapProposal> {
  return proposeTrade(world.as(name), { requestId: request.id, submission: newSubmission(), ...more });
}

/** A manager's edit of the roster. */
export async function edit(world: SwapWorld, shift: ShiftRow, set: Partial<ShiftFacts>): Promise<void> {
  const ctx = world.as('maya');
  await transaction(ctx, async (tx) => {
    const [current] = await tx.select().from(shifts).where(eq(shifts.id, shift.id));
    if (current) await changeShifts(tx, ctx, [{ shift: current, set }], { cause: 'edit' });
  });
}

export async function rowOf({ database: { sql } }: SwapWorld, table: string, id: string) {
  const [found] = await sql`select * from ${sql(table)} where id = ${id}`;
  return found;
}

export async function stateOf(world: SwapWorld, table: string, id: string): Promise<unknown> {
  return (await rowOf(world, table, id))?.['state'];
}

export async function executionOf({ database: { sql } }: SwapWorld, { id }: SwapProposal): Promise<string> {
  const [found] = await sql<{ id: string }[]>`select id from swap_executions where proposal_id = ${id}`;
  if (!found) throw new Error('it was not executed');
  return found.id;
}

/** The roster as it stands: `U0ANA 14:00-18:00`. */
export async function pieces({ database: { sql } }: SwapWorld): Promise<readonly string[]> {
  const rows = await sql<{ text: string }[]>`
    select coalesce(slack_id, 'open') || ' ' || substr(starts_local, 12) || '-' || substr(ends_local, 12) as text
    from shifts where state = 'planned' order by starts_at, slack_id`;
  return rows.map(({ text }) => text);
}
