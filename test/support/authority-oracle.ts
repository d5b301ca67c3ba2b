import type { Role } from '../../src/core/context.ts';
import type { Case } from '../../src/features/escalations/tables.ts';
import { REMEDIES, ROLES_UPWARD, type AuthorityMatrix } from '../../src/people/authority/matrix.ts';

/** What holds now: the limits, and who has which role (by Slack id). */
export interface Holding {
  readonly limits: Limits;
  roleOf(slackId: string): Role | undefined;
}

export type Limits = Pick<AuthorityMatrix, 'rules' | 'secondPersonAbove' | 'monthlyBudget'>;

/**
 * Says of a decision that stands whether those who carry it might make it. Written from docs/authority.md, not from the
 * judge, so that the two can be held against each other. Limits are in EUR.
 */
export function wrongWith(now: Holding, of: Case): string | undefined {
  const remedy = remedyIn(of);
  if (remedy === undefined) return undefined;
  const worth = worthOf(remedy, of);
  const carriers = carriersOf(of);
  const able = carriers.filter((slackId) => {
    const role = now.roleOf(slackId) ?? 'agent';
    const limit = role === 'agent' ? 0 : limitOf(now, role, remedy, of.category);
    return limit > 0 && worth <= limit;
  });
  const { secondPersonAbove: line } = now.limits;
  const needed = line !== null && worth > line ? 2 : 1;
  if (carriers.includes(of.raisedBy)) return 'decided by whoever raised it';
  return able.length < needed ? `${able.length} of ${needed} who may, for ${worth} by ${carriers.join()}` : undefined;
}

/** Who said yes to it, each once. */
export function carriersOf({ decidedBy, approvedBy }: Case): readonly string[] {
  return [...new Set([decidedBy ?? '', ...(approvedBy ?? [])])];
}

/** Money for another wish than a remedy is a refund; undefined where nothing is granted. */
function remedyIn({ wanted, decidedAmount }: Case): string | undefined {
  if ((REMEDIES as readonly string[]).includes(wanted)) return wanted;
  return decidedAmount === null ? undefined : 'refund';
}

/** The whole limit of a role: the best of its own and those below, each by the most specific of its rules. */
function limitOf({ limits }: Holding, role: Role, remedy: string, category: string | null): number {
  const isCategory = (named: string | null) => named !== null && named.toLowerCase() === category?.trim().toLowerCase();
  const own = ROLES_UPWARD.slice(0, ROLES_UPWARD.indexOf(role) + 1).map((each) => {
    const rules = limits.rules.filter((one) => one.role === each);
    const tiers = [
      rules.filter((one) => isCategory(one.category) && one.remedy === remedy),
      rules.filter((one) => isCategory(one.category) && one.remedy === 'any'),
      rules.filter((one) => one.category === null && one.remedy === remedy),
      rules.filter((one) => one.category === null && one.remedy === 'any'),
    ];
    const counts = tiers.find((tier) => tier.length > 0) ?? [];
    return counts.length === 0 ? 0 : Math.min(...counts.map(({ limit }) => limit ?? Infinity));
  });
  return Math.max(...own);
}

/** What a grant is held against limits as: Infinity where it cannot be compared. */
function worthOf(remedy: string, { decidedAmount, currency }: Case): number {
  const isMoney = remedy === 'refund' || remedy === 'credit';
  if (decidedAmount === null) return isMoney ? Infinity : 0;
  return currency === 'EUR' ? decidedAmount : Infinity;
}
