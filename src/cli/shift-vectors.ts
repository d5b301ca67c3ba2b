import { isDeepStrictEqual } from 'node:util';
import { type PreparedRoster, prepareRoster } from '../features/shifts/rules/check-trade.ts';
import type { RuleId } from '../features/shifts/rules/policy.ts';
import type { Reading } from '../features/shifts/rules/rule.ts';
import type { Leg } from '../features/shifts/rules/roster.ts';
import { type Expected, ShiftRow } from './shift-vectors-inputs.ts';
import { InvalidTime, rosterOf } from './shift-vectors-roster.ts';

type Numbers = Readonly<Record<string, unknown>>;

interface Judged {
  readonly verdict: Expected['verdict'];
  readonly rule: Expected['rule'];
  readonly also: readonly RuleId[];
  readonly flags: readonly RuleId[];
  /** What may be shown; it is enough that one of them is as expected. */
  readonly shown: readonly Numbers[];
}

/**
 * Judges a row of a file in the form of shift-rules.json. Undefined if everything is as expected, else what differs.
 * @throws z.ZodError for a row that is not in that form
 */
export function checkShiftRow(row: unknown): string | undefined {
  const given = ShiftRow.parse(row);
  const judged = judge(given);
  const differences = [
    difference(verdictOf(given.expect), verdictOf(judged)),
    difference(numbersOf(given.expect.numbers), numbersOf(closest(judged.shown, given.expect.numbers))),
    difference(listOf('also', given.expect.also), listOf('also', judged.also)),
    difference(listOf('flags', given.expect.flags), listOf('flags', judged.flags)),
  ].filter((each) => each !== undefined);
  return differences.length > 0 ? differences.join('; ') : undefined;
}

function judge(row: ShiftRow): Judged {
  try {
    const policy = { revision: 0, delta: row.options.delta, autoApprove: true, rules: row.rules };
    return judgeTrade(prepareRoster(rosterOf(row), policy), row.swap.legs);
  } catch (error) {
    if (!(error instanceof InvalidTime)) throw error;
    return { verdict: 'invalid', rule: 'TIME', also: [], flags: [], shown: [error.numbers] };
  }
}

function judgeTrade(prepared: PreparedRoster, legs: readonly Leg[]): Judged {
  const { verdict, decisive, findings } = prepared.check(legs);
  const readings = prepared.measure(legs);
  const fired = new Set(findings.filter(({ severity }) => severity !== 'flag').map(({ rule }) => rule));
  const flagged = new Set(findings.filter(({ severity }) => severity === 'flag').map(({ rule }) => rule));
  const shown = decisive ? worstOf(readings.get(decisive.rule) ?? []) : [...readings.values()].flat();
  return {
    verdict,
    rule: decisive?.rule ?? null,
    also: [...fired].filter((rule) => rule !== decisive?.rule),
    flags: [...flagged],
    shown: [...(decisive ? [decisive] : []), ...shown].map(asShown),
  };
}

function asShown({ person, numbers }: Pick<Reading, 'person' | 'numbers'>): Numbers {
  return { person, ...numbers };
}

/** The numbers describe the largest breach; of two as large either will do. */
function worstOf(readings: readonly Reading[]): readonly Reading[] {
  const largest = Math.max(...readings.map(({ breach }) => breach));
  return readings.filter(({ breach }) => breach === largest);
}

/** Of the numbers that are expected, those that were read; of several readings the one with most that are right. */
function closest(shown: readonly Numbers[], expected: Numbers): Numbers {
  const names = Object.keys(expected);
  const right = (numbers: Numbers): number =>
    names.filter((name) => isDeepStrictEqual(numbers[name], expected[name])).length;
  const [best] = shown.toSorted((one, other) => right(other) - right(one));
  return Object.fromEntries(names.map((name) => [name, best?.[name]]));
}

function difference(expected: string, actual: string): string | undefined {
  return expected === actual ? undefined : `expected ${expected}, got ${actual}`;
}

function verdictOf({ verdict, rule }: Pick<Expected, 'verdict' | 'rule'>): string {
  return rule === null ? verdict : `${verdict} by ${rule}`;
}

function numbersOf(numbers: Numbers): string {
  return Object.entries(numbers)
    .map(([name, value]) => `${name} ${value === undefined ? 'none' : textOf(value)}`)
    .join(', ');
}

/** The names in an object have no order. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))));
}

function listOf(name: string, rules: readonly RuleId[]): string {
  return `${name} ${rules.length > 0 ? rules.toSorted().join(' ') : 'none'}`;
}
