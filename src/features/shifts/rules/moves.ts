import type { Windows } from '../../../core/local-windows.ts';
import type { Leg, Roster, Shift, Stretch } from './roster.ts';
import { type Work, byStart, compareText, toWork } from './work.ts';

/** A leg whose shift is known: the work that goes from one person to another. */
export interface Move {
  readonly shift: Shift;
  readonly work: Work;
  readonly from: string | null;
  readonly to: string | null;
}

/** A leg that cannot be applied, whatever the rules. */
export interface Misfit {
  readonly leg: Leg;
  readonly reason: 'unknown_shift' | 'unknown_person' | 'empty_part' | 'given_twice';
}

export interface AppliedLegs {
  /** In order of start, whatever the order of the legs. */
  readonly moves: readonly Move[];
  /** In an order of their own. */
  readonly misfits: readonly Misfit[];
}

/** What changes hands. A part that reaches beyond its shift is cut at the shift's edges. */
export function applyLegs(
  roster: Roster,
  legs: readonly Leg[],
  workOf: (shift: Shift) => Work,
  days: Windows,
): AppliedLegs {
  const moves: Move[] = [];
  const misfits: Misfit[] = [];
  for (const leg of legs) {
    const shift = roster.shifts.get(leg.shift);
    const reason = shift ? reasonAgainst(roster, leg, shift) : 'unknown_shift';
    if (shift && !reason) {
      const work = leg.part ? toWork(shift, days, clipped(leg.part, shift)) : workOf(shift);
      moves.push({ shift, work, from: leg.from, to: leg.to });
    } else misfits.push({ leg, reason: reason ?? 'unknown_shift' });
  }
  if (moves.length > 1) moves.sort(inOrder);
  return { moves, misfits: [...misfits, ...givenTwice(moves)].toSorted(byLeg) };
}

function reasonAgainst(roster: Roster, leg: Leg, shift: Shift): Misfit['reason'] | undefined {
  if (leg.from !== null && !roster.people.has(leg.from)) return 'unknown_person';
  if (leg.to !== null && !roster.people.has(leg.to)) return 'unknown_person';
  const { from, to } = leg.part ? clipped(leg.part, shift) : { from: shift.start, to: shift.end };
  return from < to ? undefined : 'empty_part';
}

function clipped(part: Stretch, shift: Shift): Stretch {
  return { from: Math.max(part.from, shift.start), to: Math.min(part.to, shift.end) };
}

/** The same minutes of a shift can go to one person only. */
function givenTwice(moves: readonly Move[]): readonly Misfit[] {
  return moves
    .filter((move, index) =>
      moves.slice(0, index).some((other) => other.shift === move.shift && other.work.end > move.work.start),
    )
    .map((move) => ({
      leg: { shift: move.shift.id, from: move.from, to: move.to, part: { from: move.work.start, to: move.work.end } },
      reason: 'given_twice',
    }));
}

function byLeg(one: Misfit, other: Misfit): number {
  return compareText(JSON.stringify(one.leg), JSON.stringify(other.leg));
}

function inOrder(one: Move, other: Move): number {
  return (
    byStart(one.work, other.work) ||
    compareText(one.from ?? '', other.from ?? '') ||
    compareText(one.to ?? '', other.to ?? '')
  );
}
