import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newRequest, openCaseOfAna } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { transaction } from '../../../core/context.ts';
import { after, lifecycle, type Transition } from '../lifecycle.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { addEntry } from '../record-change.ts';
import type { CaseState } from '../tables.ts';

const states: readonly CaseState[] = ['open', 'claimed', 'waiting', 'resolved', 'cancelled'];
const transitions = Object.keys(lifecycle) as Transition[];
const product = transitions.flatMap((transition) => states.map((state) => ({ transition, state })));

let database: TestDatabase;
let northwind: Northwind;
let caseId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  caseId = (await openCaseOfAna(northwind)).id;
});
afterAll(() => database.close());

async function putInto(state: CaseState): Promise<void> {
  const waitingOn = state === 'waiting' ? 'agent' : null;
  await database.sql`update cases set state = ${state}, waiting_on = ${waitingOn} where id = ${caseId}`;
}

describe('the database moves a case as the table says', () => {
  test.each(product)('$transition of a case that is $state', async ({ transition, state }) => {
    await putInto(state);
    const leo = northwind.as('leo');

    const moved = await transaction(leo, (tx) => moveCase(tx, leo, caseId, transition));

    const expected = after(transition, state);
    expect(moved?.state).toBe(expected);
    const [row] =
      await database.sql`select state, waiting_on is not null and state <> 'waiting' as "stillWaits" from cases where id = ${caseId}`;
    expect(row).toMatchObject({ state: expected ?? state, stillWaits: false });
  });
});

test('a submission that has been worked off moves nothing, and is known as done', async () => {
  await putInto('open');
  const leo = northwind.as('leo');
  const requestId = newRequest();
  await transaction(leo, (tx) => addEntry(tx, leo, { id: caseId, isPrivate: false }, { kind: 'note', requestId }));

  const [moved, done] = await transaction(leo, async (tx) => [
    await moveCase(tx, leo, caseId, 'note', { requestId }),
    await alreadyDone(tx, leo, caseId, () => false, requestId),
  ]);

  expect(moved).toBeUndefined();
  expect(done).toMatchObject({ id: caseId, state: 'open' });
});
