import { randomUUID } from 'node:crypto';
import { timesOf } from '../../../src/features/shifts/roster/cut-shift.ts';
import { addDays, localDate } from '../../../src/core/local-time.ts';
import type { TestDatabase } from '../../support/database.ts';
import { instantOf } from './days.ts';

interface ShiftMore {
  readonly zone?: string;
  readonly type?: string;
  readonly role?: string;
}

/** So many days from today, by the clock of Berlin. */
export function dayAhead(days: number): string {
  return addDays(localDate(new Date(), 'Europe/Berlin'), days);
}

/**
 * Puts a shift of Northwind Care on the roster, published, as an import would: `22:00` to `06:00` ends on the next date. Null
 * for one that is open. Returns its id.
 */
export async function putShift(
  { sql }: TestDatabase,
  slackId: string | null,
  date: string,
  [start, end]: readonly [string, string],
  { zone = 'Europe/Berlin', type, role }: ShiftMore = {},
): Promise<string> {
  const from = instantOf(date, start, zone);
  const to = instantOf(end > start ? date : addDays(date, 1), end, zone);
  const { startsAt, endsAt, startsLocal, endsLocal, startOffset, endOffset } = timesOf({ from, to }, zone);
  const id = randomUUID();
  await sql`
    insert into shifts (workspace_id, id, team_id, slack_id, starts_local, ends_local, time_zone, start_offset, end_offset,
      starts_at, ends_at, type, role, changed_at)
    select workspace_id, ${id}, id, ${slackId}, ${startsLocal}, ${endsLocal}, ${zone}, ${startOffset}, ${endOffset},
      ${startsAt}, ${endsAt}, ${type ?? null}, ${role ?? null}, now()
    from teams where name = 'Northwind Care'`;
  return id;
}

/** Who works a shift now; null while it is open. */
export async function worksIt({ sql }: TestDatabase, shiftId: string): Promise<string | null> {
  const [row] = await sql<{ slackId: string | null }[]>`select slack_id as "slackId" from shifts where id = ${shiftId}`;
  if (!row) throw new Error('there is no such shift');
  return row.slackId;
}
