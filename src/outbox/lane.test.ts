import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { hurry, outboxRows, queue, startDelivering } from '../../test/support/deliver.ts';
import { TinySlack } from '../../test/support/tiny-slack.ts';
import { eventually, gate } from '../../test/support/worker.ts';
import type { Ctx } from '../core/context.ts';
import type { Worker } from '../jobs/worker.ts';
import type { NewPost } from './enqueue.ts';

const slack = new TinySlack();
let database: TestDatabase;
let ctx: Ctx;
let workers: Worker[];

beforeAll(async () => {
  database = await createTestDatabase();
  await slack.start();
});
afterAll(async () => {
  await slack.stop();
  await database.close();
});
beforeEach(async () => {
  await database.sql`truncate outbox_messages, outbox_lanes, posted_messages, jobs`;
  slack.reset();
  workers = [];
  ctx = testContext(database.db);
});
afterEach(() => Promise.all(workers.map((worker) => worker.drain(2_000))));

async function deliver(): Promise<void> {
  workers.push(await startDelivering(database, slack));
}

function post(text: string): NewPost {
  return { kind: 'post', to: 'C0CARE', message: { text }, dedupeKey: text };
}

async function lane(): Promise<Record<string, unknown> | undefined> {
  const [row] = await database.sql`select * from outbox_lanes where channel = 'C0CARE'`;
  return row;
}

function allSent(): Promise<void> {
  return eventually(async () => {
    await hurry(database);
    const rows = await outboxRows(database);
    expect(rows.map((row) => row.state)).toEqual(rows.map(() => 'sent'));
  });
}

test('two workers on one lane send each message once', async () => {
  await Promise.all([deliver(), deliver()]);

  await Promise.all(Array.from({ length: 20 }, (_, index) => queue(ctx, post(`m${index}`))));

  await allSent();
  expect(new Set(slack.texts('C0CARE')).size).toBe(20);
  expect(slack.callsOf('chat.postMessage')).toHaveLength(20);
});

test('a worker frozen in the middle of a call does nothing more when it thaws', async () => {
  const thaw = gate();
  const frozen = await startDelivering(database, slack, {
    slack: { client: () => Promise.resolve(slack.client(20_000)) },
  });
  slack.hold = thaw.opened;
  await queue(ctx, post('1'), post('2'));
  await eventually(() => expect(slack.callsOf('chat.postMessage')).toHaveLength(1));

  // Its leases run out, and another worker looks for the message, does not find it and sends it.
  slack.hold = undefined;
  await deliver();
  await database.sql`update jobs set leased_until = clock_timestamp()`;
  await database.sql`update outbox_lanes set leased_until = clock_timestamp()`;
  await database.sql`notify jobs`;
  await allSent();
  await eventually(async () => expect(await lane()).toMatchObject({ lease_token: null }));
  const before = await lane();
  slack.reset();
  slack.fail('chat.postMessage', { error: 'fatal_error' });
  thaw.open();
  await frozen.drain(5_000);

  expect(slack.messages).toEqual([]);
  expect((await outboxRows(database)).map((row) => row.state)).toEqual(['sent', 'sent']);
  expect(await lane()).toEqual(before);
});

test('a worker frozen before its call does not make it when it thaws', async () => {
  const thaw = gate();
  const asked = gate();
  const client = async () => {
    asked.open();
    await thaw.opened;
    return slack.client();
  };
  const frozen = await startDelivering(database, slack, { slack: { client } });
  await queue(ctx, post('1'));
  await asked.opened;

  await database.sql`update jobs set lease_token = gen_random_uuid(), leased_until = clock_timestamp() + interval '30 s'`;
  thaw.open();
  await frozen.drain(5_000);

  expect(slack.callsOf('chat.postMessage')).toEqual([]);
  expect(await lane()).toMatchObject({ lease_token: null });
});

test('a lane that somebody else has leased is left alone until that lease ends', async () => {
  await queue(ctx, post('1'));
  await database.sql`
    update outbox_lanes set lease_token = gen_random_uuid(), leased_until = clock_timestamp() + interval '1200 ms'`;
  const [leased] = await database.sql<{ until: Date }[]>`select leased_until as until from outbox_lanes`;

  await deliver();
  await eventually(() => expect(slack.texts('C0CARE')).toEqual(['1']));

  const [call] = slack.callsOf('chat.postMessage');
  expect(call!.at + performance.timeOrigin).toBeGreaterThanOrEqual(leased!.until.getTime());
});
