import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { outboxRows, queue } from '../../test/support/deliver.ts';
import { type Ctx, transaction } from '../core/context.ts';
import { enqueue, type NewPost } from './enqueue.ts';
import { messageKeyAt, placeOf } from './named-message.ts';

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate outbox_messages, outbox_lanes, posted_messages, jobs`;
  ctx = testContext(database.db, { correlationId: 'click-1' });
});

function post(text: string, more: Partial<NewPost> = {}): NewPost {
  return { kind: 'post', to: 'C0CARE', message: { text }, dedupeKey: text, ...more };
}

function queued() {
  return database.sql<{ channel: string; sequence: number; text: string }[]>`
    select channel, sequence::int, payload -> 'message' ->> 'text' as text from outbox_messages order by channel, sequence`;
}

test('messages of several channels are queued in one statement, each channel in its own order', async () => {
  database.queries.length = 0;

  await queue(ctx, post('a'), post('for Ana', { to: 'U0ANA' }), post('b'));

  expect(database.queries).toHaveLength(1);
  expect([...(await queued())]).toEqual([
    { channel: 'C0CARE', sequence: 1, text: 'a' },
    { channel: 'C0CARE', sequence: 2, text: 'b' },
    { channel: 'U0ANA', sequence: 1, text: 'for Ana' },
  ]);
});

test('each lane gets one job, and the correlation id of what caused it', async () => {
  await queue(ctx, post('a'), post('b'), post('for Ana', { to: 'U0ANA' }));
  await queue(ctx, post('c'));

  const jobs = await database.sql`select kind, dedupe_key, payload, correlation_id from jobs order by dedupe_key`;
  expect([...jobs]).toEqual([
    { kind: 'outbox.deliver', dedupe_key: 'C0CARE', payload: { channel: 'C0CARE' }, correlation_id: 'click-1' },
    { kind: 'outbox.deliver', dedupe_key: 'U0ANA', payload: { channel: 'U0ANA' }, correlation_id: 'click-1' },
  ]);
});

test('a post whose dedupe key is known changes nothing, not even the name of the first one', async () => {
  await queue(ctx, post('a', { messageKey: 'case:1:card' }), post('a', { messageKey: 'case:1:card' }));

  await queue(ctx, post('a', { to: 'C0OTHER', messageKey: 'case:1:card' }));

  expect(await queued()).toHaveLength(1);
  expect([...(await database.sql`select channel from posted_messages`)]).toEqual([{ channel: 'C0CARE' }]);
});

test('the same post queued by two transactions at once is queued once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => queue(ctx, post('same'))));

  expect(await queued()).toHaveLength(1);
});

test('messages of concurrent transactions get the order in which they commit', async () => {
  const committed: string[] = [];
  const slow = async (name: string) => {
    await transaction(ctx, async (tx) => {
      await enqueue(tx, ctx, [post(`${name} 1`), post(`${name} 2`)]);
      await tx.execute('select pg_sleep(0.02)');
      committed.push(`${name} 1`, `${name} 2`);
    });
  };

  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(slow));

  const rows = await queued();
  expect(rows.map((row) => row.text)).toEqual(committed);
  expect(rows.map((row) => row.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('transactions that queue for the same channels in any order do not block each other for good', async () => {
  const both = (index: number) => [
    post(`${index} care`),
    post(`${index} ana`, { to: 'U0ANA' }),
    post(`${index} leo`, { to: 'U0LEO' }),
  ];

  await Promise.all(
    Array.from({ length: 20 }, (_, index) => queue(ctx, ...(index % 2 ? both(index) : both(index).toReversed()))),
  );

  expect(await queued()).toHaveLength(60);
});

test('nothing is queued when the transaction rolls back', async () => {
  const attempt = transaction(ctx, async (tx) => {
    await enqueue(tx, ctx, [post('never')]);
    throw new Error('changed my mind');
  });

  await expect(attempt).rejects.toThrow('changed my mind');
  expect(await outboxRows(database)).toEqual([]);
  expect(await database.sql`select from jobs`).toHaveLength(0);
});

test('an edit joins the lane of the message it names, also when both are queued together', async () => {
  const edit = (text: string) => ({ kind: 'edit', messageKey: 'case:1:card', message: { text } }) as const;
  await queue(ctx, post('card', { messageKey: 'case:1:card' }), edit('edit 1'));

  await queue(ctx, post('for Ana', { to: 'U0ANA' }), edit('edit 2'));

  expect((await queued()).map((row) => [row.channel, row.text])).toEqual([
    ['C0CARE', 'card'],
    ['C0CARE', 'edit 1'],
    ['C0CARE', 'edit 2'],
    ['U0ANA', 'for Ana'],
  ]);
});

test('a reply joins the lane of the message it answers, wherever it was meant to go, also when both are queued together', async () => {
  const reply = (text: string, to: string) => post(text, { to, inThreadOf: 'case:1:card' });
  await queue(ctx, post('card', { messageKey: 'case:1:card' }), reply('reply 1', 'C0NEW'));

  await queue(ctx, reply('reply 2', 'C0NEW'), post('card 2', { to: 'C0NEW', messageKey: 'case:2:card' }));

  expect((await queued()).map((row) => [row.channel, row.text])).toEqual([
    ['C0CARE', 'card'],
    ['C0CARE', 'reply 1'],
    ['C0CARE', 'reply 2'],
    ['C0NEW', 'card 2'],
  ]);
});

test('a named reply is found by its name on the lane it joined', async () => {
  await queue(ctx, post('card', { messageKey: 'case:1:card' }));
  await queue(ctx, post('reply', { to: 'C0NEW', inThreadOf: 'case:1:card', messageKey: 'case:1:reply' }));

  await queue(ctx, { kind: 'edit', messageKey: 'case:1:reply', message: { text: 'edited' } });

  expect((await queued()).map((row) => [row.channel, row.text])).toEqual([
    ['C0CARE', 'card'],
    ['C0CARE', 'reply'],
    ['C0CARE', 'edited'],
  ]);
});

test('a reply to a message nobody named goes where it says', async () => {
  await queue(ctx, post('reply', { to: 'C0NEW', inThreadOf: 'case:9:card' }));

  expect(await queued()).toMatchObject([{ channel: 'C0NEW', text: 'reply' }]);
});

test('an edit of a message nobody named is dropped, and the rest is queued', async () => {
  await queue(ctx, { kind: 'edit', messageKey: 'case:9:card', message: { text: 'lost' } }, post('kept'));

  expect((await queued()).map((row) => row.text)).toEqual(['kept']);
});

test('a named message has no place before it is posted, and is found by its place afterwards', async () => {
  await queue(ctx, post('card', { messageKey: 'case:1:card' }));
  const before = await transaction(ctx, (tx) => placeOf(tx, ctx, 'case:1:card'));
  await database.sql`update posted_messages set slack_channel = 'C0CARE', ts = '1.2'`;

  const found = await transaction(ctx, async (tx) => [
    await placeOf(tx, ctx, 'case:1:card'),
    await messageKeyAt(tx, ctx, 'C0CARE', '1.2'),
    await messageKeyAt(tx, ctx, 'C0CARE', '1.3'),
  ]);

  expect(before).toBeUndefined();
  expect(found).toEqual([{ channel: 'C0CARE', ts: '1.2' }, 'case:1:card', undefined]);
});

test('a channel message under way is not taken for the parent of a reply in direct messages', async () => {
  await queue(ctx, post('card', { messageKey: 'case:1:card' }));
  await database.sql`
    update outbox_messages set state = 'sending', attempts = 1, sending_since = clock_timestamp() - interval '1 s'`;

  const found = await transaction(ctx, (tx) => messageKeyAt(tx, ctx, 'D0ANA', String(Date.now() / 1000)));

  expect(found).toBeUndefined();
});
