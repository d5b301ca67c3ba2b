import type { Role } from '../../core/context.ts';
import { isSameCategory, ruleFor } from './judge.ts';
import { REMEDIES, ROLES_UPWARD, type AuthorityMatrix, type Remedy } from './matrix.ts';

/** A remedy in a category (null: in every category without limits of its own). */
export interface Kind {
  readonly remedy: Remedy;
  readonly category: string | null;
}

/** Every kind of grant that these matrices may treat in a way of its own. */
export function kindsIn(...matrices: readonly AuthorityMatrix[]): readonly Kind[] {
  const named: string[] = [];
  for (const { category } of matrices.flatMap(({ rules }) => rules)) {
    if (category !== null && !named.some((other) => isSameCategory(other, category))) named.push(category);
  }
  return [null, ...named].flatMap((category) => REMEDIES.map((remedy) => ({ remedy, category })));
}

/** What a role's own rules allow of a kind: minor units, Infinity for any amount, 0 for nothing. */
export function ownLimit(matrix: AuthorityMatrix, role: Role, kind: Kind): number {
  const rule = ruleFor(matrix, role, kind);
  return rule ? (rule.limit ?? Infinity) : 0;
}

/** What a role may grant of a kind, with what it has from the roles below. */
export function wholeLimit(matrix: AuthorityMatrix, role: Role, kind: Kind): number {
  const own = ROLES_UPWARD.slice(0, ROLES_UPWARD.indexOf(role) + 1);
  return Math.max(...own.map((each) => ownLimit(matrix, each, kind)));
}

/** What somebody who may not widen a role's authority would widen, or undefined. */
export type Widened = 'limit' | 'category' | 'second-person' | 'budget';

/** How `after` lets managers and up grant more than `before`: limits, the second person's line, the budget. */
export function widened(before: AuthorityMatrix, after: AuthorityMatrix): Widened | undefined {
  const isSameMoney = before.currency === after.currency;
  const isMore = (kind: Kind) => {
    const next = wholeLimit(after, 'manager', kind);
    const last = wholeLimit(before, 'manager', kind);
    // Numbers of two currencies cannot be compared, so any amount in another one is more.
    return isSameMoney ? next > last : next > 0 && last !== Infinity;
  };
  const more = kindsIn(before, after).find(isMore);
  if (more) return more.category === null ? 'limit' : 'category';
  const isRaised = (from: number | null, to: number | null) =>
    from !== null && (to === null || !isSameMoney || to > from);
  if (isRaised(before.secondPersonAbove, after.secondPersonAbove)) return 'second-person';
  return isRaised(before.monthlyBudget, after.monthlyBudget) ? 'budget' : undefined;
}

/** Whether directors may grant anything else after than before. */
export function changesDirectors(before: AuthorityMatrix, after: AuthorityMatrix): boolean {
  const differs = (kind: Kind) =>
    wholeLimit(before, 'director', kind) !== wholeLimit(after, 'director', kind) ||
    (before.currency !== after.currency && Number.isFinite(wholeLimit(after, 'director', kind)));
  return kindsIn(before, after).some(differs);
}

/** A kind of which a lower role would have more than one above it. */
export interface Inversion extends Kind {
  readonly lower: Role;
  readonly higher: Role;
}

/** The first place where a role of `roles` (from the least to the most) has more than the next one. */
export function inversionIn(matrix: AuthorityMatrix, roles: readonly Role[]): Inversion | undefined {
  for (const kind of kindsIn(matrix)) {
    for (const [index, higher] of roles.entries()) {
      const lower = roles[index - 1];
      if (lower && ownLimit(matrix, lower, kind) > ownLimit(matrix, higher, kind)) return { ...kind, lower, higher };
    }
  }
  return undefined;
}

/** Whether two matrices say the same, whatever their revision and the order of their rules. */
export function isSameMatrix(one: AuthorityMatrix, other: AuthorityMatrix): boolean {
  return comparable(one) === comparable(other);
}

function comparable({ currency, rules, secondPersonAbove, monthlyBudget }: AuthorityMatrix): string {
  const lines = rules.map(({ role, remedy, category, limit }) => JSON.stringify([role, remedy, category, limit]));
  return JSON.stringify([currency, lines.toSorted(), secondPersonAbove, monthlyBudget]);
}
