import { isTimeProblem, toLocalInstant } from '../../src/features/shifts/roster/shift-times.ts';
import { checkTrade, prepareRoster } from '../../src/features/shifts/rules/check-trade.ts';
import { indexRoster } from '../../src/features/shifts/rules/index-roster.ts';
import type { Policy, RuleId, Severity } from '../../src/features/shifts/rules/policy.ts';
import type { Leg, Person, Roster, Shift } from '../../src/features/shifts/rules/roster.ts';
import type { Verdict } from '../../src/features/shifts/rules/verdict.ts';

/** The instant of a local time (`2026-03-29T07:00`, with `+01:00` after it where it comes twice), in epoch milliseconds. */
export function at(local: string, zone: string): number {
  const result = toLocalInstant(local.slice(0, 16), zone, local.length > 16 ? local.slice(16) : undefined);
  if (isTimeProblem(result)) throw new Error(`${local} in ${zone} is ${result.reason}`);
  return result.at.getTime();
}

/** Somebody of whom nothing is out of the ordinary but what is told. */
export function person(id: string, facts: Partial<Person> = {}): Person {
  return {
    id,
    qualifications: [],
    away: [],
    homeZone: null,
    site: null,
    tradesThisMonth: 0,
    openRequests: 0,
    isExcluded: false,
    hasOptedOut: false,
    bornOn: null,
    contractMinutes: null,
    ...facts,
  };
}

interface Given {
  readonly zone: string;
  readonly now?: string;
  readonly people?: readonly Person[];
  /** Lines of id, person (`-` for an open shift), local start and end; changed by `facts` of the same id. */
  readonly shifts: readonly string[];
  readonly facts?: Readonly<Record<string, Partial<Shift>>>;
}

/** A roster as people would write it down: `k ana 2026-03-28T12:00 2026-03-28T20:00`. */
export function rosterOf({ zone, now = '2026-01-05T09:00', people = [], shifts, facts = {} }: Given): Roster {
  const all = shifts.map((line) => {
    const [id = '', who = '', start = '', end = ''] = line.split(' ');
    const own = facts[id]?.zone ?? zone;
    return shiftOf(id, {
      person: who === '-' ? null : who,
      start: at(start, own),
      end: at(end, own),
      zone,
      ...facts[id],
    });
  });
  const known = new Set(people.map(({ id }) => id));
  const others = [...new Set(all.map(({ person: id }) => id))].filter((id) => id !== null && !known.has(id));
  return indexRoster({
    zone,
    now: at(now, zone),
    people: [...people, ...others.map((id) => person(id ?? ''))],
    shifts: all,
  });
}

/** An ordinary shift but for what is told. */
export function shiftOf(id: string, facts: Partial<Shift>): Shift {
  return {
    id,
    person: null,
    start: 0,
    end: 0,
    zone: 'UTC',
    role: null,
    type: null,
    activity: null,
    credential: null,
    site: null,
    teamId: null,
    breakMinutes: 0,
    isPublished: true,
    isTradable: true,
    version: 1,
    ...facts,
  };
}

type RuleGiven = Readonly<Record<string, unknown>> & { readonly severity?: Severity };

/** Only the rules that are named are on; they deny unless told otherwise. */
export function policyOf(rules: Readonly<Partial<Record<RuleId, RuleGiven>>>, delta = true): Policy {
  const settings = Object.entries(rules).map(([id, { severity = 'deny', ...params }]) => [
    id,
    { severity, params, isOverridable: false },
  ]);
  return { revision: 7, delta, autoApprove: true, rules: Object.fromEntries(settings) };
}

/** Legs in short: `g ana>ben`, `o ->ana` (an open one), `g ana>-` (released). */
export function legs(...lines: readonly string[]): readonly Leg[] {
  return lines.map((line) => {
    const [shift = '', way = ''] = line.split(' ');
    const split = way.indexOf('>');
    const [from, to] = [way.slice(0, split), way.slice(split + 1)];
    return { shift, from: from === '-' ? null : from, to: to === '-' ? null : to };
  });
}

/** The findings in short: `R10 ana`. */
export function found(verdict: Verdict): readonly string[] {
  return verdict.findings.map((finding) => [finding.rule, finding.person].filter(Boolean).join(' '));
}

export function judged(roster: Roster, trade: readonly Leg[], policy: Policy): Verdict {
  return checkTrade(roster, trade, policy);
}

/** What a rule reads of a person, within its limits or not. */
export function measured(roster: Roster, trade: readonly Leg[], policy: Policy, rule: RuleId, who: string | null) {
  const readings = prepareRoster(roster, policy).measure(trade).get(rule) ?? [];
  return readings.filter((reading) => reading.person === who).map(({ numbers }) => numbers);
}
