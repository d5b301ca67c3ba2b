import { localDays } from '../../../core/local-windows.ts';
import type { Leg, Roster, Shift, Stretch } from '../rules/roster.ts';
import type { Wants } from '../swaps/tables.ts';

/** Who could take a shift, and for what. */
export interface Search {
  readonly shift: string;
  /** Only this stretch of it. */
  readonly part?: Stretch;
  /** What its owner would take in return; null: nothing, or nobody owns it. */
  readonly wants: Wants | null;
  readonly audience: ReadonlySet<string>;
}

/** One answer to a search: this person takes the shift, and gives that one for it, or nothing. */
export interface Candidate {
  readonly person: string;
  readonly gives: Shift | null;
}

/**
 * Everybody and everything that a search is about, whatever the rules: people, where nothing is wanted in return, else
 * their shifts of the same team that are still ahead and wanted. A shift of the same time and kind as the one that is given
 * is none: nothing would change.
 */
export function candidatesOf(roster: Roster, search: Search): readonly Candidate[] {
  const given = roster.shifts.get(search.shift);
  if (!given) return [];
  return [...search.audience]
    .filter((person) => person !== given.person && roster.people.has(person))
    .flatMap((person) => answersOf(roster, search, given, person));
}

function answersOf(roster: Roster, search: Search, given: Shift, person: string): readonly Candidate[] {
  const { wants } = search;
  if (wants === null) return [{ person, gives: null }];
  return (roster.shiftsOf.get(person) ?? [])
    .filter((shift) => shift.start > roster.now && shift.teamId === given.teamId)
    .filter((shift) => isWanted(shift, wants) && (search.part !== undefined || !isAlike(shift, given)))
    .map((gives) => ({ person, gives }));
}

/** Wanted by date, kind and id; what the owner left open does not matter. */
function isWanted({ id, zone, start, type }: Shift, { dates, types, shiftIds }: Wants): boolean {
  if (shiftIds && !shiftIds.includes(id)) return false;
  if (types && (type === null || !types.includes(type))) return false;
  if (!dates) return true;
  const days = localDays(zone);
  return dates.includes(days.nameOf(days.indexAt(start)));
}

function isAlike(one: Shift, other: Shift): boolean {
  return (
    one.start === other.start &&
    one.end === other.end &&
    one.role === other.role &&
    one.type === other.type &&
    one.site === other.site &&
    one.activity === other.activity
  );
}

/** What would change hands. */
export function legsOf({ shift, part }: Search, giver: string | null, { person, gives }: Candidate): readonly Leg[] {
  const given: Leg = { shift, from: giver, to: person, ...(part && { part }) };
  return gives === null ? [given] : [given, { shift: gives.id, from: person, to: giver }];
}
