import { localDays } from '../../../core/local-windows.ts';
import { type ActiveRule, activeRules, breachesOf } from './active-rules.ts';
import { applyLegs } from './moves.ts';
import { outcomeBy } from './outcome.ts';
import type { Policy, RuleId } from './policy.ts';
import type { Reading } from './rule.ts';
import type { Leg, Roster, Shift } from './roster.ts';
import { type Situation, partiesOf } from './situation.ts';
import type { Finding, Verdict } from './verdict.ts';
import { type Timeline, type Work, byStart, toWork } from './work.ts';

/** A roster and a policy, got ready for judging many trades: what is found out for one is kept for the next. */
export interface PreparedRoster {
  /** Every rule, every finding. */
  check(legs: readonly Leg[]): Verdict;
  /** What `check` comes to, without its findings: stops at the first rule that settles it, the quickest first. */
  outcome(legs: readonly Leg[]): Verdict['verdict'];
  /** What each rule that is on reads, within the limits or not. */
  measure(legs: readonly Leg[]): ReadonlyMap<RuleId, readonly Reading[]>;
}

/**
 * Judges a trade. Pure and total: a shift or person that the roster does not know is a finding of R1, whatever the policy.
 * The same for any order of the legs. Throws only for a policy whose parameters no rule can use.
 */
export function checkTrade(roster: Roster, legs: readonly Leg[], policy: Policy): Verdict {
  return prepareRoster(roster, policy).check(legs);
}

export function prepareRoster(roster: Roster, policy: Policy): PreparedRoster {
  const rules = activeRules(policy);
  const outcomeOf = outcomeBy(rules);
  const situationOf = prepareSituations(roster, policy);
  return {
    check: (legs) => {
      const situation = situationOf(legs, false);
      const findings = [...misfits(situation), ...rules.flatMap((rule) => findingsOf(rule, situation))];
      return verdictOf(findings, policy.revision);
    },
    outcome: (legs) => outcomeOf(situationOf(legs, false)),
    measure: (legs) => {
      const situation = situationOf(legs, true);
      return new Map(rules.map((rule) => [rule.id, rule.look(situation)]));
    },
  };
}

function prepareSituations(roster: Roster, policy: Policy) {
  const days = localDays(roster.zone);
  const open = new Map<Shift, Work>();
  const timelines = new Map<string, Timeline>();

  const timelineOf = (person: string): Timeline => {
    const found = timelines.get(person);
    if (found) return found;
    const works = (roster.shiftsOf.get(person) ?? []).map((shift) => toWork(shift, days)).toSorted(byStart);
    timelines.set(person, works);
    return works;
  };
  const workOf = (shift: Shift): Work => {
    const held = shift.person === null ? undefined : timelineOf(shift.person).find((work) => work.shift === shift);
    const work = held ?? open.get(shift) ?? toWork(shift, days);
    if (!held) open.set(shift, work);
    return work;
  };
  return (legs: readonly Leg[], wantsAll: boolean): Situation => {
    const { moves, misfits: unfit } = applyLegs(roster, legs, workOf, days);
    const parties = partiesOf({ roster, days, timelineOf }, moves);
    return { roster, days, moves, misfits: unfit, parties, isStrict: !policy.delta, wantsAll };
  };
}

function findingsOf(rule: ActiveRule, situation: Situation): readonly Finding[] {
  return breachesOf(rule, situation)
    .toSorted((one, other) => other.breach - one.breach)
    .map(({ person, numbers }) => ({ rule: rule.id, severity: rule.severity, person, numbers }));
}

function misfits(situation: Situation): readonly Finding[] {
  return situation.misfits.map(({ leg, reason }) => ({
    rule: 'R1',
    severity: 'deny',
    person: leg.from,
    numbers: { shift: leg.shift, reason },
  }));
}

function verdictOf(findings: readonly Finding[], policyRevision: number): Verdict {
  const worst = findings.find(({ severity }) => severity === 'deny') ?? findings.find(isReview);
  const verdict = worst && worst.severity !== 'flag' ? worst.severity : 'allow';
  return { verdict, decisive: worst ?? null, findings, policyRevision };
}

function isReview({ severity }: Finding): boolean {
  return severity === 'review';
}
