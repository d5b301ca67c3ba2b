import { localMinute } from '../../../core/local-time.ts';
import { asPresent, asSkill, type Counts, isThere, quartersOf, shiftsThere } from './measures/cover.ts';
import { onDay, type PartOfDay } from './measures/clock-times.ts';
import type { Demand, Stretch } from './roster.ts';
import { type Need, weekdays, type Weekday } from './rule-fields.ts';
import { countedBreach, type Reading, type Rule } from './rule.ts';
import type { Situation } from './situation.ts';

/**
 * R23: no quarter of an hour has fewer people, or fewer with a skill, than are needed. What is needed: the team's list, and the
 * demand of the roster. `at` (local), `skill`, `before_people`, `after_people`, `needed_people`; the worst quarter of each need.
 */
export const cover: Rule<'R23'> = {
  id: 'R23',
  look: (situation, { needs }) =>
    [...situation.roster.demand, ...needs.flatMap((need) => demandsOf(situation, need))]
      .filter((demand) => isLookedAt(situation, demand))
      .flatMap((demand) => shortfallOf(situation, demand)),
};

/**
 * R24: while anybody of the team works, somebody with each role is there. `role`, `at` (local: the first quarter without),
 * `before_min`, `after_min` without.
 */
export const somebodyInCharge: Rule<'R24'> = {
  id: 'R24',
  look: (situation, { roles, from, until }) =>
    roles.flatMap((role) => {
      const parts = daysOfMoves(situation).map((day) => onDayOf(situation, { from, until }, day));
      const quarters = parts.flatMap(quartersOf).filter((quarter) => isLookedAt(situation, quarter));
      return absenceOf(situation, role, quarters);
    }),
};

function shortfallOf(situation: Situation, demand: Demand): readonly Reading[] {
  let worst: Reading | undefined;
  for (const quarter of quartersOf(demand)) {
    const change = changeIn(situation, quarter, asSkill(demand.skill, dateAt(situation, quarter)));
    if (change.lost <= change.gained && !looksAtAll(situation)) continue;
    const before = peopleIn(situation, quarter, asSkill(demand.skill, dateAt(situation, quarter)));
    const after = before - change.lost + change.gained;
    const breach = countedBreach(situation, demand.people - before, demand.people - after);
    if (worst && worst.breach >= breach) continue;
    const at = localMinute(new Date(quarter.from), situation.roster.zone);
    const people = { before_people: before, after_people: after, needed_people: demand.people };
    worst = { person: null, numbers: { at, skill: demand.skill, ...people }, breach };
  }
  return worst ? [worst] : [];
}

function absenceOf(situation: Situation, role: string, quarters: readonly Stretch[]): readonly Reading[] {
  const absent = { before: 0, after: 0 };
  let first: Stretch | undefined;
  for (const quarter of quarters) {
    const counts = asPresent(role, dateAt(situation, quarter));
    const before = isWithout(situation, quarter, counts, 'before');
    const after = isWithout(situation, quarter, counts, 'after');
    const minutes = (quarter.to - quarter.from) / 60_000;
    if (before) absent.before += minutes;
    if (after) absent.after += minutes;
    if (after && (!before || situation.isStrict)) first ??= quarter;
  }
  const at = first ? localMinute(new Date(first.from), situation.roster.zone) : null;
  const numbers = { role, at, before_min: absent.before, after_min: absent.after };
  return [{ person: null, numbers, breach: countedBreach(situation, absent.before, absent.after) }];
}

/** Whether people of the team are there, and none of them counts. */
function isWithout(situation: Situation, quarter: Stretch, counts: Counts, when: 'before' | 'after'): boolean {
  const people = (which: Counts): number => {
    const { lost, gained } = when === 'after' ? changeIn(situation, quarter, which) : { lost: 0, gained: 0 };
    return peopleIn(situation, quarter, which) - lost + gained;
  };
  return people(() => true) > 0 && people(counts) === 0;
}

function peopleIn({ roster, days, moves }: Situation, quarter: Stretch, counts: Counts): number {
  const teams = new Set(moves.map(({ shift }) => shift.teamId));
  const there = shiftsThere(roster, days, teams, quarter);
  return there.filter((shift) => counts(shift, roster.people.get(shift.person ?? ''))).length;
}

/** How many of those who are there all of that time the trade takes away, and adds. */
function changeIn({ roster, moves }: Situation, quarter: Stretch, counts: Counts): { lost: number; gained: number } {
  const change = { lost: 0, gained: 0 };
  for (const { shift, work, from, to } of moves) {
    if (work.start >= quarter.to || work.end <= quarter.from) continue;
    if (from !== null && isThere(shift, quarter) && counts(shift, roster.people.get(from))) change.lost += 1;
    if (to !== null && isThere(work, quarter) && counts(shift, roster.people.get(to))) change.gained += 1;
  }
  return change;
}

/** Demands and times that nothing moves in stay as they are; rules that are strict, or measured, look at those too. */
function isLookedAt(situation: Situation, { from, to }: Stretch): boolean {
  return looksAtAll(situation) || situation.moves.some(({ work }) => work.start < to && work.end > from);
}

function looksAtAll({ isStrict, wantsAll }: Situation): boolean {
  return isStrict || wantsAll;
}

/** Local dates that the trade touches, and the one before, of which a night may go on into the first. */
function daysOfMoves({ moves }: Situation): readonly number[] {
  const days = new Set<number>();
  for (const { work } of moves) for (let day = work.firstDay - 1; day <= work.lastDay; day += 1) days.add(day);
  return [...days].toSorted((one, other) => one - other);
}

function demandsOf(situation: Situation, { weekdays: on, people, skill, ...part }: Need): readonly Demand[] {
  return daysOfMoves(situation)
    .filter((day) => on.includes(weekdayOf(day)))
    .map((day) => onDayOf(situation, part, day))
    .map(({ from, to }) => ({ from, to, people, skill }));
}

function onDayOf({ roster }: Situation, part: PartOfDay, day: number): Stretch {
  return onDay(part, day, roster.zone);
}

/** Day 0 was a Thursday. */
function weekdayOf(day: number): Weekday {
  // Safe: these are the seven names, and the remainder is one of seven.
  return Object.keys(weekdays)[(((day + 3) % 7) + 7) % 7] as Weekday;
}

function dateAt({ days }: Situation, { from }: Stretch): string {
  return days.nameOf(days.indexAt(from));
}
