import { randomUUID } from 'node:crypto';
import { type Ctx, transaction } from '../../src/core/context.ts';
import { toInstant } from '../../src/core/local-time.ts';
import { changeShifts } from '../../src/features/shifts/roster/change-shifts.ts';
import type { NewShift } from '../../src/features/shifts/roster/shift-change.ts';
import { timesOf } from '../../src/features/shifts/roster/cut-shift.ts';
import type { ShiftRow } from '../../src/features/shifts/roster/tables.ts';
import { touchHomes } from '../../src/slack/home.ts';
import { CARE } from './northwind.ts';

/** A shift as it may stand on a roster: Ana's early one on a Monday, changed where told. Times are `2026-03-16T06:00`. */
export function newShift(slackId: string | null, start: string, end: string, others: Partial<NewShift> = {}): NewShift {
  const timeZone = others.timeZone ?? 'Europe/Berlin';
  return {
    id: randomUUID(),
    teamId: CARE,
    slackId,
    state: 'planned',
    timeZone,
    ...timesOf({ from: instant(start, timeZone), to: instant(end, timeZone) }, timeZone),
    breakMinutes: 0,
    role: null,
    type: null,
    activity: null,
    credential: null,
    site: null,
    comment: null,
    isPublished: true,
    isTradable: true,
    ...others,
  };
}

/** Puts these on the roster, as a manager would one by one; nobody is told. */
export async function addShifts(ctx: Ctx, ...adds: readonly NewShift[]): Promise<readonly ShiftRow[]> {
  return transaction(ctx, async (tx) => {
    const changes = adds.map((add) => ({ add }));
    const added = await changeShifts(tx, ctx, changes, { cause: 'edit' });
    await touchHomes(
      tx,
      ctx,
      added.flatMap(({ slackId }) => slackId ?? []),
    );
    return added;
  });
}

function instant(local: string, timeZone: string): Date {
  const [date = '', time = ''] = local.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return toInstant(date, hours * 60 + minutes, timeZone);
}
