import { eq } from 'drizzle-orm';
import { realClock } from '../../../src/core/clock.ts';
import { transaction } from '../../../src/core/context.ts';
import { addDays, localDate } from '../../../src/core/local-time.ts';
import { startImport } from '../../../src/features/shifts/import/decide-import.ts';
import type { ImportButton } from '../../../src/features/shifts/import/inputs.ts';
import { shifts, type ShiftRow } from '../../../src/features/shifts/roster/tables.ts';
import { give } from '../../support/imports.ts';
import { northwindSlack } from '../../support/slack-reads.ts';
import type { SwapOffice } from './swap-office.ts';
import { until } from './until.ts';

const PEOPLE = 20;
const DATES = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

/** One shift of Ana's and 200 of others, each at these times. */
export function rosterFile({ takers }: SwapOffice, start: string, end: string): string {
  const today = localDate(realClock.now(), 'Europe/Berlin');
  const row = (slackId: string, days: number) => {
    const date = addDays(today, days);
    return `${slackId}-${days},${slackId},${date}T${start},${date}T${end},Europe/Berlin`;
  };
  const others = takers.filter((taker) => taker !== 'U0JONAS').slice(0, PEOPLE);
  const rows = others.flatMap((slackId) => DATES.map((days) => row(slackId, days)));
  return ['shift_id,slack_id,start_local,end_local,zone', row('U0ANA', 5), ...rows, ''].join('\n');
}

/** Ana's shift, whoever has it now. */
export async function shiftOfFile(swaps: SwapOffice): Promise<ShiftRow> {
  const ctx = swaps.as('U0MAYA', 'manager');
  const [row] = await transaction(ctx, (tx) => tx.select().from(shifts).where(eq(shifts.sourceKey, 'U0ANA-5')));
  if (!row) throw new Error('the file had no such shift');
  return row;
}

/** The app has looked at the rows, and Maya could press *Import*. */
export async function looked(swaps: SwapOffice, content: string): Promise<ImportButton> {
  const ctx = swaps.as('U0MAYA', 'manager');
  const importId = await give(ctx, northwindSlack(), content, { teamId: swaps.teamId });
  const look = await until('the rows are looked at', () => lookOf(swaps, importId, 'checked'), 30_000);
  return { importId, look };
}

/** Imports it, with nothing else going on. */
export async function imported(swaps: SwapOffice, content: string): Promise<void> {
  const button = await looked(swaps, content);
  await startImport(swaps.as('U0MAYA', 'manager'), button, { onlyGood: false });
  await isImported(swaps, button);
}

export async function isImported(swaps: SwapOffice, { importId }: ImportButton): Promise<void> {
  await until('the file is imported', () => lookOf(swaps, importId, 'imported'), 60_000);
}

async function lookOf({ office }: SwapOffice, importId: string, state: string): Promise<number | undefined> {
  const [row] = await office.database.sql<{ look: number }[]>`
    select look from roster_imports where id = ${importId} and state = ${state}`;
  return row?.look;
}
