import type { Windows } from '../../../../core/local-windows.ts';
import type { Person, Roster, Shift, Stretch } from '../roster.ts';

/** Cover is looked at quarter by quarter. */
const QUARTER = 15 * 60_000;

/** Whether whoever works a shift counts. */
export type Counts = (shift: Shift, person: Person | undefined) => boolean;

/** Of a skill that is needed: who works holds it on that local date, in a shift that is of no other role. */
export function asSkill(skill: string | null, date: string): Counts {
  if (skill === null) return () => true;
  return (shift, person) => (shift.role === null || shift.role === skill) && holds(person, skill, date);
}

/** Of a role that somebody has to have whatever they do: it is the shift's, or they hold it on that local date. */
export function asPresent(role: string, date: string): Counts {
  return (shift, person) => shift.role === role || holds(person, role, date);
}

function holds(person: Person | undefined, skill: string, date: string): boolean {
  return person?.qualifications.some(({ name, validUntil }) => name === skill && (validUntil ?? date) >= date) ?? false;
}

/** The quarters of a stretch; the last one may be shorter. */
export function quartersOf({ from, to }: Stretch): readonly Stretch[] {
  const length = Math.max(0, Math.ceil((to - from) / QUARTER));
  return Array.from({ length }, (_, index) => ({
    from: from + index * QUARTER,
    to: Math.min(from + (index + 1) * QUARTER, to),
  }));
}

/** Whether somebody who works from start to end is there all the time. */
export function isThere({ start, end }: Pick<Shift, 'start' | 'end'>, { from, to }: Stretch): boolean {
  return start <= from && end >= to;
}

const byDay = new WeakMap<Roster, ReadonlyMap<number, readonly Shift[]>>();

/** The shifts of these teams that somebody works all of that time, as the roster stands. */
export function shiftsThere(
  roster: Roster,
  days: Windows,
  teams: ReadonlySet<string | null>,
  when: Stretch,
): readonly Shift[] {
  const ofDay = shiftsByDay(roster, days).get(days.indexAt(when.from)) ?? [];
  return ofDay.filter((shift) => teams.has(shift.teamId) && isThere(shift, when));
}

/** The local dates of which somebody works a minute, in order. */
export function daysWorked(roster: Roster, days: Windows): readonly number[] {
  return [...shiftsByDay(roster, days).keys()].toSorted((one, other) => one - other);
}

function shiftsByDay(roster: Roster, days: Windows): ReadonlyMap<number, readonly Shift[]> {
  const known = byDay.get(roster) ?? indexed(roster, days);
  byDay.set(roster, known);
  return known;
}

/** Shifts that somebody works, by the local dates that they touch. */
function indexed({ shifts }: Roster, days: Windows): ReadonlyMap<number, readonly Shift[]> {
  const found = new Map<number, Shift[]>();
  for (const shift of shifts.values()) {
    if (shift.person === null) continue;
    const last = days.indexAt(Math.max(shift.start, shift.end - 1));
    for (let day = days.indexAt(shift.start); day <= last; day += 1) {
      const ofDay = found.get(day);
      if (ofDay) ofDay.push(shift);
      else found.set(day, [shift]);
    }
  }
  return found;
}
