import type { Role } from '../../core/context.ts';
import { ROLES_UPWARD, type AuthorityMatrix, type AuthorityRule, type Remedy } from './matrix.ts';

/** What somebody wants to grant. */
export interface Grant {
  readonly remedy: Remedy;
  readonly category: string | null;
  /** Minor units of `currency`; null: nobody said how much. */
  readonly amount: number | null;
  readonly currency: string | null;
}

export type Verdict =
  | { readonly kind: 'within' }
  | {
      readonly kind: 'above';
      /** The lowest role that may grant it; null: nobody may. */
      readonly lowestRole: Role | null;
      /** It is above the line, so whoever may grant it needs another person's yes. */
      readonly needsSecond: boolean;
    };

/** Remedies that are money: without an amount nobody knows what is granted. */
const MONEY: ReadonlySet<Remedy> = new Set(['refund', 'credit']);

/**
 * Whether somebody with these roles may grant this alone. A role may whatever a lower one may, so several roles count
 * as the highest. What cannot be compared (another currency, a refund without an amount) is above every limit that is
 * a number, and above the line.
 */
export function judge(matrix: AuthorityMatrix, deciderRoles: readonly Role[], grant: Grant): Verdict {
  const lowestRole = ROLES_UPWARD.find((role) => covers(ruleFor(matrix, role, grant), matrix, grant)) ?? null;
  const needsSecond = isAboveLine(matrix, grant);
  const isEnough = lowestRole !== null && deciderRoles.some((role) => isAtLeast(role, lowestRole));
  return isEnough && !needsSecond ? { kind: 'within' } : { kind: 'above', lowestRole, needsSecond };
}

/** Whether `role` is `other` or above it. */
export function isAtLeast(role: Role, other: Role): boolean {
  return ROLES_UPWARD.indexOf(role) >= ROLES_UPWARD.indexOf(other);
}

/** The one rule that counts for a role: of its category before any, of its remedy before any; of equals the strictest. */
export function ruleFor(
  { rules }: AuthorityMatrix,
  role: Role,
  { remedy, category }: Pick<Grant, 'remedy' | 'category'>,
): AuthorityRule | undefined {
  return rules
    .filter((rule) => rule.role === role && (rule.remedy === 'any' || rule.remedy === remedy))
    .filter((rule) => rule.category === null || isSameCategory(rule.category, category))
    .toSorted((one, other) => weight(other) - weight(one) || strictness(one) - strictness(other))[0];
}

function weight({ category, remedy }: AuthorityRule): number {
  return (category === null ? 0 : 2) + (remedy === 'any' ? 0 : 1);
}

function strictness({ limit }: AuthorityRule): number {
  return limit ?? Infinity;
}

/** Categories are words that people type: case, width and white space make no difference. */
export function isSameCategory(one: string, other: string | null): boolean {
  return other !== null && folded(one) === folded(other);
}

function folded(category: string): string {
  return category.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function covers(rule: AuthorityRule | undefined, matrix: AuthorityMatrix, grant: Grant): boolean {
  if (!rule || !isAmount(grant.amount)) return false;
  if (rule.limit === null) return true;
  if (rule.limit === 0) return false;
  const amount = comparable(matrix, grant);
  return amount === null ? grant.amount === null && !MONEY.has(grant.remedy) : amount <= rule.limit;
}

function isAboveLine(matrix: AuthorityMatrix, grant: Grant): boolean {
  if (matrix.secondPersonAbove === null) return false;
  if (grant.amount === null) return MONEY.has(grant.remedy);
  const amount = comparable(matrix, grant);
  return amount === null || amount > matrix.secondPersonAbove;
}

/** A number that was made up (negative, a fraction, not a number) is no amount. */
function isAmount(amount: number | null): boolean {
  return amount === null || (Number.isSafeInteger(amount) && amount >= 0);
}

/** The amount, where it can be held against limits: in the matrix's currency. */
function comparable({ currency }: AuthorityMatrix, grant: Grant): number | null {
  return grant.currency === currency && isAmount(grant.amount) ? grant.amount : null;
}
