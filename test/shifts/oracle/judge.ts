import type { Policy, RuleId } from '../../../src/features/shifts/rules/policy.ts';
import type { Leg, Roster } from '../../../src/features/shifts/rules/roster.ts';
import type { Verdict } from '../../../src/features/shifts/rules/verdict.ts';
import { cover } from './cover.ts';
import { minors } from './minors.ts';
import type { Rule } from './rule.ts';
import { sequences } from './sequences.ts';
import { type Situation, situationOf } from './situation.ts';
import { standing } from './standing.ts';
import { weeks } from './weeks.ts';

/** What the oracle says of a trade: less than a verdict of the product, and nothing of how it got there. */
export interface Judgement {
  readonly verdict: Verdict['verdict'];
  readonly rule: RuleId | null;
  /** `R10 ana`, `R29 -` of the trade as a whole; each once. */
  readonly findings: readonly string[];
}

const rules: Readonly<Partial<Record<RuleId, Rule>>> = { ...standing, ...weeks, ...sequences, ...cover, R19: minors };

/**
 * Judges a trade by the words of the field guide, with code of its own. Independent are all arithmetic, all local time and how
 * before and after are made. Where the words leave something open, both were made to agree, so a mistake in these readings is one
 * that it cannot find (docs/swap-rules.md and docs/decisions/0014-checking-trades.md have them):
 *
 * - a leg whose giver does not hold the shift takes it from nobody; one of an unknown shift or person is left out;
 * - breaks are spread evenly, to the millisecond; any 24 hours begin or end where a shift does;
 * - shifts that touch or overlap have a rest of nothing between them; R10's worst rest is one that comes, against those that go;
 * - R16 is about the runs next to what changes hands; a week of R18 has six days; R24 and R23 look at whole quarters of an hour;
 * - R20 is about weeks with minutes that count: by the start of shifts, those in which one starts;
 * - strict rules look at all that the roster has, before and after; R26 counts for each party, and R3 and R9 name the giver.
 */
export function judge(roster: Roster, legs: readonly Leg[], policy: Policy): Judgement {
  const strangers = legs.filter((leg) => isUnknown(roster, leg));
  const known = legs.filter((leg) => !strangers.includes(leg));
  const broken = [...notTheirs(strangers), ...breaches(situationOf(roster, known, policy.delta), policy)];
  const lowest = (severity: string) =>
    broken
      .filter((one) => one.severity === severity)
      .map(({ id }) => id)
      .toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1)))[0];
  const [denied, looked] = [lowest('deny'), lowest('review')];
  return {
    verdict: verdictOf(denied, looked),
    rule: denied ?? looked ?? null,
    findings: [...new Set(broken.map(({ id, person }) => `${id} ${person ?? '-'}`))].toSorted(),
  };
}

interface Breach {
  readonly id: RuleId;
  readonly severity: string;
  readonly person: string | null;
}

function breaches(situation: Situation, policy: Policy): readonly Breach[] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const id = name as RuleId;
    const setting = policy.rules[id];
    if (!setting || setting.severity === 'allow') return [];
    const { severity, params } = setting;
    return [...new Set(rule(situation, params))].map((person) => ({ id, severity, person }));
  });
}

/** Of a shift or a person that nobody knows nothing can be said but that it is not theirs, whether or not the rule is on. */
function notTheirs(legs: readonly Leg[]): readonly Breach[] {
  return [...new Set(legs.map(({ from }) => from))].map((person) => ({ id: 'R1', severity: 'deny', person }));
}

function isUnknown({ shifts, people }: Roster, { shift, from, to }: Leg): boolean {
  return !shifts.has(shift) || [from, to].some((person) => person !== null && !people.has(person));
}

function verdictOf(denied: RuleId | undefined, looked: RuleId | undefined): Judgement['verdict'] {
  if (denied) return 'deny';
  return looked ? 'review' : 'allow';
}
