import type { Role } from '../../../core/context.ts';
import { wholeLimit } from '../../../people/authority/compare.ts';
import { isAtLeast, judge, type Grant } from '../../../people/authority/judge.ts';
import { REMEDIES, type AuthorityMatrix, type Remedy } from '../../../people/authority/matrix.ts';
import type { Case, Decision, Urgency, Wanted } from '../tables.ts';

/** What somebody decides, as far as authority is concerned. */
export interface Decided {
  readonly decision: Decision;
  /** Minor units of `currency`. */
  readonly amount: number | null;
  readonly currency: string | null;
}

/**
 * What a decision grants; undefined where it grants nothing, which needs no authority. Money that is given for another
 * wish than a remedy (an answer, something else) counts as a refund.
 */
export function grantOf({ wanted, category }: Pick<Case, 'wanted' | 'category'>, decided: Decided): Grant | undefined {
  const { decision, amount, currency } = decided;
  if (grantsNothing(decision)) return undefined;
  const remedy = remedyOf(wanted);
  if (remedy === undefined && amount === null) return undefined;
  return { remedy: remedy ?? 'refund', category, amount, currency: amount === null ? null : currency };
}

/** Such a decision needs no authority. */
export function grantsNothing(decision: Decision): boolean {
  return decision === 'refused' || decision === 'answered';
}

export function remedyOf(wanted: Wanted): Remedy | undefined {
  return REMEDIES.find((remedy) => remedy === wanted);
}

/** Whether that role may grant this, be it with a second person. */
export function hasAuthority(matrix: AuthorityMatrix, role: Role, grant: Grant): boolean {
  const verdict = judge(matrix, [role], grant);
  return verdict.kind === 'within' || (verdict.lowestRole !== null && isAtLeast(role, verdict.lowestRole));
}

/**
 * Whether these different people carry the grant: one with enough authority; above the line of the matrix two, each with
 * enough authority. The decider is one of them where it is within their own.
 */
export function isCarriedBy(matrix: AuthorityMatrix, roles: readonly Role[], grant: Grant): boolean {
  return roles.filter((role) => hasAuthority(matrix, role, grant)).length >= personsFor(matrix, grant);
}

export function personsFor(matrix: AuthorityMatrix, grant: Grant): 1 | 2 {
  const verdict = judge(matrix, ['director'], grant);
  return verdict.kind === 'above' && verdict.needsSecond ? 2 : 1;
}

/** The most that role may grant alone of this, in minor units of the matrix's currency; null: any amount. */
export function mostFor(matrix: AuthorityMatrix, role: Role, kind: Pick<Grant, 'remedy' | 'category'>): number | null {
  const most = Math.min(wholeLimit(matrix, role, kind), matrix.secondPersonAbove ?? Infinity);
  return Number.isFinite(most) ? most : null;
}

/** How long an approver has, in minutes of the team's calendar, before the next one is asked or they are reminded. */
export const minutesToApprove: Readonly<Record<Urgency, number>> = { critical: 10, high: 30, normal: 120 };

/** Somebody who may approve. */
export interface Candidate {
  readonly slackId: string;
  readonly role: Role;
  readonly isThere: boolean;
  /** When they next are; undefined where no hours are ahead. */
  readonly nextThere: Date | undefined;
  /** How many requests wait for them. */
  readonly load: number;
}

export type Choice =
  | { readonly kind: 'ask'; readonly slackId: string }
  /** Nobody is there now, and the matter can wait until somebody is. */
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'nobody' };

/**
 * Whom to ask: of those who are there the lowest role, then the fewest requests. Where nobody is, it waits for the first
 * who will be; what is Critical, or in a team without hours, is asked at once all the same.
 */
export function chooseApprover(candidates: readonly Candidate[], urgency: Urgency): Choice {
  const [present] = candidates.filter(({ isThere }) => isThere).toSorted(lowestFirst);
  if (present) return { kind: 'ask', slackId: present.slackId };
  const until = firstOpening(candidates);
  const [first] = candidates.toSorted(lowestFirst);
  if (!first) return { kind: 'nobody' };
  return urgency === 'critical' || !until ? { kind: 'ask', slackId: first.slackId } : { kind: 'wait', until };
}

function firstOpening(candidates: readonly Candidate[]): Date | undefined {
  const openings = candidates.map(({ nextThere }) => nextThere).filter((opening) => opening !== undefined);
  return openings.toSorted((one, other) => one.getTime() - other.getTime())[0];
}

function lowestFirst(one: Candidate, other: Candidate): number {
  if (one.role !== other.role) return isAtLeast(one.role, other.role) ? 1 : -1;
  return one.load - other.load || one.slackId.localeCompare(other.slackId);
}
