import type { Demand } from '../../../src/features/shifts/rules/roster.ts';
import { dateAt, datesOf, instantOf, plusDays, startOf } from './local.ts';
import { numberOf, type Rule, whole, wordOf, wordsOf } from './rule.ts';
import { counts, type Situation, type Work } from './situation.ts';

/** The rules about who is there: R23 and R24. They look at everybody on the roster. */

const MINUTE = 60_000;

/** R23: at no quarter of an hour fewer people, or people with the skill, than are needed and than there were. */
const coverage: Rule = (situation, params) => {
  const step = numberOf(params, 'interval_min', 15) * MINUTE;
  const [before, after] = everybody(situation);
  const lacking = (works: readonly Held[], { skill, people }: Demand, at: number) => {
    const there = works.filter(
      (work) => isThere(work, at) && (skill === null || isSkilled(situation, work.holder, skill, at)),
    );
    return Math.max(0, people - new Set(there.map(({ holder }) => holder)).size);
  };
  return whole(
    situation.roster.demand.some((demand) =>
      moments(demand.from, demand.to, step).some((at) =>
        counts(situation, lacking(before, demand, at), lacking(after, demand, at)),
      ),
    ),
  );
};

/** R24: while anybody works between those hours, somebody with each of the skills does. */
const inCharge: Rule = (situation, params) => {
  const { zone } = situation.roster;
  const [before, after] = everybody(situation);
  const moved = situation.legs.flatMap((leg) => situation.goes(leg) ?? []);
  const dates = new Set(moved.flatMap(({ from, to }) => datesOf(from, to, zone)));
  const at = (date: string, time: string) =>
    time === '24:00' ? startOf(plusDays(date, 1), zone) : instantOf(date, time, zone);
  const isWithout = (works: readonly Held[], role: string, moment: number) => {
    const there = works.filter((work) => isThere(work, moment));
    return there.length > 0 && !there.some(({ holder }) => isSkilled(situation, holder, role, moment)) ? 1 : 0;
  };
  return whole(
    wordsOf(params, 'roles', []).some((role) =>
      [...dates].some((date) =>
        moments(
          at(date, wordOf(params, 'from', '00:00')),
          at(date, wordOf(params, 'until', '24:00')),
          15 * MINUTE,
        ).some((moment) => counts(situation, isWithout(before, role, moment), isWithout(after, role, moment))),
      ),
    ),
  );
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

function moments(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, nth) => from + nth * step);
}

function isThere({ from, to }: Work, at: number): boolean {
  return from <= at && at < to;
}

function isSkilled({ roster, personOf }: Situation, person: string, skill: string, at: number): boolean {
  const date = dateAt(at, roster.zone);
  const held = personOf(person)?.qualifications.filter(({ name }) => name === skill) ?? [];
  return held.some(({ validUntil }) => validUntil === null || date <= validUntil);
}

export const cover = { R23: coverage, R24: inCharge } as const;
