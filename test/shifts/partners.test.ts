import { expect, test } from 'vitest';
import type { Search } from '../../src/features/shifts/partners/candidates.ts';
import { findPartners } from '../../src/features/shifts/partners/find-partners.ts';
import { checkTrade, prepareRoster } from '../../src/features/shifts/rules/check-trade.ts';
import type { Policy } from '../../src/features/shifts/rules/policy.ts';
import type { Leg, Roster, Shift } from '../../src/features/shifts/rules/roster.ts';
import type { Verdict } from '../../src/features/shifts/rules/verdict.ts';
import type { Wants } from '../../src/features/shifts/swaps/tables.ts';
import { dateAt } from './oracle/local.ts';
import { type Chance, chance } from './oracle/random.ts';
import { randomLegs, randomTrade } from './oracle/random-trade.ts';

const SEARCHES = 400;

interface Case {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly search: Search;
}

/** Who trades what, and what the checker says of it, each of them asked for by itself. */
function everyAnswer({ roster, policy, search }: Case): ReadonlyMap<string, Verdict['verdict']> {
  const given = roster.shifts.get(search.shift);
  if (!given) return new Map();
  const others = [...search.audience].filter((person) => person !== given.person);
  const returns = (person: string): readonly (Shift | null)[] =>
    search.wants === null
      ? [null]
      : [...roster.shifts.values()].filter(
          (shift) => shift.person === person && isCounterShift({ roster, search, given, shift, wants: search.wants }),
        );
  return new Map(
    others.flatMap((person) =>
      returns(person).map((shift): [string, Verdict['verdict']] => [
        `${person} ${shift?.id ?? '-'}`,
        checkTrade(roster, legs(search, given.person, person, shift), policy).verdict,
      ]),
    ),
  );
}

function legs(search: Search, giver: string | null, person: string, shift: Shift | null): readonly Leg[] {
  const taken = { shift: search.shift, from: giver, to: person, ...(search.part && { part: search.part }) };
  return [taken, ...(shift ? [{ shift: shift.id, from: person, to: giver }] : [])];
}

interface Counter {
  readonly roster: Roster;
  readonly search: Search;
  readonly given: Shift;
  readonly shift: Shift;
  readonly wants: Wants | null;
}

function isCounterShift({ roster, search, given, shift, wants }: Counter): boolean {
  const same = (['start', 'end', 'role', 'type', 'site', 'activity'] as const).every(
    (key) => shift[key] === given[key],
  );
  return shift.start > roster.now && isWanted(shift, wants ?? {}) && (search.part !== undefined || !same);
}

function isWanted(shift: Shift, { dates, types, shiftIds }: Wants): boolean {
  const conditions = [
    dates === undefined || dates.includes(dateAt(shift.start, shift.zone)),
    types === undefined || types.some((type) => type === shift.type),
    shiftIds === undefined || shiftIds.includes(shift.id),
  ];
  return conditions.every((met) => met);
}

function randomSearch(of: Chance, roster: Roster): Search {
  const open = (roster.shiftsOf.get(null) ?? []).map(({ id }) => id);
  const owned = [...roster.shifts.values()].filter(({ person }) => person !== null);
  const isOpen = of.percent(20) && open.length > 0;
  const shift = isOpen ? roster.shifts.get(of.some(open, 1)[0] ?? '') : of.some(owned, 1)[0];
  if (!shift) throw new Error('a roster without shifts');
  const half = (shift.start + shift.end) / 2;
  return {
    shift: shift.id,
    wants: isOpen || of.percent(30) ? null : randomWants(of, roster),
    audience: new Set(of.some([...roster.people.keys()], of.pick([6, 6, 6, 2]))),
    ...(of.percent(20) && {
      part: of.pick([
        { from: shift.start, to: half },
        { from: half, to: shift.end + 900_000 },
      ]),
    }),
  };
}

function randomWants(of: Chance, roster: Roster): Wants {
  const some = of.some([...roster.shifts.values()], 6);
  return {
    ...(of.percent(15) && { types: ['E', 'L'] }),
    ...(of.percent(15) && { dates: some.map(({ start, zone }) => dateAt(start, zone)) }),
    ...(of.percent(10) && { shiftIds: some.map(({ id }) => id) }),
  };
}

function randomCase(seed: number): Case {
  const { roster, policy } = randomTrade(seed);
  return { roster, policy, search: randomSearch(chance(seed + 7_000_000), roster) };
}

test(`offers exactly what the checker does not deny, in ${SEARCHES} random searches`, () => {
  const seen = { allow: 0, review: 0, deny: 0 };

  for (let seed = 1; seed <= SEARCHES; seed += 1) {
    const given = randomCase(seed);
    const answers = everyAnswer(given);
    const found = findPartners(given);

    const expected = [...answers].filter(([, verdict]) => verdict !== 'deny');
    const offered = found.legal.map(({ person, gives, verdict }) => [`${person} ${gives ?? '-'}`, verdict] as const);
    expect(new Map(offered), `seed ${seed}`).toEqual(new Map(expected));
    expect(found.considered, `seed ${seed}`).toBe(answers.size);
    for (const verdict of answers.values()) seen[verdict] += 1;
  }

  // Each kind often enough to be worth the name of a test.
  expect(Math.min(seen.allow, seen.review, seen.deny)).toBeGreaterThan(150);
}, 60_000);

test('has a nearest answer exactly where there are answers and none is legal; rules deny it', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { considered, legal, nearest } = findPartners(randomCase(seed));

    const isNearDue = considered > 0 && legal.length === 0;
    expect(nearest !== null, `seed ${seed}`).toBe(isNearDue);
    expect((nearest?.broken.length ?? 0) > 0, `seed ${seed}`).toBe(isNearDue);
  }
});

test('puts what is allowed before what somebody has to look at', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const verdicts = findPartners(randomCase(seed)).legal.map(({ verdict }) => verdict);

    const allowed = verdicts.filter((verdict) => verdict === 'allow');
    expect(verdicts.slice(0, allowed.length), `seed ${seed}`).toEqual(allowed);
  }
});

test('the outcome of a trade is its verdict, whatever trades of the same roster were asked about before', () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const { roster, policy } = randomTrade(seed);
    const of = chance(seed + 9_000_000);
    const prepared = prepareRoster(roster, policy);
    for (let nth = 0; nth < 8; nth += 1) {
      const trade = randomLegs(of, roster);

      expect(prepared.outcome(trade), `seed ${seed}, trade ${nth}`).toBe(checkTrade(roster, trade, policy).verdict);
    }
  }
});
