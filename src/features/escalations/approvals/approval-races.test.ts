import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  forgetLimits,
  granting,
  newestApproval,
  requestedByLeo,
  saveLimits,
} from '../../../../test/support/approvals.ts';
import { claimedByLeo, newRequest, outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { createDatabase, type Database } from '../../../db/client.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { approveRequest } from './approve-request.ts';
import { refuseRequest } from './refuse-request.ts';
import { takeBackRequest } from './take-back-request.ts';

const ROUNDS = 10;

let database: TestDatabase;
let northwind: Northwind;
/** The pool of a second process. */
let second: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  second = createDatabase({ url: database.url });
});
afterAll(async () => {
  await second.close();
  await database.close();
});
beforeEach(() => forgetLimits(database));

async function takenFromBudget(): Promise<number> {
  const [row] = await database.sql<{ taken: number }[]>`
    select coalesce(sum(taken), 0)::float8 as taken from authority_budgets`;
  return row?.taken ?? 0;
}

async function countOf(kind: string, caseId: string): Promise<number> {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int as n from case_entries where case_id = ${caseId} and kind = ${kind}`;
  return row?.n ?? 0;
}

describe('at once on two processes', () => {
  test(`of an approval, a refusal, a withdrawal and a cancellation one wins, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { case: of, approval } = await requestedByLeo(database, northwind);
      const { id: approvalId } = approval;
      const before = await takenFromBudget();

      const [approved, refused, takenBack] = await Promise.all([
        outcomeOf((as) => approveRequest(as, { approvalId }), northwind.as('maya', second)),
        outcomeOf(
          (as) => refuseRequest(as, { approvalId, reason: 'No', requestId: newRequest() }),
          northwind.as('dora'),
        ),
        outcomeOf((as) => takeBackRequest(as, { approvalId }), northwind.as('leo', second)),
        outcomeOf((as) => cancelCase(as, { caseId: of.id, requestId: newRequest() }), northwind.as('ana')),
      ]);

      const { state } = await newestApproval(database, of.id);
      const won = [approved, refused, takenBack].filter((outcome) => typeof outcome !== 'string');
      expect(won.length).toBeLessThanOrEqual(1);
      expect(typeof approved !== 'string').toBe(state === 'approved');
      expect(typeof refused !== 'string').toBe(state === 'refused');
      expect(['approved', 'refused', 'withdrawn']).toContain(state);
      expect((await takenFromBudget()) - before).toBe(state === 'approved' ? 50_000 : 0);
      expect(await countOf('approved', of.id)).toBe(state === 'approved' ? 1 : 0);
    }
  });

  test(`two approvers approve once, and the second is told who did, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { case: of, approval } = await requestedByLeo(database, northwind);

      const outcomes = await Promise.all([
        outcomeOf((as) => approveRequest(as, { approvalId: approval.id }), northwind.as('maya')),
        outcomeOf((as) => approveRequest(as, { approvalId: approval.id }), northwind.as('dora', second)),
      ]);

      expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(1);
      expect(outcomes.find((outcome) => typeof outcome === 'string')).toMatch(/(Maya|Dora) approved it \(10:00\)/);
      expect(await countOf('approved', of.id)).toBe(1);
    }
  });

  test('the same approver who presses ten times succeeds each time, and it is done once', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    const contexts = Array.from({ length: 10 }, (_, at) => northwind.as('maya', at % 2 === 0 ? database.db : second));

    const outcomes = await Promise.all(
      contexts.map((ctx) => outcomeOf((as) => approveRequest(as, { approvalId: approval.id }), ctx)),
    );

    expect(outcomes.every((outcome) => typeof outcome !== 'string')).toBe(true);
    expect(await countOf('approved', of.id)).toBe(1);
    expect(await takenFromBudget()).toBe(50_000);
  });

  test(`of two approvals of 60 a budget of 100 takes one, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await forgetLimits(database);
      await saveLimits(database, { lead: 1_000, monthlyBudget: 10_000 });
      const one = await requestedByLeo(database, northwind, 6_000);
      const other = await requestedByLeo(database, northwind, 6_000);

      const outcomes = await Promise.all([
        outcomeOf((as) => approveRequest(as, { approvalId: one.approval.id }), northwind.as('maya')),
        outcomeOf((as) => approveRequest(as, { approvalId: other.approval.id }), northwind.as('dora', second)),
      ]);

      expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(1);
      expect(outcomes.find((outcome) => typeof outcome === 'string')).toContain(
        '€40.00 of €100.00 left for March 2026',
      );
      expect(await takenFromBudget()).toBe(6_000);
    }
  });

  test(`of two who decide 60 within their authority a budget of 100 takes one, the other is asked for, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await forgetLimits(database);
      await saveLimits(database, { monthlyBudget: 10_000 });
      const refund = { wanted: 'refund', amount: 6_000, currency: 'EUR' } as const;
      const [one, other] = [await claimedByLeo(northwind, refund), await claimedByLeo(northwind, refund)];

      const decided = await Promise.all([
        resolveCase(northwind.as('leo'), granting(one.id, 6_000)),
        resolveCase(northwind.as('lia', second), granting(other.id, 6_000)),
      ]);

      expect(decided.map(({ state }) => state).toSorted()).toStrictEqual(['resolved', 'waiting']);
      expect(await takenFromBudget()).toBe(6_000);
    }
  });
});
