import type { Demand, Stretch } from '../../../src/features/shifts/rules/roster.ts';
import { dateAt, datesOf, instantOf, plusDays, startOf } from './local.ts';
import { type Rule, whole, wordOf, wordsOf } from './rule.ts';
import { counts, type Situation, type Work } from './situation.ts';

/** The rules about who is there: R23 and R24. They look at everybody on the roster. */

const QUARTER = 900_000;

/** R23: in no quarter of an hour fewer people, or people with the skill, than are needed and than there were. */
const coverage: Rule = (situation) => {
  const [before, after] = everybody(situation);
  const lacking = (works: readonly Held[], { skill, people }: Demand, quarter: Stretch) => {
    const there = works.filter((work) => isThere(work, quarter) && covers(situation, work, skill, quarter));
    return Math.max(0, people - new Set(there.map(({ holder }) => holder)).size);
  };
  return whole(
    situation.roster.demand.some((demand) =>
      quartersOf(demand).some((quarter) =>
        counts(situation, lacking(before, demand, quarter), lacking(after, demand, quarter)),
      ),
    ),
  );
};

/** Whoever works in a role does nothing else then; nobody does what they do not hold. */
function covers(situation: Situation, { holder, shift }: Held, skill: string | null, quarter: Stretch): boolean {
  if (skill === null) return true;
  return (shift.role === null || shift.role === skill) && isSkilled(situation, holder, skill, quarter);
}

/** R24: while anybody works between those hours, somebody is there whose shift has the role or who holds it. */
const inCharge: Rule = (situation, params) => {
  const { zone } = situation.roster;
  const [before, after] = everybody(situation);
  const dates = new Set(after.flatMap(({ from, to }) => datesOf(from, to, zone)));
  const at = (date: string, time: string) =>
    time === '24:00' ? startOf(plusDays(date, 1), zone) : instantOf(date, time, zone);
  const hours = [...dates].map((date) => ({
    from: at(date, wordOf(params, 'from', '00:00')),
    to: at(date, wordOf(params, 'until', '24:00')),
  }));
  const isWithout = (works: readonly Held[], role: string, quarter: Stretch) => {
    const there = works.filter((work) => isThere(work, quarter));
    const isKept = there.some(
      ({ holder, shift }) => shift.role === role || isSkilled(situation, holder, role, quarter),
    );
    return there.length > 0 && !isKept ? 1 : 0;
  };
  const isBroken = (role: string, open: Stretch) => {
    const within = (works: readonly Held[]) => works.filter(({ from, to }) => from < open.to && to > open.from);
    const [was, is] = [within(before), within(after)];
    return quartersOf(open).some((quarter) =>
      counts(situation, isWithout(was, role, quarter), isWithout(is, role, quarter)),
    );
  };
  return whole(wordsOf(params, 'roles', []).some((role) => hours.some((open) => isBroken(role, open))));
};

interface Held extends Work {
  readonly holder: string;
}

/** Who works what of everybody, before and after. */
function everybody(situation: Situation): readonly [readonly Held[], readonly Held[]] {
  const holders = [...situation.roster.people.keys()];
  const held = (of: (person: string) => readonly Work[]) =>
    holders.flatMap((holder) => of(holder).map(({ shift, from, to }) => ({ shift, from, to, holder })));
  return [held(situation.before), held(situation.after)];
}

function quartersOf({ from, to }: Stretch): readonly Stretch[] {
  return Array.from({ length: Math.ceil((to - from) / QUARTER) }, (_, nth) => {
    const start = from + nth * QUARTER;
    return { from: start, to: Math.min(start + QUARTER, to) };
  });
}

/** For all of it. */
function isThere({ from, to }: Work, quarter: Stretch): boolean {
  return from <= quarter.from && quarter.to <= to;
}

function isSkilled({ roster, personOf }: Situation, person: string, skill: string, { from }: Stretch): boolean {
  const date = dateAt(from, roster.zone);
  const held = personOf(person)?.qualifications.filter(({ name }) => name === skill) ?? [];
  return held.some(({ validUntil }) => validUntil === null || date <= validUntil);
}

export const cover = { R23: coverage, R24: inCharge } as const;
