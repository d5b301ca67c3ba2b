import type { RuleId } from '../../../src/features/shifts/rules/policy.ts';
import type { Shift } from '../../../src/features/shifts/rules/roster.ts';
import type { Trade } from './random-trade.ts';
import { byPerson } from './read-cases.ts';

/** The trade without whatever can be left out of it while that stays true of it: rules, legs, shifts, demand. */
export function smallest(trade: Trade, isStillSo: (trade: Trade) => boolean): Trade {
  const next = smaller(trade).find(isStillSo);
  return next ? smallest(next, isStillSo) : trade;
}

/** Every trade with one thing less. */
function smaller({ roster, legs, policy }: Trade): readonly Trade[] {
  const shifts = [...roster.shifts.values()];
  const isMoved = ({ id }: Shift) => legs.some(({ shift }) => shift === id);
  return [
    ...Object.keys(policy.rules).map((id) => {
      const { [id as RuleId]: _, ...rules } = policy.rules;
      return { roster, legs, policy: { ...policy, rules } };
    }),
    ...without(legs)
      .filter((fewer) => fewer.length > 0)
      .map((fewer) => ({ roster, legs: fewer, policy })),
    ...without(shifts)
      .filter((fewer) => shifts.every((shift) => fewer.includes(shift) || !isMoved(shift)))
      .map((fewer) => ({ roster: { ...roster, shifts: byId(fewer), shiftsOf: byPerson(fewer) }, legs, policy })),
    ...without(roster.demand).map((demand) => ({ roster: { ...roster, demand }, legs, policy })),
  ];
}

function without<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.map((one) => all.filter((other) => other !== one));
}

function byId(shifts: readonly Shift[]): ReadonlyMap<string, Shift> {
  return new Map(shifts.map((shift) => [shift.id, shift]));
}

/** For people: only what there is, times as instants too. */
export function inWords({ roster, legs, policy }: Trade): string {
  const time = (at: number) => new Date(at).toISOString().slice(0, 16);
  const shifts = [...roster.shifts.values()];
  const named = new Set([...legs.flatMap(({ from, to }) => [from, to]), ...shifts.map(({ person }) => person)]);
  const people = [...roster.people.values()].filter(({ id }) => named.has(id));
  const lines = [
    ...shifts.map((shift) => `shift  ${time(shift.start)} to ${time(shift.end)} ${JSON.stringify(shift)}`),
    ...people.map((person) => `person ${JSON.stringify(person)}`),
    ...legs.map((leg) => `leg    ${JSON.stringify(leg)}`),
    ...roster.demand.map((demand) => `demand ${JSON.stringify(demand)}`),
    ...Object.entries(policy.rules).map(([id, setting]) => `rule   ${id} ${JSON.stringify(setting)}`),
  ];
  return [`zone ${roster.zone}, now ${time(roster.now)}, delta ${policy.delta}`, ...lines].join('\n');
}
