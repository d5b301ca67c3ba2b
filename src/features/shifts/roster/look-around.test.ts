import { expect, test } from 'vitest';
import { person, shiftOf } from '../../../../test/support/trades.ts';
import { type Chance, chance } from '../../../../test/shifts/oracle/random.ts';
import { toInstant, addDays } from '../../../core/local-time.ts';
import { checkTrade } from '../rules/check-trade.ts';
import { indexRoster } from '../rules/index-roster.ts';
import { type Policy, type RuleId, ruleIds } from '../rules/policy.ts';
import type { Leg, Roster, Shift, Stretch } from '../rules/roster.ts';
import { lookAround, looksAtWholeTeam } from './look-around.ts';

const ZONE = 'Europe/Berlin';
const FIRST = '2026-01-05';
const DAYS = 20 * 7;
const TRADES = 150;
const ids = ['ana', 'ben', 'cal'] as const;
const kinds = { E: [360, 840], L: [840, 1320], N: [1320, 1800] } as const;

/** Limits that are reached often. */
const limits: Partial<Record<RuleId, object>> = {
  R4: { horizon_days: 366 },
  R10: { min_rest_min: 1000 },
  R12: { max_average_min: 2200, weeks: 4 },
  R13: { max_week_min: 2400 },
  R14: { threshold_min: 2400, attribution: 'start' },
  R15: { max_min: 600, window: 'any_24h' },
  R16: { max_days: 5 },
  R18: { max_average_min: 400, weeks: 3 },
  R20: { min_week_min: 1800 },
};

/** Half a year of three people who work most days, and no more than a week in a row, with open shifts in between. */
function randomRoster(of: Chance): Roster {
  const shifts = [...ids, null].flatMap((who) => {
    let free = Number.NEGATIVE_INFINITY;
    return Array.from({ length: DAYS }, (_, day) => day).flatMap((day): readonly Shift[] => {
      const type = of.pick(['E', 'L', 'N'] as const);
      const [from, to] = kinds[type];
      const start = toInstant(addDays(FIRST, day), from, ZONE).getTime();
      if (day % 8 === 0 || start < free || !of.percent(who === null ? 20 : 80)) return [];
      free = start + (to - from) * 60_000;
      return [shiftOf(`${who ?? 'open'}${day}`, { person: who, start, end: free, zone: ZONE, type })];
    });
  });
  return indexRoster({ zone: ZONE, now: Date.parse(FIRST), people: ids.map((id) => person(id)), shifts });
}

/** One shift for another, or for nothing, in the middle of it. */
function randomLegs(of: Chance, roster: Roster): readonly Leg[] {
  const near = [...roster.shifts.values()].filter(({ id }) => /\D(?:6\d|7\d)$/.test(id));
  const [one, other] = of.some(near, 2);
  if (!one || !other) return [];
  const to = other.person === one.person ? of.pick(ids) : other.person;
  const there = { shift: one.id, from: one.person, to };
  return to === other.person && of.percent(60) ? [there, { shift: other.id, from: to, to: one.person }] : [there];
}

function hullOf(roster: Roster, legs: readonly Leg[]): Stretch {
  const moved = legs.flatMap(({ shift }) => roster.shifts.get(shift) ?? []);
  return {
    from: Math.min(...moved.map(({ start }) => start)),
    to: Math.max(...moved.map(({ end }) => end)),
  };
}

function within(roster: Roster, { from, to }: Stretch): Roster {
  const shifts = [...roster.shifts.values()].filter(({ start, end }) => start < to && end > from);
  return indexRoster({ ...roster, people: roster.people.values(), shifts });
}

/** The same for every rule. */
const trades = Array.from({ length: TRADES }, (_, index) => {
  const seed = index + 1;
  const of = chance(seed);
  const all = randomRoster(of);
  return { seed, all, legs: randomLegs(of, all) };
});

test.each(ruleIds)('%s says the same of a trade in a roster as far around as it looks, and in all there is', (id) => {
  const rules = { [id]: { severity: 'deny', params: limits[id] ?? {}, isOverridable: true } } as const;
  const policy: Policy = { revision: 1, delta: true, autoApprove: true, rules };
  let narrower = 0;

  for (const { seed, all, legs } of trades) {
    const narrow = within(all, lookAround(hullOf(all, legs), policy));

    narrower += all.shifts.size - narrow.shifts.size;
    expect(checkTrade(narrow, legs, policy).verdict, `seed ${seed}`).toBe(checkTrade(all, legs, policy).verdict);
  }

  expect(narrower).toBeGreaterThan(TRADES * 50);
});

test('everybody of the team is looked at where people are needed, or somebody in charge', () => {
  const need = { weekdays: ['Mon'], from: '08:00', until: '18:00', people: 3, skill: null };
  const policy = (rules: Policy['rules']): Policy => ({ revision: 1, delta: true, autoApprove: true, rules });
  const on = { severity: 'review', isOverridable: true } as const;

  expect(looksAtWholeTeam(policy({ R23: { ...on, params: { needs: [need] } } }))).toBe(true);
  expect(looksAtWholeTeam(policy({ R24: { ...on, params: { roles: ['lead'] } } }))).toBe(true);
  expect(looksAtWholeTeam(policy({ R23: { ...on, params: {} }, R24: { ...on, params: {} } }))).toBe(false);
});
