import type { Demand, Person, Roster, Shift, Stretch } from '../../../src/features/shifts/rules/roster.ts';
import { instantOf, plusDays, startOf } from './local.ts';
import type { Chance } from './random.ts';
import { byPerson } from './read-cases.ts';

/** Zones, and dates on which their clocks change; the last two have none, and one long ago. */
const changes = [
  ['Europe/Madrid', '2026-03-29'],
  ['Europe/Madrid', '2026-10-25'],
  ['Europe/London', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
  ['America/Santiago', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
  ['Africa/Cairo', '2026-04-24'],
  ['Asia/Beirut', '2026-03-29'],
  ['Asia/Kathmandu', '2026-06-10'],
  ['UTC', '2026-12-28'],
] as const;

const hours = [
  ['E', '06:00', 480],
  ['D', '09:00', 480],
  ['D', '09:00', 510],
  ['L', '14:00', 480],
  ['L', '12:00', 600],
  ['N', '22:00', 480],
  ['N', '23:00', 420],
] as const;

const SPAN_DAYS = 24;

/** A team of three to six around a change of the clocks, with what can be the matter with people and shifts. Nobody works two shifts at once. */
export function randomRoster(chance: Chance): Roster {
  const [zone, change] = chance.pick(changes);
  const first = plusDays(change, -chance.whole(4, 18));
  const ids = ['ana', 'ben', 'cal', 'dee', 'eli', 'fay'].slice(0, chance.whole(3, 6));
  const shifts = [...ids, null].flatMap((person) => shiftsFor(chance, { person, zone, first }));
  return {
    zone,
    now: instantOf(plusDays(first, chance.whole(-20, 6)), chance.pick(['09:00', '13:15', '21:45']), zone),
    people: new Map(ids.map((id) => [id, personFor(chance, { id, zone, first })])),
    shifts: new Map(shifts.map((shift) => [shift.id, shift])),
    shiftsOf: byPerson(shifts),
    demand: demandFor(chance, zone, first),
  };
}

interface Whose {
  readonly person: string | null;
  readonly zone: string;
  readonly first: string;
}

/** A person's shifts; fewer of the open ones, and these may overlap. */
function shiftsFor(chance: Chance, { person, zone, first }: Whose): readonly Shift[] {
  const wanted = person === null ? chance.whole(1, 4) : chance.whole(3, chance.pick([6, 10, 18]));
  const drawn = Array.from({ length: wanted }, (_, nth) =>
    shiftFor(chance, {
      id: `${person ?? 'open'}-${nth}`,
      person,
      zone,
      date: plusDays(first, chance.whole(0, SPAN_DAYS)),
    }),
  ).toSorted((one, other) => one.start - other.start);
  return drawn.filter((shift, nth) => person === null || drawn.slice(0, nth).every(({ end }) => end <= shift.start));
}

interface Where {
  readonly id: string;
  readonly person: string | null;
  readonly zone: string;
  readonly date: string;
}

function shiftFor(chance: Chance, { id, person, zone, date }: Where): Shift {
  const [type, at, minutes] = chance.pick(hours);
  const own = chance.percent(5) ? chance.pick(['Europe/London', 'America/New_York', 'Africa/Casablanca']) : zone;
  const start = instantOf(date, at, own) + 60_000 * (chance.percent(20) ? chance.whole(-8, 8) * 15 : 0);
  return {
    id,
    person,
    start,
    end: start + 60_000 * (minutes + oddMinutes(chance)),
    zone: own,
    type,
    version: 1,
    teamId: null,
    role: chance.percent(30) ? chance.pick(['tech', 'chat']) : null,
    credential: chance.percent(8) ? 'lead' : null,
    activity: chance.percent(3) ? chance.pick(['training', '1:1', 'huddle']) : null,
    site: chance.percent(20) ? chance.pick(['north', 'south']) : null,
    breakMinutes: chance.percent(40) ? chance.pick([30, 45, 60]) : 0,
    isPublished: !chance.percent(4),
    isTradable: !chance.percent(4),
  };
}

function oddMinutes(chance: Chance): number {
  return chance.percent(25) ? chance.whole(-12, 16) * 15 : 0;
}

function personFor(chance: Chance, { id, zone, first }: { id: string; zone: string; first: string }): Person {
  const until = () => (chance.percent(50) ? null : plusDays(first, chance.whole(0, SPAN_DAYS)));
  const names = ['tech', 'chat', 'lead'].filter(() => chance.percent(70));
  return {
    id,
    qualifications: names.map((name) => ({ name, validUntil: until() })),
    away: chance.percent(30) ? [awayFor(chance, zone, first)] : [],
    homeZone: chance.percent(80) ? zone : chance.pick([null, 'Europe/London']),
    site: chance.percent(50) ? chance.pick(['north', 'south']) : null,
    tradesThisMonth: chance.whole(0, 4),
    openRequests: chance.whole(0, 6),
    isExcluded: chance.percent(4),
    hasOptedOut: chance.percent(20),
    bornOn: chance.percent(20) ? chance.pick(['2008-03-29', '2009-05-20', '2008-10-26', '1990-01-01']) : null,
    contractMinutes: chance.percent(30) ? chance.pick([1200, 1800, 2400]) : null,
  };
}

/** A few whole dates, or some hours. */
function awayFor(chance: Chance, zone: string, first: string): Stretch {
  const date = plusDays(first, chance.whole(0, SPAN_DAYS));
  if (chance.percent(60)) return { from: startOf(date, zone), to: startOf(plusDays(date, chance.whole(1, 3)), zone) };
  const from = instantOf(date, '11:00', zone);
  return { from, to: from + chance.whole(1, 12) * 3_600_000 };
}

function demandFor(chance: Chance, zone: string, first: string): readonly Demand[] {
  return Array.from({ length: chance.whole(0, 6) }, () => {
    const from = instantOf(
      plusDays(first, chance.whole(0, SPAN_DAYS)),
      chance.pick(['06:00', '09:00', '14:00', '22:00']),
      zone,
    );
    const skill = chance.percent(50) ? chance.pick(['tech', 'chat', 'lead']) : null;
    return { from, to: from + chance.whole(2, 40) * 900_000, skill, people: chance.whole(1, 3) };
  });
}
