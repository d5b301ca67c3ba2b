import type { Demand, Person, Roster, Shift } from './roster.ts';

interface Unindexed {
  readonly zone: string;
  readonly now: number;
  readonly people: Iterable<Person>;
  readonly shifts: readonly Shift[];
  readonly demand?: readonly Demand[];
}

/** A roster with its people and shifts by id, and its shifts by person in order of start. */
export function indexRoster({ zone, now, people, shifts, demand = [] }: Unindexed): Roster {
  const shiftsOf = new Map<string | null, Shift[]>();
  const byId = new Map<string, Shift>();
  for (const shift of shifts) {
    byId.set(shift.id, shift);
    const theirs = shiftsOf.get(shift.person);
    if (theirs) theirs.push(shift);
    else shiftsOf.set(shift.person, [shift]);
  }
  for (const theirs of shiftsOf.values()) theirs.sort((one, other) => one.start - other.start);
  return {
    zone,
    now,
    people: new Map(Array.from(people, (person) => [person.id, person])),
    shifts: byId,
    shiftsOf,
    demand,
  };
}
