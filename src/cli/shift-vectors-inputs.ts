import { z } from 'zod';
import { isZone } from '../core/local-time.ts';
import { type RuleId, type RuleSetting, ruleIds } from '../features/shifts/rules/policy.ts';
import { ruleInfos, ruleParams } from '../features/shifts/rules/rule-parameters.ts';

/** A local time, perhaps with the offset that says which of two it is. */
const LocalTime = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d([+-]\d\d:\d\d)?$/,
    'must be a local time such as 2026-10-24T22:00, with +02:00 after it where it comes twice',
  )
  .transform((text) => ({ local: text.slice(0, 16), offset: text.length > 16 ? text.slice(16) : undefined }));
export type LocalTime = z.infer<typeof LocalTime>;

const Zone = z.string().refine(isZone, 'is no IANA time zone');
const Id = z.string().min(1);

const Leave = z.union(
  [z.object({ date: z.iso.date() }), z.object({ start_local: LocalTime, end_local: LocalTime })],
  'must have a date, or start_local and end_local',
);
export type Leave = z.infer<typeof Leave>;

const Person = z.object({
  id: Id,
  skills: z.array(z.string()).default([]),
  leave: z.array(Leave).default([]),
  credentials: z.array(z.object({ name: z.string(), valid_until: z.iso.date().nullable() })).default([]),
  trades_this_month: z.number().int().nonnegative().default(0),
  excluded: z.boolean().default(false),
  home_zone: Zone.nullable().default(null),
});
export type VectorPerson = z.infer<typeof Person>;

const Shift = z.object({
  id: Id,
  person: Id.nullable(),
  start_local: LocalTime,
  end_local: LocalTime,
  zone: Zone.optional(),
  role: z.string().nullable().default(null),
  type: z.string().nullable().default(null),
  break_min: z.number().nonnegative().default(0),
  credential: z.string().nullable().default(null),
  published: z.boolean().default(true),
  tradable: z.boolean().default(true),
});
export type VectorShift = z.infer<typeof Shift>;

const Leg = z.object({ shift: Id, from: Id.nullable(), to: Id.nullable() });

const severities = ['allow', 'review', 'deny', 'flag'] as const;
const Setting = z.looseObject({ severity: z.enum(severities) });
const Rules = z.record(z.string(), Setting).transform((rules, context): Partial<Record<RuleId, RuleSetting>> => {
  const settings: Partial<Record<RuleId, RuleSetting>> = {};
  for (const [name, { severity, ...given }] of Object.entries(rules)) {
    const id = ruleIds.find((each) => each === name);
    const refuse = (path: readonly string[], message: string) =>
      context.addIssue({ code: 'custom', path: [name, ...path], message });
    if (!id) {
      refuse([], `is no rule: there are ${ruleIds[0]} to ${ruleIds.at(-1) ?? ''}`);
      continue;
    }
    for (const unknown of Object.keys(given).filter((key) => !(key in ruleInfos[id].fields)))
      refuse([unknown], 'is no parameter of this rule');
    const params = ruleParams[id].safeParse(given);
    for (const issue of params.error?.issues ?? []) refuse(issue.path.map(String), issue.message);
    if (params.success) settings[id] = { severity, params: params.data, isOverridable: false };
  }
  return settings;
});

const RuleName = z.enum(ruleIds);
const Expected = z.object({
  verdict: z.enum(['allow', 'review', 'deny', 'invalid']),
  rule: z.union([RuleName, z.literal('TIME')]).nullable(),
  numbers: z.record(z.string(), z.unknown()).default({}),
  also: z.array(RuleName).default([]),
  flags: z.array(RuleName).default([]),
});
export type Expected = z.infer<typeof Expected>;

/** A row of a file in the form of shift-rules.json: a roster, a trade, the rules that are on, and what they must say. */
export const ShiftRow = z
  .object({
    zone: Zone,
    now_local: LocalTime,
    people: z.array(Person),
    shifts: z.array(Shift),
    swap: z.object({ legs: z.array(Leg) }),
    rules: Rules,
    options: z.object({ delta: z.boolean().default(true) }).prefault({}),
    expect: Expected,
  })
  .superRefine((row, context) => {
    for (const list of ['people', 'shifts'] as const) {
      const ids = row[list].map(({ id }) => id);
      const again = ids.findIndex((id, index) => ids.indexOf(id) < index);
      if (again >= 0)
        context.addIssue({ code: 'custom', path: [list, again, 'id'], message: `is there twice: ${ids[again] ?? ''}` });
    }
  });
export type ShiftRow = z.infer<typeof ShiftRow>;

/** Whether a row is of a file about shifts, and not about business time. */
export function isAboutShifts(row: unknown): boolean {
  return typeof row === 'object' && row !== null && ('swap' in row || 'shifts' in row);
}
