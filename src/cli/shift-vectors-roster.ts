import { localDays } from '../core/local-windows.ts';
import { isTimeProblem, toLocalInstant } from '../features/shifts/roster/shift-times.ts';
import { indexRoster } from '../features/shifts/rules/index-roster.ts';
import type { Person, Roster, Shift, Stretch } from '../features/shifts/rules/roster.ts';
import type { Leave, LocalTime, ShiftRow, VectorPerson, VectorShift } from './shift-vectors-inputs.ts';

/** A local time of a row is none, comes twice, or never was at its offset. `numbers` say which, and what it could be. */
export class InvalidTime extends Error {
  readonly numbers: Readonly<Record<string, unknown>>;

  constructor(numbers: Readonly<Record<string, unknown>>) {
    super(`invalid time ${JSON.stringify(numbers)}`);
    this.numbers = numbers;
  }
}

/** @throws InvalidTime for the first time that is no instant, shifts before people */
export function rosterOf(row: ShiftRow): Roster {
  const shifts = row.shifts.map((shift) => shiftOf(shift, row.zone));
  const people = row.people.map((person) => personOf(person, row.zone));
  return indexRoster({
    zone: row.zone,
    now: instantOf(row.now_local, row.zone, { field: 'now_local' }),
    people,
    shifts,
  });
}

function shiftOf(given: VectorShift, teamZone: string): Shift {
  const zone = given.zone ?? teamZone;
  return {
    id: given.id,
    person: given.person,
    start: instantOf(given.start_local, zone, { shift: given.id, field: 'start_local' }),
    end: instantOf(given.end_local, zone, { shift: given.id, field: 'end_local' }),
    zone,
    role: given.role,
    type: given.type,
    activity: null,
    credential: given.credential,
    site: null,
    teamId: null,
    breakMinutes: given.break_min,
    isPublished: given.published,
    isTradable: given.tradable,
    version: 1,
  };
}

function personOf(given: VectorPerson, zone: string): Person {
  const skills = given.skills.map((name) => ({ name, validUntil: null }));
  const credentials = given.credentials.map(({ name, valid_until: validUntil }) => ({ name, validUntil }));
  return {
    id: given.id,
    qualifications: [...skills, ...credentials],
    away: merged(given.leave.map((leave) => awayOf(leave, zone, given.id))),
    homeZone: given.home_zone,
    site: null,
    tradesThisMonth: given.trades_this_month,
    openRequests: 0,
    isExcluded: given.excluded,
    hasOptedOut: false,
    bornOn: null,
    contractMinutes: null,
  };
}

function awayOf(leave: Leave, zone: string, person: string): Stretch {
  if (!('date' in leave)) {
    return {
      from: instantOf(leave.start_local, zone, { person, field: 'start_local' }),
      to: instantOf(leave.end_local, zone, { person, field: 'end_local' }),
    };
  }
  const days = localDays(zone);
  const day = Date.parse(leave.date) / 86_400_000;
  return { from: days.startOf(day), to: days.startOf(day + 1) };
}

/** In order, what overlaps or touches made one. */
function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const whole: Stretch[] = [];
  for (const next of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last && next.from <= last.to) whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else whole.push(next);
  }
  return whole;
}

function instantOf({ local, offset }: LocalTime, zone: string, where: Readonly<Record<string, string>>): number {
  const found = toLocalInstant(local, zone, offset);
  if (isTimeProblem(found)) throw new InvalidTime({ ...where, reason: found.reason, options: found.options });
  return found.at.getTime();
}
