import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Policy, RuleId, RuleSetting } from '../../../src/features/shifts/rules/policy.ts';
import type { Leg, Person, Roster, Shift, Stretch } from '../../../src/features/shifts/rules/roster.ts';
import { plusDays, startOf } from './local.ts';

/** Reads worked cases (`shift-rules.json`) for the oracle, without the product's own reader of them. */

const Leave = z.union([z.object({ date: z.string() }), z.object({ start_local: z.string(), end_local: z.string() })]);
const CasePerson = z.object({
  id: z.string(),
  skills: z.array(z.string()).default([]),
  leave: z.array(Leave).default([]),
  credentials: z.array(z.object({ name: z.string(), valid_until: z.string().nullable() })).default([]),
  trades_this_month: z.number().default(0),
  excluded: z.boolean().default(false),
  home_zone: z.string().nullable().default(null),
});
const CaseShift = z.object({
  id: z.string(),
  person: z.string().nullable(),
  start_local: z.string(),
  end_local: z.string(),
  zone: z.string().optional(),
  role: z.string().nullable().default(null),
  type: z.string().nullable().default(null),
  break_min: z.number().default(0),
  credential: z.string().nullable().default(null),
  published: z.boolean().default(true),
  tradable: z.boolean().default(true),
});
const Case = z.object({
  name: z.string(),
  zone: z.string(),
  now_local: z.string(),
  people: z.array(CasePerson),
  shifts: z.array(CaseShift),
  swap: z.object({
    legs: z.array(z.object({ shift: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  }),
  rules: z.record(z.string(), z.looseObject({ severity: z.enum(['allow', 'review', 'deny', 'flag']) })),
  options: z.object({ delta: z.boolean() }).default({ delta: true }),
  expect: z.object({
    verdict: z.enum(['allow', 'review', 'deny', 'invalid']),
    rule: z.string().nullable(),
    also: z.array(z.string()).default([]),
    flags: z.array(z.string()).default([]),
  }),
});
export type Case = z.infer<typeof Case>;

export function readCases(path: string): readonly Case[] {
  return z.object({ cases: z.array(Case) }).parse(JSON.parse(readFileSync(path, 'utf8'))).cases;
}

/** Undefined where a start or an end is no instant: it never comes, or comes twice and does not say which. */
export function tradeOf(of: Case): { roster: Roster; legs: readonly Leg[]; policy: Policy } | undefined {
  const shifts = of.shifts.map((shift) => shiftOf(shift, of.zone));
  const now = instants(of.now_local, of.zone);
  if (!shifts.every((shift) => shift !== undefined) || now.length !== 1) return undefined;
  const people = of.people.map((person): [string, Person] => [person.id, personOf(person, of.zone)]);
  const roster: Roster = {
    zone: of.zone,
    now: now[0] ?? 0,
    people: new Map(people),
    shifts: new Map(shifts.map((shift) => [shift.id, shift])),
    shiftsOf: byPerson(shifts),
    demand: [],
  };
  return { roster, legs: of.swap.legs, policy: policyOf(of) };
}

export function byPerson(shifts: readonly Shift[]): Roster['shiftsOf'] {
  const people = new Set(shifts.map(({ person }) => person));
  const of = (who: string | null) =>
    shifts.filter(({ person }) => person === who).toSorted((one, other) => one.start - other.start);
  return new Map([...people].map((who) => [who, of(who)]));
}

function policyOf({ rules, options }: Case): Policy {
  const settings = Object.entries(rules).map(([id, { severity, ...params }]): [string, RuleSetting] => [
    id,
    { severity, params, isOverridable: true },
  ]);
  const byId: Partial<Record<RuleId, RuleSetting>> = Object.fromEntries(settings);
  return { revision: 1, delta: options.delta, autoApprove: true, rules: byId };
}

function shiftOf(shift: z.infer<typeof CaseShift>, zoneOfCase: string): Shift | undefined {
  const zone = shift.zone ?? zoneOfCase;
  const [starts, ends] = [instants(shift.start_local, zone), instants(shift.end_local, zone)];
  if (starts.length !== 1 || ends.length !== 1) return undefined;
  return {
    id: shift.id,
    person: shift.person,
    start: starts[0] ?? 0,
    end: ends[0] ?? 0,
    zone,
    role: shift.role,
    type: shift.type,
    activity: null,
    credential: shift.credential,
    site: null,
    teamId: null,
    breakMinutes: shift.break_min,
    isPublished: shift.published,
    isTradable: shift.tradable,
    version: 1,
  };
}

function personOf(person: z.infer<typeof CasePerson>, zone: string): Person {
  const skills = person.skills.map((name) => ({ name, validUntil: null }));
  const held = person.credentials.map((one) => ({ name: one.name, validUntil: one.valid_until }));
  return {
    id: person.id,
    qualifications: [...skills, ...held],
    away: person.leave.map((leave) => awayOf(leave, zone)),
    homeZone: person.home_zone,
    site: null,
    tradesThisMonth: person.trades_this_month,
    openRequests: 0,
    isExcluded: person.excluded,
    hasOptedOut: false,
    bornOn: null,
    contractMinutes: null,
  };
}

function awayOf(leave: z.infer<typeof Leave>, zone: string): Stretch {
  if ('date' in leave) return { from: startOf(leave.date, zone), to: startOf(plusDays(leave.date, 1), zone) };
  return { from: instants(leave.start_local, zone)[0] ?? 0, to: instants(leave.end_local, zone)[0] ?? 0 };
}

/** All instants at which the zone's clocks show that time, of those with the given offset where there is one. */
function instants(local: string, zone: string): readonly number[] {
  const [, time = '', offset] = /^(.{16})([+-]\d\d:\d\d)?$/.exec(local) ?? [];
  const options = (['earlier', 'later'] as const)
    .map((disambiguation) => Temporal.PlainDateTime.from(time).toZonedDateTime(zone, { disambiguation }))
    .filter((at) => at.toPlainDateTime().equals(Temporal.PlainDateTime.from(time)))
    .filter((at) => offset === undefined || at.offset === offset);
  return [...new Set(options.map((at) => at.epochMilliseconds))];
}
