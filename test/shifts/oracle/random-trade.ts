import type { Policy, RuleId, RuleSetting, Severity } from '../../../src/features/shifts/rules/policy.ts';
import { ruleIds } from '../../../src/features/shifts/rules/policy.ts';
import type { Leg, Roster, Shift, Stretch } from '../../../src/features/shifts/rules/roster.ts';
import { type Chance, chance } from './random.ts';
import { randomRoster } from './random-roster.ts';

/** A trade to judge. */
export interface Trade {
  readonly roster: Roster;
  readonly legs: readonly Leg[];
  readonly policy: Policy;
}

/** The trade of a seed: one to four legs over a random roster, under random rules. */
export function randomTrade(seed: number): Trade {
  const of = chance(seed);
  const roster = randomRoster(of);
  return { roster, legs: randomLegs(of, roster), policy: randomPolicy(of) };
}

/** A giveaway, a trade around a circle, an open shift picked up with or without one released; now and then something that cannot be. */
export function randomLegs(of: Chance, roster: Roster): readonly Leg[] {
  const people = of.some([...roster.people.keys()], of.pick([1, 2, 2, 2, 2, 3, 3, 4]));
  const circle = people.length > 1 && !of.percent(30);
  const legs = people.flatMap((person, nth): readonly Leg[] => {
    const taker = people[nth + 1] ?? (circle ? (people[0] ?? null) : null);
    const given = of.some(roster.shiftsOf.get(person) ?? [], of.percent(6) ? 2 : 1);
    return given.map((shift) => legOf(of, shift, taker));
  });
  const head = circle ? [] : pickedUp(of, roster, people[0] ?? 'ana');
  return [...head, ...legs].filter((leg) => !isNothing(leg)).slice(0, 5);
}

function pickedUp(of: Chance, roster: Roster, taker: string): readonly Leg[] {
  return of.some(roster.shiftsOf.get(null) ?? [], 1).map((shift) => legOf(of, shift, taker));
}

function isNothing({ from, to }: Leg): boolean {
  return from === null && to === null;
}

function legOf(of: Chance, shift: Shift, to: string | null): Leg {
  const part = of.percent(15) ? partOf(of, shift) : undefined;
  return {
    shift: shift.id,
    from: of.percent(1) ? of.pick(['ana', 'ben', 'zed']) : shift.person,
    to: of.percent(1) ? shift.person : to,
    ...(part && { part }),
  };
}

/** The beginning, the end or the middle of a shift, in quarters of an hour. */
function partOf(of: Chance, { start, end }: Shift): Stretch {
  const quarters = Math.floor((end - start) / 900_000);
  const from = of.percent(40) ? 0 : of.whole(1, quarters - 2);
  const to = of.percent(40) ? quarters : of.whole(from + 1, quarters);
  return { from: start + from * 900_000, to: to === quarters ? end : start + to * 900_000 };
}

/** All rules, or a few: with all of them on something is nearly always denied. */
function randomPolicy(of: Chance): Policy {
  const on = of.some(ruleIds, of.pick([1, 2, 3, 5, 8, 14, 30]));
  const settings = on.map((id): [RuleId, RuleSetting] => [
    id,
    { severity: randomSeverity(of), params: randomParams(of)[id] ?? {}, isOverridable: true },
  ]);
  const rules: Partial<Record<RuleId, RuleSetting>> = Object.fromEntries(settings);
  return { revision: of.whole(1, 9), delta: !of.percent(30), autoApprove: true, rules };
}

function randomSeverity(of: Chance): Severity {
  return of.pick(['deny', 'deny', 'deny', 'review', 'review', 'flag', 'allow']);
}

/** Names and bounds as in rule-parameters.ts; near what the rosters have, so that both sides of a limit are met. */
function randomParams(of: Chance): Readonly<Partial<Record<RuleId, Readonly<Record<string, unknown>>>>> {
  const week = {
    week_start: of.pick(['Mon', 'Mon', 'Sun', 'Sat', 'Thu']),
    week_start_time: of.pick(['00:00', '00:00', '06:00', '22:00']),
    attribution: of.pick(['split', 'start']),
  };
  return {
    R4: { min_lead_min: of.pick([0, 720, 2880, 10_080]), horizon_days: of.pick([7, 21, 42]) },
    R9: of.percent(50) ? { activities: of.pick([['training'], ['huddle'], []]) } : {},
    R10: { min_rest_min: of.pick([480, 540, 600, 660, 690, 720]) },
    R11: {
      min_rest_min: of.pick([1440, 2100, 2880]),
      window: of.pick(['week', 'week', 'fortnight']),
      week_start: week.week_start,
    },
    R12: { max_average_min: of.pick([120, 200, 300, 480]), weeks: of.pick([2, 8, 17]), week_start: week.week_start },
    R13: { max_week_min: of.pick([960, 1440, 2400, 2880]), ...week },
    R14: { threshold_min: of.pick([480, 960, 1440, 2400]), ...week },
    R15: { max_min: of.pick([420, 480, 510, 600, 720]), window: of.pick(['local_day', 'any_24h']) },
    R16: { max_days: of.whole(1, 6), counts: of.pick(['start_date', 'touched_dates']) },
    R17: {
      forbidden: of.pick([
        [
          ['N', 'E'],
          ['L', 'E'],
        ],
        [
          ['N', 'E'],
          ['N', 'D'],
          ['D', 'D'],
        ],
        [['L', 'D']],
      ]),
    },
    R18: { max_average_min: of.pick([60, 120, 240]), weeks: of.pick([1, 4, 17]) },
    R19: { max_day_min: of.pick([420, 480]), max_week_min: of.pick([960, 2400]), under_age: of.pick([16, 18]) },
    R20: { min_week_min: of.pick([0, 480, 1440, 2400]), ...week },
    R21: { max_diff_min: of.pick([0, 15, 60, 120]) },
    R24: {
      roles: of.pick([['lead'], ['tech', 'chat']]),
      from: of.pick(['00:00', '08:00']),
      until: of.pick(['24:00', '18:00']),
    },
    R25: {
      max_weekends: of.whole(0, 2),
      ...of.pick([{}, { from: '2026-03-07', until: '2026-10-31' }]),
      complete: of.pick(['any', 'whole']),
    },
    R26: { max_per_month: of.whole(1, 4), max_open: of.whole(3, 6) },
    R29: { max_people: of.whole(2, 4) },
    R30: { rest_min: of.pick([480, 600, 660]) },
  };
}
