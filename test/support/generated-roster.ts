import { addDays, toInstant, weekdayOf } from '../../src/core/local-time.ts';
import type { Person, Shift, Stretch } from '../../src/features/shifts/rules/roster.ts';
import { indexRoster } from '../../src/features/shifts/rules/index-roster.ts';
import type { Roster } from '../../src/features/shifts/rules/roster.ts';
import { type Chance, chance } from '../shifts/oracle/random.ts';
import { CARE } from './northwind.ts';

export const ROSTER_ZONE = 'Europe/Berlin';

/** Minutes after midnight. */
const kinds = { E: [360, 840], D: [540, 1020], L: [840, 1320], N: [1320, 1800] } as const;
type Kind = keyof typeof kinds;
const rotation = ['E', 'D', 'L'] as const;
/** Of a hundred shifts so many ask for each. */
const roles = [
  ['chat', 45],
  ['phone', 35],
  ['billing', 15],
  ['vip', 5],
] as const;

export interface Generated {
  readonly people: number;
  /** The Monday with which it begins, and its length. */
  readonly first: string;
  readonly weeks: number;
  readonly now: Date;
  readonly seed?: number;
}

/**
 * The roster of a contact centre: five days on and two off, another kind of shift after each two days off, a seventh of
 * the people on nights, a first skill that their shifts ask for and now and then a second one, leave, and open shifts. No
 * rule of the house is broken in it.
 */
export function generatedRoster({ people, first, weeks, now, seed = 1 }: Generated): Roster {
  const of = chance(seed);
  const instants = new Map<string, number>();
  const at = (date: string, minutes: number): number => {
    const key = `${date} ${minutes}`;
    const known = instants.get(key) ?? toInstant(date, minutes, ROSTER_ZONE).getTime();
    instants.set(key, known);
    return known;
  };
  const dates = Array.from({ length: weeks * 7 }, (_, day) => addDays(first, day));
  const team = Array.from({ length: people }, (_, nth) => agent(of, { nth, dates, at }));
  const worked = team.flatMap(({ person, role }, nth) => shiftsFor(nth, { person, role, dates, at }));
  const open = dates.flatMap((date, day) =>
    Array.from({ length: Math.ceil(people / 50) }, (_, nth) => {
      const kind = of.pick<Kind>(['E', 'D', 'L', 'N']);
      return shift({ id: idOf(9_000_000 + day * 1000 + nth), person: null, role: roleOf(of), date, kind, at });
    }),
  );
  return indexRoster({
    zone: ROSTER_ZONE,
    now: now.getTime(),
    people: team.map(({ person }) => person),
    shifts: [...worked, ...open],
  });
}

type At = (date: string, minutes: number) => number;
interface Agent {
  readonly nth: number;
  readonly dates: readonly string[];
  readonly at: At;
}

function agent(of: Chance, { nth, dates, at }: Agent): { readonly person: Person; readonly role: string } {
  const role = roleOf(of);
  const others = roles.map(([name]) => name).filter((name) => name !== role && of.percent(15));
  const person: Person = {
    id: `UGEN${String(nth).padStart(5, '0')}`,
    qualifications: [role, ...others].toSorted().map((name) => ({ name, validUntil: null })),
    away: of.percent(35) ? [leave(of, dates, at)] : [],
    homeZone: ROSTER_ZONE,
    site: null,
    tradesThisMonth: 0,
    openRequests: 0,
    isExcluded: false,
    hasOptedOut: false,
    bornOn: null,
    contractMinutes: null,
  };
  return { person, role };
}

/** A week of it, from a Monday. */
function leave(of: Chance, dates: readonly string[], at: At): Stretch {
  const mondays = dates.filter((date) => weekdayOf(date) === 1);
  const [monday = ''] = of.some(mondays, 1);
  return { from: at(monday, 0), to: at(addDays(monday, 7), 0) };
}

interface Working {
  readonly person: Person;
  readonly role: string;
  readonly dates: readonly string[];
  readonly at: At;
}

function shiftsFor(nth: number, { person, role, dates, at }: Working): readonly Shift[] {
  return dates.flatMap((date, day) => {
    // Everybody's days off fall on other days; a new kind of shift begins after them.
    const turn = day + (nth % 7) + 7 * (nth % 3);
    if (turn % 7 >= 5) return [];
    const kind = nth % 7 === 3 ? 'N' : (rotation[Math.floor(turn / 7) % 3] ?? 'D');
    const made = shift({ id: idOf(nth * 1000 + day), person: person.id, role, date, kind, at });
    return person.away.some(({ from, to }) => from < made.end && to > made.start) ? [] : [made];
  });
}

interface Made {
  readonly id: string;
  readonly person: string | null;
  readonly role: string;
  readonly date: string;
  readonly kind: Kind;
  readonly at: At;
}

function shift({ id, person, role, date, kind, at }: Made): Shift {
  const [from, to] = kinds[kind];
  return {
    id,
    person,
    start: at(date, from),
    end: to > 1440 ? at(addDays(date, 1), to - 1440) : at(date, to),
    zone: ROSTER_ZONE,
    role,
    type: kind,
    activity: null,
    credential: null,
    site: null,
    teamId: CARE,
    breakMinutes: 30,
    isPublished: true,
    isTradable: true,
    version: 1,
  };
}

function roleOf(of: Chance): string {
  let drawn = of.whole(1, 100);
  for (const [name, share] of roles) {
    drawn -= share;
    if (drawn <= 0) return name;
  }
  return 'chat';
}

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
