import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  claimedByLeo,
  newRequest,
  openCaseOfAna,
  outcomeOf,
  raising,
  resolving,
} from '../../../../test/support/cases.ts';
import { TEST_NOW, testContext, type TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addDetails } from '../handling/add-details.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { handOverCase } from '../handling/hand-over-case.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import type { MakePromiseInput } from './inputs.ts';
import { keepPromise } from './keep-promise.ts';
import { makePromise } from './make-promise.ts';
import { ledgerOf } from './queries.ts';
import { lookAtPromise } from './watch-promise.ts';

const HOUR = 3_600_000;
/** 15:00 of that Tuesday in Berlin, five working hours from now. */
const DUE = new Date(TEST_NOW.getTime() + 5 * HOUR);
const LATER = new Date(TEST_NOW.getTime() + 6 * HOUR);
/** 16:30, before the team goes home. */
const LATEST = new Date(TEST_NOW.getTime() + 6.5 * HOUR);

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

async function reminded(): Promise<readonly object[]> {
  return [...(await database.sql`select slack_id as "slackId", kind from reminders order by id`)];
}

async function nextLook(): Promise<Date | undefined> {
  const [row] = await database.sql<
    { at: Date }[]
  >`select run_at as at from jobs where kind = 'case.promise' order by run_at`;
  return row?.at;
}

async function only(caseId: string) {
  const [listed, ...others] = await ledgerOf(northwind.as('leo'), caseId);
  expect(others).toHaveLength(0);
  if (!listed) throw new Error('no promise');
  return listed.promise;
}

describe('making a promise', () => {
  test('what the raiser said before she escalated is the first row of the ledger', async () => {
    const { case: raised } = await raiseCase(northwind.as('ana'), raising({ promisedBy: DUE }));

    expect(await only(raised.id)).toMatchObject({ dueAt: DUE, madeBy: 'U0ANA', state: 'open' });
    expect(raised.promisedBy).toStrictEqual(DUE);
  });

  test('a case without one has no ledger', async () => {
    const { id } = await openCaseOfAna(northwind);

    expect(await ledgerOf(northwind.as('leo'), id)).toHaveLength(0);
  });

  test('keeps what, by when, told how, in which zone, and by whom; the same submission once', async () => {
    const { id } = await claimedByLeo(northwind);
    const input = promising(id, { toldHow: 'phone', customerZone: 'America/New_York' });

    await makePromise(northwind.as('leo'), input);
    await makePromise(northwind.as('leo'), input);

    expect(await only(id)).toMatchObject({
      what: 'A call back',
      dueAt: DUE,
      toldHow: 'phone',
      customerZone: 'America/New_York',
      madeBy: 'U0LEO',
    });
    expect(await entryKinds(id)).toStrictEqual(['promised']);
    expect(await promisedBy(id)).toStrictEqual(DUE);
  });

  test('the case shows the earliest that is open', async () => {
    const { id } = await claimedByLeo(northwind);
    await makePromise(northwind.as('leo'), promising(id, { dueAt: LATER }));
    const earlier = await makePromise(northwind.as('leo'), promising(id));

    expect(await promisedBy(id)).toStrictEqual(DUE);
    await keepPromise(northwind.as('leo'), { promiseId: earlier.id });
    expect(await promisedBy(id)).toStrictEqual(LATER);
  });

  test('the case shows the earliest, however many are made and broken at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await claimedByLeo(northwind);
      const first = await makePromise(northwind.as('leo'), promising(id));

      await Promise.all([
        lookAtPromise(app(DUE), first.id),
        makePromise(northwind.as('leo'), promising(id, { dueAt: LATER })),
        makePromise(northwind.as('leo'), promising(id, { dueAt: LATEST })),
      ]);

      expect(await promisedBy(id)).toStrictEqual(LATER);
    }
  });

  test.each([
    ['a time at which nobody is there', new Date('2026-03-14T10:00:00Z'), 'They are back on Monday 16 March, 09:00.'],
    ['a time that is over', new Date(TEST_NOW.getTime() - 1000), 'Choose a time to come.'],
  ])('%s cannot be promised', async (_name, dueAt, words) => {
    const { id } = await claimedByLeo(northwind);

    expect(await outcomeOf((ctx) => makePromise(ctx, promising(id, { dueAt })), northwind.as('leo'))).toContain(words);
    expect(await ledgerOf(northwind.as('leo'), id)).toHaveLength(0);
  });

  test.each(['ben', 'lou'] as const)('%s, who does not deal with the case, cannot', async (name) => {
    const { id } = await claimedByLeo(northwind);

    const refused = await outcomeOf((ctx) => makePromise(ctx, promising(id)), northwind.as(name));

    expect(refused).toBe(
      'Only leads, managers and directors of Northwind Care and whoever raised it can promise something to this customer.',
    );
  });

  test('another time in the details moves it, the same time changes nothing', async () => {
    const { id } = await openCaseOfAna(northwind, { promisedBy: DUE });
    const more = { caseId: id, text: 'He rang again.' };

    await addDetails(northwind.as('ana'), { ...more, requestId: newRequest(), promisedBy: DUE });
    await addDetails(northwind.as('ana'), { ...more, requestId: newRequest(), promisedBy: LATER });

    const ledger = await ledgerOf(northwind.as('leo'), id);
    expect(ledger.map(({ promise }) => promise.state)).toStrictEqual(['moved', 'open']);
    expect(await promisedBy(id)).toStrictEqual(LATER);
  });
});

