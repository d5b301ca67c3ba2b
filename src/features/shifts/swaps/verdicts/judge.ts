import type { Tx } from '../../../../db/client.ts';
import type { Ctx } from '../../../../core/context.ts';
import { currentPolicy } from '../../policy/current-policy.ts';
import { readRoster } from '../../roster/read-roster.ts';
import { checkTrade } from '../../rules/check-trade.ts';
import type { Policy, RuleId } from '../../rules/policy.ts';
import type { Leg } from '../../rules/roster.ts';
import { withoutRequests } from '../../rules/some-rules.ts';
import type { Finding, Verdict } from '../../rules/verdict.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { partiesOf } from '../swap-view.ts';

/** A leg as it is judged: what of which shift goes from whom to whom. */
export interface JudgedLeg {
  readonly shift: ShiftRow;
  readonly from: string | null;
  readonly to: string | null;
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly isPart: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Of every team whose shift is in it; of one rule the strictest counts. */
  readonly policies: readonly Policy[];
}

interface How {
  readonly isHolding?: boolean;
  /** What concerns a request is not asked of what nobody asked for. */
  readonly isCover?: boolean;
}

/**
 * Judges legs by the rules of each team whose shift changes hands. With `isHolding` nobody in it is judged meanwhile; the
 * shifts are held by whoever decides (hold.ts).
 */
export async function judge(
  tx: Tx,
  ctx: Ctx,
  legs: readonly JudgedLeg[],
  { isHolding = false, isCover = false }: How = {},
): Promise<Judgement> {
  const teamIds = [...new Set(legs.map(({ shift }) => shift.teamId))];
  const judged: JudgedBy[] = [];
  for (const [index, teamId] of teamIds.entries()) {
    const ofTeam = await currentPolicy(tx, ctx, teamId);
    const policy = isCover ? withoutRequests(ofTeam) : ofTeam;
    const roster = await readRoster(tx, ctx, {
      teamId,
      people: partiesOf(legs),
      around: aroundOf(legs),
      policy,
      isHolding: isHolding && index === 0,
    });
    judged.push({ teamId, policy, verdict: checkTrade(roster, legs.map(asLeg), policy) });
  }
  const policies = judged.map(({ policy }) => policy);
  const verdict = strictest(judged);
  const isAlwaysApproved = policies.some(({ autoApprove }) => !autoApprove);
  return { verdict: isAlwaysApproved ? { ...verdict, isAlwaysApproved } : verdict, policies };
}

export function asLeg({ shift, from, to, fromAt, toAt, isPart }: JudgedLeg): Leg {
  const part = { from: fromAt.getTime(), to: toAt.getTime() };
  return { shift: shift.id, from, to, ...(isPart && { part }) };
}

function aroundOf(legs: readonly JudgedLeg[]) {
  return {
    from: Math.min(...legs.map(({ shift }) => shift.startsAt.getTime())),
    to: Math.max(...legs.map(({ shift }) => shift.endsAt.getTime())),
  };
}

/** Whether no manager has to look, as far as policies say. */
export function approvesItself({ verdict, policies }: Judgement): boolean {
  return verdict.verdict === 'allow' && policies.every(({ autoApprove }) => autoApprove);
}

/** Whether every rule that denies may be passed by a manager. */
export function isOverridable({ verdict, policies }: Judgement): boolean {
  const denying = verdict.findings.filter(({ severity }) => severity === 'deny');
  return denying.every(({ rule }) => policies.every(({ rules }) => rules[rule]?.isOverridable ?? false));
}

const rank = { allow: 0, review: 1, deny: 2 } as const;

export function isWorse(after: Verdict, before: Verdict | null): boolean {
  return rank[after.verdict] > rank[before?.verdict ?? 'allow'];
}

/** Whether something denies it that did not before: another rule, or the same one about somebody else. */
export function deniesAnew(after: Verdict, before: Verdict | null): boolean {
  const known = new Set(before?.findings.filter(isDenying).map(keyOf));
  return after.findings.some((finding) => isDenying(finding) && !known.has(keyOf(finding)));
}

function isDenying({ severity }: Finding): boolean {
  return severity === 'deny';
}

function keyOf({ rule, person }: Finding): string {
  return `${rule}:${person}`;
}

/** What one team's policy makes of it. */
export interface JudgedBy {
  readonly teamId: string;
  readonly policy: Policy;
  readonly verdict: Verdict;
}

/** Of one finding, as several policies have it, the strictest. */
export function strictest(judged: readonly JudgedBy[]): Verdict {
  const [first, ...others] = judged;
  if (!first) throw new Error('a trade without legs cannot be judged');
  if (others.length === 0) return first.verdict;
  const byKey = new Map<string, Finding>();
  for (const finding of judged.flatMap(({ verdict: { findings } }) => findings)) {
    const key = `${finding.rule}:${finding.person}:${JSON.stringify(finding.numbers)}`;
    const known = byKey.get(key);
    if (!known || severityRank[finding.severity] > severityRank[known.severity]) byKey.set(key, finding);
  }
  const findings = [...byKey.values()].toSorted((one, other) => numberOf(one.rule) - numberOf(other.rule));
  const worst =
    findings.find(({ severity }) => severity === 'deny') ?? findings.find(({ severity }) => severity === 'review');
  const verdict = worst && worst.severity !== 'flag' ? worst.severity : 'allow';
  const policyRevisions = Object.fromEntries(judged.map(({ teamId, policy }) => [teamId, policy.revision]));
  return { verdict, decisive: worst ?? null, findings, policyRevision: first.policy.revision, policyRevisions };
}

const severityRank = { flag: 0, review: 1, deny: 2 } as const;

function numberOf(rule: RuleId): number {
  return Number(rule.slice(1));
}
