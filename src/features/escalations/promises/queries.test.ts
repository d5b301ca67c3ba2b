import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimedByLeo, newRequest, outcomeOf } from '../../../../test/support/cases.ts';
import { TEST_NOW, testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import type { MakePromiseInput } from './inputs.ts';
import { keepPromise } from './keep-promise.ts';
import { makePromise } from './make-promise.ts';
import { listPromises, promiseRate } from './queries.ts';
import { lookAtPromise } from './watch-promise.ts';
import { withdrawPromise } from './withdraw-promise.ts';

const HOUR = 3_600_000;
/** 15:00 of that Tuesday in Berlin. */
const DUE = new Date(TEST_NOW.getTime() + 5 * HOUR);
const LATER = new Date(TEST_NOW.getTime() + 6 * HOUR);

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => database.sql`delete from promises`);

function promising(caseId: string, more: Partial<MakePromiseInput> = {}): MakePromiseInput {
  return { requestId: newRequest(), caseId, what: 'A call back', dueAt: DUE, ...more };
}

test('mine are those I see to; a team is for those who see its cases', async () => {
  const { id } = await claimedByLeo(northwind);
  await makePromise(northwind.as('leo'), promising(id));
  await makePromise(northwind.as('ana'), promising(id, { dueAt: LATER }));

  expect((await listPromises(northwind.as('ana'), 'mine')).map(({ keeperName }) => keeperName)).toStrictEqual(['Ana']);
  expect((await listPromises(northwind.as('leo'), 'mine')).map(({ keeperName }) => keeperName)).toStrictEqual(['Leo']);
  expect(await listPromises(northwind.as('maya'), 'team')).toHaveLength(2);
  const refused = await outcomeOf((ctx) => listPromises(ctx, 'team'), northwind.as('ana'));
  expect(refused).toContain('Only leads, managers and directors');
  expect(await listPromises(northwind.as('lou'), 'team')).toHaveLength(0);
});

test('the rate counts what was kept of what fell due, without what was moved or withdrawn', async () => {
  const { id } = await claimedByLeo(northwind);
  const leo = northwind.as('leo');
  const made = [];
  for (let each = 0; each < 4; each += 1) made.push(await makePromise(leo, promising(id)));
  const [kept, broken, withdrawn, moved] = made.map((promise) => promise.id);
  await keepPromise(leo, { promiseId: kept ?? '' });
  await withdrawPromise(leo, { promiseId: withdrawn ?? '' });
  await makePromise(leo, promising(id, { moves: moved ?? '', dueAt: new Date('2026-04-01T10:00:00Z') }));
  await lookAtPromise(testContext(database.db, { slackId: 'app', kind: 'system', now: DUE }), broken ?? '');

  const [from, to] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-04-01T00:00:00Z')];
  expect(await promiseRate(leo, CARE, from, to)).toStrictEqual({ kept: 1, due: 2 });
  expect(await outcomeOf((ctx) => promiseRate(ctx, CARE, from, to), northwind.as('ana'))).toContain('Only leads');
});
