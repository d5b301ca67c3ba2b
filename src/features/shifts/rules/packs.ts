import { type Policy, type RuleId, ruleIds, type RuleSetting, type Severity } from './policy.ts';
import type { Field } from './rule-fields.ts';
import { defaultSettings, ruleInfos, ruleParams } from './rule-parameters.ts';

/** Limits of a labour law as data. A team opts in; a lawyer reads it first. It adds to the team's own rules and loosens none. */
export interface Pack {
  readonly id: PackId;
  readonly name: string;
  readonly jurisdiction: string;
  /** Local date from which these limits are law. */
  readonly effectiveFrom: string;
  readonly source: string;
  readonly url: string;
  /** What of that law is not in here. */
  readonly leavesOut: string;
  readonly rules: Readonly<Partial<Record<RuleId, PackRule>>>;
}

interface PackRule extends RuleSetting {
  /** Where the law says so. */
  readonly citation: string;
}

export const packIds = ['eu-working-time', 'us-flsa-overtime'] as const;
export type PackId = (typeof packIds)[number];

export const packs: Readonly<Record<PackId, Pack>> = {
  'eu-working-time': {
    id: 'eu-working-time',
    name: 'EU working time',
    jurisdiction: 'European Union',
    effectiveFrom: '2004-08-02',
    source: 'Directive 2003/88/EC (OJ L 299, 18.11.2003), read with Commission communication OJ C 109, 24.3.2023',
    url: 'https://eur-lex.europa.eu/eli/dir/2003/88/oj',
    leavesOut:
      'Breaks in days of over 6 hours (Art. 4), annual leave (Art. 7), and what member states add or derogate.',
    rules: {
      R10: {
        severity: 'deny',
        params: { min_rest_min: 660 },
        isOverridable: false,
        citation: 'Art. 3: 11 consecutive hours of rest in 24 hours',
      },
      R11: {
        severity: 'review',
        params: { min_rest_min: 2100, window: 'week' },
        isOverridable: true,
        citation: 'Art. 5: 24 hours without interruption in seven days, plus the 11 of Art. 3',
      },
      R12: {
        severity: 'review',
        params: { max_average_min: 2880, weeks: 17 },
        isOverridable: true,
        citation: 'Art. 6(b): 48 hours a week on average; Art. 16(b): over at most four months',
      },
      R18: {
        severity: 'review',
        params: { max_average_min: 480, weeks: 17 },
        isOverridable: true,
        citation: 'Art. 8(a): night workers, 8 hours in 24 on average',
      },
    },
  },
  'us-flsa-overtime': {
    id: 'us-flsa-overtime',
    name: 'US overtime',
    jurisdiction: 'United States, federal',
    effectiveFrom: '1940-10-24',
    source: 'Fair Labor Standards Act, 29 U.S.C. 207(a)(1); 29 CFR 778.105; U.S. Department of Labor, hours worked',
    url: 'https://www.ecfr.gov/current/title-29/section-778.105',
    leavesOut: 'Exempt employees (29 U.S.C. 213), daily overtime of states, rates of pay.',
    rules: {
      R14: {
        severity: 'review',
        params: { threshold_min: 2400, attribution: 'split' },
        isOverridable: true,
        citation: '29 U.S.C. 207(a)(1): over 40 hours in a fixed workweek of 168 hours, counted as they really pass',
      },
    },
  },
};

/** The pack as it stands on a local date: none of its limits before they are law. */
export function packRulesOn(id: PackId, date: string): Pack['rules'] {
  return packs[id].effectiveFrom <= date ? packs[id].rules : {};
}

/**
 * The team's rules with these packs on a local date: of each rule the stricter of both, setting by setting. A week starts
 * when the team says, whichever the pack.
 */
export function withPacks(house: Policy['rules'], ids: readonly PackId[], date: string): Policy['rules'] {
  let rules = house;
  for (const id of ids) rules = stricterOfBoth(rules, packRulesOn(id, date));
  return rules;
}

/**
 * Of two sets of rules one that forbids whatever either of them does; averages are over the shorter time. Settings of which
 * neither is stricter stay as in `one` (see conflictsWith).
 */
export function stricterOfBoth(one: Policy['rules'], other: Policy['rules']): Policy['rules'] {
  const merged = new Map<string, RuleSetting>(Object.entries(one));
  // Safe: the keys are those of a record of rules.
  for (const [id, setting] of Object.entries(other) as [RuleId, RuleSetting][]) {
    const held = merged.get(id);
    merged.set(
      id,
      held && held.severity !== 'allow' ? stricterSetting(id, held, setting) : takeOver(id, held, setting),
    );
  }
  return Object.fromEntries(merged);
}

function stricterSetting(id: RuleId, held: RuleSetting, other: RuleSetting): RuleSetting {
  if (other.severity === 'allow') return held;
  const [mine, theirs] = [ruleParams[id].parse(held.params), other.params];
  const params = Object.entries(ruleInfos[id].fields).map(([name, field]) => [
    name,
    theirs[name] === undefined ? mine[name] : stricterValue(field, mine[name], theirs[name]),
  ]);
  return {
    severity: strictness[other.severity] > strictness[held.severity] ? other.severity : held.severity,
    params: Object.fromEntries(params),
    isOverridable: held.isOverridable && other.isOverridable,
  };
}

/** Parameters that the team has otherwise than a pack, and of which neither value is the stricter one: no merging does both justice. */
export function conflictsWith(house: Policy['rules'], id: PackId): readonly { rule: RuleId; param: string }[] {
  return ruleIds.flatMap((rule) => {
    const [held, wanted] = [house[rule], packs[id].rules[rule]];
    if (!held || held.severity === 'allow' || !wanted) return [];
    const mine = ruleParams[rule].parse(held.params);
    return Object.entries(wanted.params)
      .filter(([param, value]) => value !== mine[param] && !isOrdered(ruleInfos[rule].fields[param]))
      .map(([param]) => ({ rule, param }));
  });
}

function isOrdered(field: Field | undefined): boolean {
  return field !== undefined && 'stricter' in field;
}

/** A rule that is off at the team says nothing but when its week starts. */
function takeOver(id: RuleId, held: RuleSetting | undefined, pack: RuleSetting): RuleSetting {
  const { params } = held ?? defaultSettings[id];
  return { severity: pack.severity, params: { ...params, ...pack.params }, isOverridable: pack.isOverridable };
}

function stricterValue(field: Field, mine: unknown, theirs: unknown): unknown {
  if (field.kind === 'minutes' || field.kind === 'count') {
    if (field.stricter === 'more') return Math.max(Number(mine), Number(theirs));
    return field.stricter === 'less' ? Math.min(Number(mine), Number(theirs)) : mine;
  }
  return field.kind === 'choice' && field.stricter === theirs ? theirs : mine;
}

const strictness: Readonly<Record<Severity, number>> = { allow: 0, flag: 1, review: 2, deny: 3 };
