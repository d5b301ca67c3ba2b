import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meanwhile } from '../../../../test/support/between-statements.ts';
import { claimedByLeo } from '../../../../test/support/cases.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { codeOf } from '../../../db/errors.ts';
import { followDeletedReply } from './follow-deleted-reply.ts';
import { followEditedReply } from './follow-edited-reply.ts';
import { recordThreadReply, type ThreadReply } from './record-thread-reply.ts';

/** SQLSTATE: unique_violation. */
const ALREADY_THERE = '23505';

let database: TestDatabase;
let northwind: Northwind;
let leo: TestContext;
let cases = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  leo = northwind.as('leo');
});
afterAll(() => database.close());

/** What Leo is about to say in the thread of the card of a case. */
async function aboutToSay(text: string): Promise<ThreadReply> {
  const { id } = await claimedByLeo(northwind);
  cases += 1;
  const [channel, threadTs] = ['C0CAREESC', `17000000${cases}.000000`];
  await database.sql`
    update posted_messages set slack_channel = ${channel}, ts = ${threadTs} where message_key = ${`case:${id}:card`}`;
  return { channel, threadTs, ts: `17000001${cases}.000001`, author: 'U0LEO', text };
}

async function recorded({ ts }: ThreadReply) {
  return database.sql`select kind, text from case_entries where slack_ts = ${ts} and deleted_at is null`;
}

describe('what comes before the message it belongs to', () => {
  test('is recorded in its stead if it is an edit', async () => {
    const said = await aboutToSay('Order 1');

    await followEditedReply(leo, { ...said, text: 'Order 2' });
    await recordThreadReply(leo, said);

    expect(await recorded(said)).toEqual([{ kind: 'note', text: 'Order 2' }]);
  });

  test('keeps it out if it is a deletion', async () => {
    const said = await aboutToSay('a secret');

    await followDeletedReply(leo, said);
    await recordThreadReply(leo, said);

    expect(await recorded(said)).toEqual([]);
  });
});

describe('a message that is recorded while it is', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('edited, after %i statements, says what the edit says', async (moment) => {
    const said = await aboutToSay('Order 1');

    await meanwhile(database, {
      work: (db) => followEditedReply({ ...leo, db }, { ...said, text: 'Order 2' }),
      other: () => recordAsJobsDo(said),
      moment,
    });

    expect(await recorded(said)).toEqual([{ kind: 'note', text: 'Order 2' }]);
  });

  test.each([1, 2, 3, 4, 5])('deleted, after %i statements, is taken out', async (moment) => {
    const said = await aboutToSay('a secret');

    await meanwhile(database, {
      work: (db) => followDeletedReply({ ...leo, db }, said),
      other: () => recordAsJobsDo(said),
      moment,
    });

    expect(await recorded(said)).toEqual([]);
  });
});

/** Of two who record the same at once one is refused, and its job runs again. */
async function recordAsJobsDo(said: ThreadReply): Promise<void> {
  try {
    await recordThreadReply(leo, said);
  } catch (error) {
    if (codeOf(error) !== ALREADY_THERE) throw error;
    await recordThreadReply(leo, said);
  }
}
