import type { TakenShift } from '../../../feature.ts';
import type { MadeChange } from '../roster/shift-change.ts';
import type { ShiftRow } from '../roster/tables.ts';

/** Everybody who holds one of the shifts, or did. */
export function holdersOf(made: readonly MadeChange[]): readonly string[] {
  const holders = made.flatMap(({ before, after }) => [before?.slackId, after.slackId]);
  return [...new Set(holders.filter((slackId) => typeof slackId === 'string'))].toSorted();
}

/** What was taken from somebody by changes of shifts: each with who has it now, where somebody has. */
export function takenIn(made: readonly MadeChange[]): readonly TakenShift[] {
  return made.flatMap(({ before, after }) => {
    if (!before || !isWorked(before)) return [];
    return lostOf(before, after).map(({ startsAt, endsAt }) => ({
      from: before.slackId,
      to: takerOf(made, before, { startsAt, endsAt }),
      startsAt: startsAt.toISOString(),
    }));
  });
}

type Span = Pick<ShiftRow, 'startsAt' | 'endsAt'>;

function isWorked(shift: ShiftRow): shift is ShiftRow & { readonly slackId: string } {
  return shift.slackId !== null && shift.state === 'planned' && shift.isPublished;
}

/** All of it, or what was cut off. */
function lostOf(before: ShiftRow, after: ShiftRow): readonly Span[] {
  if (!isWorked(after) || after.slackId !== before.slackId || !overlap(before, after)) return [before];
  const head = { startsAt: before.startsAt, endsAt: after.startsAt };
  const tail = { startsAt: after.endsAt, endsAt: before.endsAt };
  return [head, tail].filter(({ startsAt, endsAt }) => startsAt < endsAt);
}

function takerOf(made: readonly MadeChange[], before: ShiftRow, lost: Span): string | null {
  const taker = made.find(({ after }) => isWorked(after) && after.slackId !== before.slackId && overlap(after, lost));
  return taker?.after.slackId ?? null;
}

function overlap(one: Span, other: Span): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}