describe('as time passes', () => {
  test('looked at early nothing happens, and it is looked at again when there is something to say', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));
    await database.sql`delete from jobs`;

    await lookAtPromise(app(TEST_NOW), promiseId);

    expect(await reminded()).toStrictEqual([]);
    expect(await nextLook()).toStrictEqual(new Date(DUE.getTime() - HOUR));
  });

  test('the owner is reminded an hour before', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));
    await database.sql`delete from jobs`;

    await lookAtPromise(app(new Date(DUE.getTime() - HOUR)), promiseId);

    expect(await reminded()).toStrictEqual([{ slackId: 'U0LEO', kind: 'promise-soon' }]);
    expect(await nextLook()).toStrictEqual(DUE);
  });

  test('the raiser is reminded of her own word, and whoever has the case now of everything else', async () => {
    const { id } = await claimedByLeo(northwind);
    const hers = await makePromise(northwind.as('ana'), promising(id));
    const his = await makePromise(northwind.as('leo'), promising(id));
    await handOverCase(northwind.as('leo'), { requestId: newRequest(), caseId: id, to: 'U0LIA' });

    for (const { id: promiseId } of [hers, his]) await lookAtPromise(app(new Date(DUE.getTime() - HOUR)), promiseId);

    expect(await reminded()).toStrictEqual([
      { slackId: 'U0ANA', kind: 'promise-soon' },
      { slackId: 'U0LIA', kind: 'promise-soon' },
    ]);
  });

  test('at its time it is broken once, as of that time, however late and often anybody looks', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));
    const late = app(new Date(DUE.getTime() + 25 * HOUR));

    await Promise.all(Array.from({ length: 5 }, () => lookAtPromise(late, promiseId)));

    expect(await only(id)).toMatchObject({ state: 'broken', decidedAt: DUE, keptAt: null });
    expect(await entryKinds(id)).toStrictEqual(['promised', 'promise-broken']);
    expect(await reminded()).toStrictEqual([{ slackId: 'U0LEO', kind: 'promise-late' }]);
    expect(await promisedBy(id)).toBeNull();
  });

  test('closing the case ends no promise', async () => {
    const { id } = await claimedByLeo(northwind);
    const { id: promiseId } = await makePromise(northwind.as('leo'), promising(id));
    await resolveCase(northwind.as('leo'), resolving(id));

    await lookAtPromise(app(DUE), promiseId);

    expect(await only(id)).toMatchObject({ state: 'broken' });
  });

  test('cancelling the case withdraws them if somebody says so', async () => {
    const { id } = await claimedByLeo(northwind);
    await makePromise(northwind.as('leo'), promising(id));

    await cancelCase(northwind.as('ana'), { requestId: newRequest(), caseId: id, withdrawPromises: true });

    expect(await only(id)).toMatchObject({ state: 'withdrawn' });
    expect(await promisedBy(id)).toBeNull();
  });
});
