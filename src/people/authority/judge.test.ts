import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../core/context.ts';
import { judge, ruleFor, type Grant, type Verdict } from './judge.ts';
import {
  REMEDIES,
  ROLES_UPWARD,
  defaultMatrix,
  type AuthorityMatrix,
  type AuthorityRule,
  type Remedy,
} from './matrix.ts';

type Line = readonly [role: Role, remedy: Remedy | 'any', category: string | null, limit: number | null];

function matrixWith(lines: readonly Line[], more: Partial<AuthorityMatrix> = {}): AuthorityMatrix {
  const rules = lines.map(([role, remedy, category, limit]) => ({ role, remedy, category, limit }));
  return { revision: 1, currency: 'EUR', rules, secondPersonAbove: null, monthlyBudget: null, ...more };
}

function granting(remedy: Remedy, amount: number | null, more: Partial<Grant> = {}): Grant {
  return { remedy, amount, category: null, currency: amount === null ? null : 'EUR', ...more };
}

function above(lowestRole: Role | null, needsSecond = false): Verdict {
  return { kind: 'above', lowestRole, needsSecond };
}

const within: Verdict = { kind: 'within' };

describe('without limits of its own a team', () => {
  const matrix = defaultMatrix('EUR');

  it.each<[Role, number, Verdict]>([
    ['agent', 1, above('lead')],
    ['lead', 20_000, within],
    ['lead', 20_001, above('manager')],
    ['manager', 100_000, within],
    ['manager', 100_001, above('director')],
    ['director', 100_000_000_000, within],
  ])('lets a %s refund %d cents or says who may: %o', (role, amount, verdict) => {
    expect(judge(matrix, [role], granting('refund', amount))).toEqual(verdict);
  });

  it.each(REMEDIES.filter((remedy) => remedy !== 'refund' && remedy !== 'credit'))(
    'lets leads grant what has no price: %s',
    (remedy) => {
      expect(judge(matrix, ['lead'], granting(remedy, null))).toEqual(within);
    },
  );
});

describe('of several rules the most specific counts', () => {
  const matrix = matrixWith([
    ['lead', 'any', null, 100],
    ['lead', 'refund', null, 50],
    ['lead', 'any', 'Delivery', 300],
    ['lead', 'refund', 'Delivery', 20],
    ['lead', 'refund', 'Fraud', 0],
    ['lead', 'exception', 'Delivery', null],
  ]);

  it.each<[Remedy, string | null, number | null | undefined]>([
    ['credit', null, 100],
    ['refund', null, 50],
    ['credit', 'Delivery', 300],
    ['refund', 'Delivery', 20],
    ['refund', ' delivery ', 20],
    ['refund', 'Ｄｅｌｉｖｅｒｙ', 20],
    ['refund', 'Fraud', 0],
    ['credit', 'Fraud', 100],
    ['exception', 'Delivery', null],
    ['refund', 'Deliveries', 50],
  ])('%s in category %s: up to %s', (remedy, category, limit) => {
    expect(ruleFor(matrix, 'lead', { remedy, category })?.limit).toBe(limit);
  });

  it('takes the category before the remedy', () => {
    const both = matrixWith([
      ['lead', 'refund', null, 500],
      ['lead', 'any', 'Fraud', 10],
    ]);

    expect(ruleFor(both, 'lead', { remedy: 'refund', category: 'fraud' })?.limit).toBe(10);
  });

  it('takes the stricter of two about the same', () => {
    const both = matrixWith([
      ['lead', 'refund', null, 500],
      ['lead', 'refund', null, null],
      ['lead', 'refund', null, 70],
    ]);

    expect(ruleFor(both, 'lead', { remedy: 'refund', category: null })?.limit).toBe(70);
  });

  it('knows no rule for a role that is not named, and nobody may then', () => {
    expect(judge(matrix, ['director'], granting('refund', 51))).toEqual(above(null));
    expect(judge(matrixWith([]), ['director'], granting('callback', null))).toEqual(above(null));
  });
});

describe('roles', () => {
  const matrix = matrixWith([
    ['lead', 'any', null, 100],
    ['manager', 'any', null, 50],
  ]);

  it('add up to the highest', () => {
    expect(judge(defaultMatrix('EUR'), ['agent', 'manager', 'lead'], granting('refund', 100_000))).toEqual(within);
  });

  it('may what a lower one may', () => {
    expect(judge(matrix, ['manager'], granting('refund', 100))).toEqual(within);
    expect(judge(matrix, ['director'], granting('refund', 100))).toEqual(within);
  });

  it('of nobody give nothing', () => {
    expect(judge(matrix, [], granting('refund', 1))).toEqual(above('lead'));
  });
});

describe('what cannot be compared', () => {
  const matrix = matrixWith([
    ['lead', 'any', null, 100],
    ['director', 'any', null, null],
  ]);

  it.each<[string, Grant]>([
    ['another currency', granting('refund', 1, { currency: 'USD' })],
    ['an amount of no currency', granting('refund', 1, { currency: null })],
    ['a refund of nobody knows how much', granting('refund', null)],
    ['a credit of nobody knows how much', granting('credit', null)],
  ])('is above every number: %s', (_what, grant) => {
    expect(judge(matrix, ['lead'], grant)).toEqual(above('director'));
    expect(judge(matrix, ['director'], grant)).toEqual(within);
    expect(judge({ ...matrix, secondPersonAbove: 1_000 }, ['director'], grant)).toEqual(above('director', true));
  });

  it.each([-1, 0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])(
    'is an amount that was made up: %d',
    (amount) => {
      expect(judge(matrix, ['director'], granting('refund', amount))).toEqual(above(null));
    },
  );
});

