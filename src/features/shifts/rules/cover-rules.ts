import { localMinute } from '../../../core/local-time.ts';
import { asPresent, asSkill, type Counts, daysWorked, isThere, quartersOf, shiftsThere } from './measures/cover.ts';
import { onDay, type PartOfDay } from './measures/clock-times.ts';
import type { Demand, Shift, Stretch } from './roster.ts';
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
 * R24: while anybody of the team works, somebody with each role is there, in each quarter that the trade touches. `role`, `at`
 * (local: the first quarter newly without), `without_min`: how long; where rules are strict of all that is without on those dates.
 */
export const somebodyInCharge: Rule<'R24'> = {
  id: 'R24',
  look: (situation, { roles, from, until }) =>
    roles.flatMap((role) => {
      const parts = daysToLookAt(situation).map((day) => onDayOf(situation, { from, until }, day));
      return absenceOf(
        situation,
        role,
        parts.flatMap(quartersOf).filter((quarter) => isLookedAt(situation, quarter)),
      );
    }),
};

function shortfallOf(situation: Situation, demand: Demand): readonly Reading[] {
  let worst: Reading | undefined;
  for (const quarter of quartersOf(demand)) {
    const counts = asSkill(demand.skill, dateAt(situation, quarter));
    const change = changeIn(situation, quarter, counts);
    if (change.lost.length === 0 && !looksAtAll(situation)) continue;
    const there = thereBefore(situation, quarter, counts);
    const [before, after] = [countOf(there), countOf(afterwards(there, change))];
    const breach = countedBreach(situation, demand.people - before, demand.people - after);
    if (worst && worst.breach >= breach) continue;
    const at = localMinute(new Date(quarter.from), situation.roster.zone);
    const people = { before_people: before, after_people: after, needed_people: demand.people };
    worst = { person: null, numbers: { at, skill: demand.skill, ...people }, breach };
  }
  return worst ? [worst] : [];
}

function absenceOf(situation: Situation, role: string, quarters: readonly Stretch[]): readonly Reading[] {
  const without = quarters.filter((quarter) => {
    const counts = asPresent(role, dateAt(situation, quarter));
    if (!isWithout(situation, quarter, counts, 'after')) return false;
    return situation.isStrict || !isWithout(situation, quarter, counts, 'before');
  });
  const [first] = without;
  const minutes = without.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0);
  const at = first ? localMinute(new Date(first.from), situation.roster.zone) : null;
  return [{ person: null, numbers: { role, at, without_min: minutes }, breach: minutes }];
}

/** Whether people of the team are there, and none of them counts. */
function isWithout(situation: Situation, quarter: Stretch, counts: Counts, when: 'before' | 'after'): boolean {
  const people = (which: Counts): readonly string[] => {
    const before = thereBefore(situation, quarter, which);
    return when === 'before' ? before : afterwards(before, changeIn(situation, quarter, which));
  };
  return people(() => true).length > 0 && people(counts).length === 0;
}

/** Those who count and are there all of that time, before the trade: once for each of their shifts. */
function thereBefore({ roster, days, moves }: Situation, quarter: Stretch, counts: Counts): readonly string[] {
  const teams = new Set(moves.map(({ shift }) => shift.teamId));
  const there = shiftsThere(roster, days, teams, quarter);
  return there.flatMap((shift) => {
    const { person } = shift;
    return person !== null && counts(shift, roster.people.get(person)) ? [person] : [];
  });
}

interface Change {
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/** Who of those who count does not work then any more, and who newly does. */
function changeIn({ roster, moves }: Situation, quarter: Stretch, counts: Counts): Change {
  const lost: string[] = [];
  const gained: string[] = [];
  const isCounted = (shift: Shift, person: string): boolean => counts(shift, roster.people.get(person));
  const touching = moves.filter(({ work }) => work.start < quarter.to && work.end > quarter.from);
  for (const { shift, work, from, to } of touching) {
    const isTheirs = from === shift.person && isThere(shift, quarter);
    if (from !== null && isTheirs && isCounted(shift, from)) lost.push(from);
    if (to !== null && isThere(work, quarter) && isCounted(shift, to)) gained.push(to);
  }
  return { lost, gained };
}

function afterwards(before: readonly string[], { lost, gained }: Change): readonly string[] {
  const left = [...before];
  for (const person of lost) left.splice(left.indexOf(person), 1);
  return [...left, ...gained];
}

/** People, each once: nobody is there twice, whatever shifts say. */
function countOf(people: readonly string[]): number {
  return new Set(people).size;
}

/** What nothing moves in stays as it is; where rules are strict, or measured, it is looked at too. */
function isLookedAt(situation: Situation, demand: Stretch): boolean {
  return looksAtAll(situation) || isTouched(situation, demand);
}

function isTouched({ moves }: Situation, { from, to }: Stretch): boolean {
  return moves.some(({ work }) => work.start < to && work.end > from);
}

function looksAtAll({ isStrict, wantsAll }: Situation): boolean {
  return isStrict || wantsAll;
}

/** Where rules are strict all on which somebody works, as of demand; else those that the trade touches. */
function daysToLookAt(situation: Situation): readonly number[] {
  return situation.isStrict ? daysWorked(situation.roster, situation.days) : daysOfMoves(situation);
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
