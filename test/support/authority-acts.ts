import * as fc from 'fast-check';
import type { Role } from '../../src/core/context.ts';
import { WANTED } from '../../src/features/escalations/inputs.ts';
import { REMEDIES, ROLES_UPWARD, type AuthorityRule } from '../../src/people/authority/matrix.ts';
import type { Limits } from './authority-oracle.ts';

/** What people try with a case whose decision may be above their authority, drawn at random. */

export const PEOPLE = ['ana', 'leo', 'lia', 'maya', 'dora'] as const;
export type Name = (typeof PEOPLE)[number];

export type Act =
  | { readonly do: 'open form' | 'reopen' | 'appeal'; readonly by: Name }
  | {
      readonly do: 'send form';
      readonly by: Name;
      readonly own: boolean;
      readonly which: number;
      readonly typed: Typed;
    }
  | { readonly do: 'send made up'; readonly by: Name; readonly typed: Typed }
  | { readonly do: 'approve' | 'refuse' | 'take back' | 'look again'; readonly by: Name; readonly which: number }
  | { readonly do: 'change limits'; readonly matrix: Limits }
  | { readonly do: 'change role'; readonly by: Name; readonly role: Role };

export interface Typed {
  readonly decision: 'granted' | 'partly' | 'refused' | 'answered';
  readonly amount: number | null;
  readonly currency: 'EUR' | 'USD';
  /** The form's memory says that nothing is needed and the case is in whatever suits. */
  readonly forged: boolean;
}

const amounts = fc.integer({ min: 1, max: 400 });
const rule: fc.Arbitrary<AuthorityRule> = fc.record({
  role: fc.constantFrom<Role>('lead', 'lead', 'manager', 'director'),
  remedy: fc.constantFrom(...REMEDIES, 'any' as const, 'any' as const),
  category: fc.constantFrom(null, null, 'Delivery'),
  limit: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 4 }),
});
const upTo = (role: Role, limit: number | null): AuthorityRule => ({ role, remedy: 'any', category: null, limit });
export const limits: fc.Arbitrary<Limits> = fc.record({
  rules: fc
    .tuple(amounts, amounts, fc.option(amounts, { freq: 1 }), fc.array(rule, { maxLength: 4 }))
    .map(([lead, manager, director, more]) =>
      more.concat(upTo('lead', lead), upTo('manager', manager), upTo('director', director)),
    ),
  secondPersonAbove: fc.option(amounts, { freq: 1 }),
  monthlyBudget: fc.option(fc.integer({ min: 0, max: 600 }), { freq: 1 }),
});
const typed: fc.Arbitrary<Typed> = fc.record({
  decision: fc.constantFrom('granted', 'granted', 'granted', 'granted', 'granted', 'partly', 'refused', 'answered'),
  amount: fc.option(amounts, { freq: 3 }),
  currency: fc.constantFrom('EUR', 'EUR', 'USD'),
  forged: fc.boolean(),
});
const by = fc.constantFrom(...PEOPLE, 'leo', 'lia', 'maya', 'dora', 'leo', 'maya', 'dora');
const which = fc.constantFrom(0, 0, 0, 1, 2);
export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open form' as const), by }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('send form' as const), by, own: fc.boolean(), which, typed }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send made up' as const), by, typed }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('approve' as const), by, which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('refuse', 'take back', 'look again'), by, which }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('reopen', 'reopen', 'appeal'), by }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change limits' as const), matrix: limits }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('change role' as const), by, role: fc.constantFrom(...ROLES_UPWARD) }),
  },
);
export const wish = fc.record({
  wanted: fc.constantFrom(...WANTED, 'refund' as const, 'refund' as const),
  amount: fc.option(amounts),
  currency: fc.constantFrom('EUR', 'EUR', 'USD'),
  category: fc.constantFrom(undefined, 'Delivery', ' delivery'),
  raiser: fc.constantFrom<Name>('ana', 'ana', 'ana', 'ana', 'ana', 'leo', 'maya'),
});
export type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;
