import type { Demand, Person, Shift, Stretch } from '../roster.ts';

/** Whether somebody who works this shift counts as having the skill: by its role where it has one, else by what they hold. */
export function countsAs(skill: string, shift: Shift, person: Person | undefined, date: string): boolean {
  if (shift.role !== null) return shift.role === skill;
  return person?.qualifications.some((held) => held.name === skill && (held.validUntil ?? date) >= date) ?? false;
}

/** Whether somebody works it and it covers something of the time. */
export function covers({ person, start, end }: Shift, { from, to }: Stretch): boolean {
  return person !== null && start < to && end > from;
}

/** The pieces of a stretch, so long or shorter at its end. */
export function piecesOf({ from, to }: Stretch, length: number): readonly Stretch[] {
  const pieces: Stretch[] = [];
  for (let at = from; at < to; at += length) pieces.push({ from: at, to: Math.min(at + length, to) });
  return pieces;
}

/** The fewest people that are there at once within the stretch. Each of `shifts` covers something of it. */
export function fewestAt(shifts: readonly Stretch[], { from, to }: Stretch): number {
  const moments = [from, ...shifts.map((shift) => shift.to)].filter((at) => at >= from && at < to);
  const there = (at: number) => shifts.filter((shift) => shift.from <= at && at < shift.to).length;
  return Math.min(...moments.map(there));
}

/** How many are missing of what is needed, over all demands: people times demands, not minutes. */
export function missingOf(needed: Pick<Demand, 'people'>, there: number): number {
  return Math.max(0, needed.people - there);
}
