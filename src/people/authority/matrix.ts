import type { Role } from '../../core/context.ts';

/** What a customer can be given. */
export const REMEDIES = ['refund', 'replacement', 'credit', 'exception', 'callback'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** Roles from the least authority to the most. */
export const ROLES_UPWARD: readonly Role[] = ['agent', 'lead', 'manager', 'director'];

/** What one role may grant alone. Roles above it may grant that too. */
export interface AuthorityRule {
  readonly role: Role;
  readonly remedy: Remedy | 'any';
  /** null: of any category. */
  readonly category: string | null;
  /** Minor units of the matrix's currency; null: any amount; 0: not at all, whether it costs something or not. */
  readonly limit: number | null;
}

/** Who of a team may grant what alone. */
export interface AuthorityMatrix {
  /** 0: nobody has saved one, and the defaults hold. */
  readonly revision: number;
  /** ISO 4217; every amount here is in its minor units. */
  readonly currency: string;
  readonly rules: readonly AuthorityRule[];
  /** Above this, whoever may grant it needs a second person too; null: never. */
  readonly secondPersonAbove: number | null;
  /** What may be granted in a month of the team; null: no budget. */
  readonly monthlyBudget: number | null;
}

const LEADS_MINOR = 20_000;
const MANAGERS_MINOR = 100_000;

/** What holds until somebody saves limits: leads up to 200.00, managers up to 1,000.00, directors any amount. */
export function defaultMatrix(currency: string): AuthorityMatrix {
  const upTo = (role: Role, limit: number | null): AuthorityRule => ({ role, remedy: 'any', category: null, limit });
  return {
    revision: 0,
    currency,
    rules: [upTo('lead', LEADS_MINOR), upTo('manager', MANAGERS_MINOR), upTo('director', null)],
    secondPersonAbove: null,
    monthlyBudget: null,
  };
}