describe('what has no price', () => {
  it.each<[number | null, number | null, Verdict]>([
    [null, null, within],
    [1, null, within],
    [0, null, above(null)],
    [100, 100, within],
    [100, 101, above(null)],
    [0, 0, above(null)],
    [null, 1_000_000, within],
  ])('with a limit of %s and an amount of %s', (limit, amount, verdict) => {
    const matrix = matrixWith([['lead', 'replacement', null, limit]]);

    expect(judge(matrix, ['lead'], granting('replacement', amount))).toEqual(verdict);
  });

  it('needs no second person unless it has one', () => {
    const matrix = matrixWith([['lead', 'any', null, null]], { secondPersonAbove: 100 });

    expect(judge(matrix, ['lead'], granting('callback', null))).toEqual(within);
    expect(judge(matrix, ['lead'], granting('callback', 101))).toEqual(above('lead', true));
  });
});

describe('a second person', () => {
  const matrix = matrixWith(
    [
      ['lead', 'any', null, 100],
      ['director', 'any', null, null],
    ],
    { secondPersonAbove: 500 },
  );

  it.each<[Role, number, Verdict]>([
    ['director', 500, within],
    ['director', 501, above('director', true)],
    ['lead', 400, above('director', false)],
    ['lead', 501, above('director', true)],
  ])('is needed above the line, whoever decides: %s, %d', (role, amount, verdict) => {
    expect(judge(matrix, [role], granting('refund', amount))).toEqual(verdict);
  });
});

describe('currencies without decimals and with three', () => {
  it.each([
    ['JPY', 20_000],
    ['KWD', 20_000],
  ])('are compared in their own minor units: %s', (currency, most) => {
    const matrix = defaultMatrix(currency);

    expect(judge(matrix, ['lead'], granting('refund', most, { currency }))).toEqual(within);
    expect(judge(matrix, ['lead'], granting('refund', most + 1, { currency }))).toEqual(above('manager'));
  });
});

describe('in any matrix', () => {
  const categories = [null, 'Delivery', 'Fraud'];
  const amounts = fc.nat(1_000);
  const rule: fc.Arbitrary<AuthorityRule> = fc.record({
    role: fc.constantFrom(...ROLES_UPWARD),
    remedy: fc.constantFrom(...REMEDIES, 'any' as const),
    category: fc.constantFrom(...categories),
    limit: fc.option(amounts),
  });
  const matrices = fc.record({
    revision: fc.constant(1),
    currency: fc.constant('EUR'),
    rules: fc.array(rule, { maxLength: 12 }),
    secondPersonAbove: fc.option(amounts),
    monthlyBudget: fc.constant(null),
  });
  const grants = fc.record({
    remedy: fc.constantFrom(...REMEDIES),
    category: fc.constantFrom(...categories, 'delivery', 'Other'),
    amount: fc.option(amounts),
    currency: fc.constantFrom('EUR', 'USD', null),
  });
  const roles = fc.subarray([...ROLES_UPWARD]);
  const isWithin = (...asked: Parameters<typeof judge>) => judge(...asked).kind === 'within';
  const upTo = (own: readonly Role[]) =>
    ROLES_UPWARD.slice(0, Math.max(0, ...own.map((role) => ROLES_UPWARD.indexOf(role) + 1)));

  it('nobody grants more than every limit that their roles, or those below, have for it', () => {
    fc.assert(
      fc.property(matrices, roles, grants, (matrix, own, grant) => {
        fc.pre(isWithin(matrix, own, grant));
        const limits = upTo(own).map((role) => ruleFor(matrix, role, grant)?.limit);

        const isCovered = limits.some(
          (limit) =>
            limit === null ||
            (limit !== undefined &&
              limit > 0 &&
              (grant.amount === null || (grant.currency === 'EUR' && grant.amount <= limit))),
        );

        expect(isCovered).toBe(true);
        expect(matrix.secondPersonAbove ?? Infinity).toBeGreaterThanOrEqual(grant.amount ?? 0);
      }),
      { numRuns: 3_000 },
    );
  });

  it('whoever may grant an amount may grant less', () => {
    fc.assert(
      fc.property(matrices, roles, grants, amounts, (matrix, own, grant, off) => {
        fc.pre(grant.amount !== null && isWithin(matrix, own, grant));
        const less = Math.max(0, (grant.amount ?? 0) - off);

        expect(judge(matrix, own, { ...grant, amount: less })).toEqual(within);
      }),
      { numRuns: 3_000 },
    );
  });

  it('whoever gets one more role, or a higher one, loses nothing', () => {
    fc.assert(
      fc.property(matrices, roles, fc.constantFrom(...ROLES_UPWARD), grants, (matrix, own, another, grant) => {
        fc.pre(isWithin(matrix, own, grant));
        const raised = own.map((role) => ROLES_UPWARD[ROLES_UPWARD.indexOf(role) + 1] ?? role);

        expect(judge(matrix, [...own, another], grant)).toEqual(within);
        expect(judge(matrix, raised, grant)).toEqual(within);
      }),
      { numRuns: 3_000 },
    );
  });

  it('the role named as the lowest may, and none below it', () => {
    fc.assert(
      fc.property(matrices, grants, (matrix, grant) => {
        const verdict = judge({ ...matrix, secondPersonAbove: null }, [], grant);
        const lowest = verdict.kind === 'above' ? verdict.lowestRole : null;
        const able = ROLES_UPWARD.find((role) => isWithin({ ...matrix, secondPersonAbove: null }, [role], grant));

        expect(able ?? null).toBe(lowest);
      }),
      { numRuns: 3_000 },
    );
  });
});
