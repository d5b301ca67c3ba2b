import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ctx, transaction } from '../../core/context.ts';
import type { Money } from '../../core/money.ts';
import { type TestDatabase, createTestDatabase } from '../../../test/support/database.ts';
import { CARE, CARE_US, openNorthwind } from '../../../test/support/northwind.ts';
import { budgetMonth, giveBackBudget, takeBudget, takenIn } from './budget.ts';

let database: TestDatabase;
let ctx: Ctx;
const MONTH = '2026-03';

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = (await openNorthwind(database)).as('maya');
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate authority_revisions, authority_budgets`);

async function budgetIs(monthlyBudget: number | null, revision = 1, currency = 'EUR'): Promise<void> {
  await database.sql`insert into authority_revisions ${database.sql({
    workspace_id: 'T0NORTHWIND',
    team_id: CARE,
    revision,
    currency,
    rules: '[]',
    second_person_above: null,
    monthly_budget: monthlyBudget,
    saved_by: 'U0MAYA',
    saved_at: new Date(),
  })}`;
}

const euros = (minor: number): Money => ({ minor, currency: 'EUR' });

function take(minor: number, { teamId = CARE, month = MONTH, currency = 'EUR' } = {}): Promise<boolean> {
  return transaction(ctx, (tx) => takeBudget(tx, ctx, teamId, month, { minor, currency }));
}

function giveBack(minor: number, month = MONTH): Promise<void> {
  return transaction(ctx, (tx) => giveBackBudget(tx, ctx, CARE, month, euros(minor)));
}

async function taken(month = MONTH): Promise<number> {
  const sums = await transaction(ctx, (tx) => takenIn(tx, ctx, CARE, month));
  return sums.find(({ currency }) => currency === 'EUR')?.minor ?? 0;
}

describe('a monthly budget', () => {
  it('is taken to its last cent and no further', async () => {
    await budgetIs(1_000);

    expect([await take(600), await take(401), await take(400), await take(1)]).toEqual([true, false, true, false]);
    expect(await taken()).toBe(1_000);
  });

  it('is never passed by what comes first', async () => {
    await budgetIs(1_000);

    expect([await take(1_001), await taken()]).toEqual([false, 0]);
  });

  it('counts where there is none, so that one set later knows what was granted', async () => {
    expect(await take(5_000)).toBe(true);
    await budgetIs(5_100);

    expect([await take(101), await take(100)]).toEqual([false, true]);
  });

  it('is of its month and its team alone', async () => {
    await budgetIs(100);

    expect([await take(100), await take(100, { month: '2026-04' })]).toEqual([true, true]);
    expect(await take(100, { teamId: CARE_US, currency: 'USD' })).toBe(true);
  });

  it.each([
    ['2026-04-30T21:59:59Z', 'Europe/Berlin', '2026-04'],
    ['2026-04-30T22:00:00Z', 'Europe/Berlin', '2026-05'],
    ['2026-05-01T04:59:59Z', 'America/Chicago', '2026-04'],
    ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01'],
  ])('begins at midnight of the team: %s in %s is of %s', (at, zone, month) => {
    expect(budgetMonth(new Date(at), zone)).toBe(month);
  });

  it('holds as it is changed during the month: more at once, and none where more is granted already', async () => {
    await budgetIs(1_000);
    await take(1_000);
    await budgetIs(1_500, 2);
    expect([await take(501), await take(500)]).toEqual([false, true]);
    await budgetIs(200, 3);

    expect([await take(1), await taken()]).toEqual([false, 1_500]);
  });

  it('no longer holds once it is taken away', async () => {
    await budgetIs(100);
    await budgetIs(null, 2);

    expect(await take(500)).toBe(true);
  });

  it('counts another currency apart, without a limit', async () => {
    await budgetIs(100);

    expect([await take(1_000, { currency: 'USD' }), await take(100)]).toEqual([true, true]);
  });

  it('gets back what is undone, into the month it came from', async () => {
    await budgetIs(1_000);
    await take(1_000, { month: '2026-02' });
    await take(1_000);

    await giveBack(700, '2026-02');

    expect([await taken('2026-02'), await taken()]).toEqual([300, 1_000]);
    expect([await take(701, { month: '2026-02' }), await take(700, { month: '2026-02' })]).toEqual([false, true]);
  });

  it('never falls below nothing', async () => {
    await take(100);

    await giveBack(101);

    expect(await taken()).toBe(100);
  });

  it('is as before where the decision was not kept', async () => {
    await budgetIs(100);

    await transaction(ctx, async (tx) => {
      await takeBudget(tx, ctx, CARE, MONTH, euros(100));
      throw new Error('not kept');
    }).catch(() => undefined);

    expect([await taken(), await take(100)]).toEqual([0, true]);
  });

  it.each([-1, 0.5, Number.NaN])('takes no amount that was made up: %d', async (minor) => {
    await expect(take(minor)).rejects.toThrow('whole minor units');
  });
});

describe('many who take at the same time', () => {
  it.each([1, 2, 3])('get what there is and no more, from the first of the month on: round %d', async () => {
    await budgetIs(1_000);

    const answers = await Promise.all(Array.from({ length: 60 }, () => take(70)));

    expect(answers.filter(Boolean)).toHaveLength(14);
    expect(await taken()).toBe(980);
  });

  it('never get more than the budget, whatever they take, undo and give back, in any order', async () => {
    const step = fc.record({
      minor: fc.integer({ min: 1, max: 400 }),
      end: fc.constantFrom('keep', 'undo', 'give back'),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1_000 }), fc.array(step, { maxLength: 12 }), async (budget, steps) => {
        await database.sql`truncate authority_revisions, authority_budgets`;
        await budgetIs(budget);

        const held = await Promise.all(
          steps.map(async ({ minor, end }) => {
            const kept = await transaction(ctx, async (tx) => {
              const isTaken = await takeBudget(tx, ctx, CARE, MONTH, euros(minor));
              if (end === 'undo') throw new Error('undone');
              return isTaken;
            }).catch(() => false);
            if (kept && end === 'give back') await giveBack(minor);
            return kept && end === 'keep' ? minor : 0;
          }),
        );

        const sum = held.reduce((total, minor) => total + minor, 0);
        expect(sum).toBeLessThanOrEqual(budget);
        expect(await taken()).toBe(sum);
      }),
      { numRuns: 40 },
    );
  });
});
