import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, outcomeOf } from '../../../../test/support/cases.ts';
import { TEST_NOW, testContext, type TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import type { MakePromiseInput } from './inputs.ts';
import { keepPromise } from './keep-promise.ts';
import { makePromise } from './make-promise.ts';
import { ledgerOf } from './queries.ts';
import { lookAtPromise } from './watch-promise.ts';
import { withdrawPromise } from './withdraw-promise.ts';

const HOUR = 3_600_000;
/** 15:00 of that Tuesday in Berlin, five working hours from now. */
const DUE = new Date(TEST_NOW.getTime() + 5 * HOUR);
const LATER = new Date(TEST_NOW.getTime() + 6 * HOUR);

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`delete from reminders`;
  await database.sql`delete from jobs`;
});

function promising(caseId: string, more: Partial<MakePromiseInput> = {}): MakePromiseInput {
  return { requestId: newRequest(), caseId, what: 'A call back', dueAt: DUE, ...more };
}

function at(name: CastName, now: Date): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(now);
  return ctx;
}

function app(now: Date): TestContext {
  return testContext(database.db, { slackId: 'app', kind: 'system', now });
}

async function promisedBy(caseId: string): Promise<Date | null | undefined> {
  const [row] = await database.sql<{ at: Date | null }[]>`select promised_by as at from cases where id = ${caseId}`;
  return row?.at;
}

async function entryKinds(caseId: string): Promise<readonly string[]> {
  const rows = await database.sql<{ kind: string }[]>`
    select kind from case_entries where case_id = ${caseId} and kind like 'promise%' order by id`;
  return rows.map(({ kind }) => kind);
}

async function only(caseId: string) {
  const [listed, ...others] = await ledgerOf(northwind.as('leo'), caseId);
  expect(others).toHaveLength(0);
  if (!listed) throw new Error('no promise');
  return listed.promise;
}

describe('what becomes of it', () => {
  test('kept in time, pressed twice', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));

    await keepPromise(at('leo', DUE), { promiseId });
    await keepPromise(at('leo', LATER), { promiseId });

    expect(await only(id)).toMatchObject({ state: 'kept', keptAt: DUE });
    expect(await entryKinds(id)).toStrictEqual(['promised', 'promise-kept']);
  });

  test('kept in time and said late, it was never broken', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));
    await lookAtPromise(app(LATER), promiseId);

    await keepPromise(at('leo', LATER), { promiseId, keptAt: new Date(DUE.getTime() - 1000) });

    expect(await only(id)).toMatchObject({ state: 'kept' });
    const [audited] = await database.sql`
      select detail from audit_log where action = 'case.promise-kept' order by id desc limit 1`;
    expect(audited?.['detail']).toMatchObject({ healed: true, late: false });
  });

  test('kept late it stays broken, whoever looks first', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));

    await keepPromise(at('leo', LATER), { promiseId });
    await lookAtPromise(app(LATER), promiseId);

    expect(await only(id)).toMatchObject({ state: 'broken', decidedAt: DUE, keptAt: LATER });
    expect(await entryKinds(id)).toStrictEqual(['promised', 'promise-kept']);
  });

  test('nobody keeps it before it was made', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));
    await lookAtPromise(app(LATER), promiseId);

    const early = { promiseId, keptAt: new Date('2020-01-01T10:00:00Z') };

    expect(await outcomeOf((ctx) => keepPromise(ctx, early), at('leo', LATER))).toContain('after it was promised');
    expect(await only(id)).toMatchObject({ state: 'broken', keptAt: null });
  });

  test('nobody keeps it in the future', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));

    const refused = await outcomeOf((ctx) => keepPromise(ctx, { promiseId, keptAt: DUE }), northwind.as('leo'));

    expect(refused).toBe('Choose a time that has passed.');
  });

  test('another date keeps the old one in the ledger', async () => {
    const { id } = await claimedByLeo(northwind);
    const first = await makePromise(northwind.as('leo'), promising(id));

    const second = await makePromise(northwind.as('leo'), promising(id, { dueAt: LATER, moves: first.id }));

    expect(second).toMatchObject({ replaces: first.id, state: 'open' });
    expect(await promisedBy(id)).toStrictEqual(LATER);
    expect(await entryKinds(id)).toStrictEqual(['promised', 'promise-moved']);
    await lookAtPromise(app(DUE), first.id);
    expect(await entryKinds(id)).toStrictEqual(['promised', 'promise-moved']);
  });

  test('what is kept cannot be moved or withdrawn any more', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));
    await keepPromise(northwind.as('leo'), { promiseId });

    const withdrawn = await outcomeOf((ctx) => withdrawPromise(ctx, { promiseId }), northwind.as('leo'));
    const moved = await outcomeOf((ctx) => makePromise(ctx, promising(id, { moves: promiseId })), northwind.as('leo'));

    expect(withdrawn).toBe('That promise was kept meanwhile.');
    expect(moved).toContain('not open any more');
  });

  test('of kept, moved and withdrawn at once one wins', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await claimedByLeo(northwind);
      const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));

      await Promise.all([
        outcomeOf((ctx) => keepPromise(ctx, { promiseId }), northwind.as('leo')),
        outcomeOf((ctx) => withdrawPromise(ctx, { promiseId }), northwind.as('ana')),
        outcomeOf((ctx) => makePromise(ctx, promising(id, { moves: promiseId, dueAt: LATER })), northwind.as('maya')),
        outcomeOf((ctx) => lookAtPromise(ctx, promiseId), app(DUE)),
      ]);

      const first = (await ledgerOf(northwind.as('leo'), id)).filter(({ promise }) => promise.id === promiseId);
      expect(first.map(({ promise }) => promise.state)).not.toContain('open');
      const open = await database.sql`select id from promises where case_id = ${id} and state = 'open'`;
      expect(open.length).toBe(first[0]?.promise.state === 'moved' ? 1 : 0);
      const kinds = await entryKinds(id);
      expect(kinds.length).toBeLessThanOrEqual(3);
    }
  });
});
