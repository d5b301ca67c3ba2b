import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { hurry, outboxRows, queue, startDelivering } from '../../test/support/deliver.ts';
import { type Fault, TinySlack } from '../../test/support/tiny-slack.ts';
import { eventually } from '../../test/support/worker.ts';
import { type Ctx, transaction } from '../core/context.ts';
import type { Worker } from '../jobs/worker.ts';
import { unblockLane } from './blocked-lane.ts';
import type { DeliverOptions } from './deliver.ts';
import type { NewPost } from './enqueue.ts';
import { placeOf } from './named-message.ts';

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

async function deliver(options: Partial<DeliverOptions> = {}): Promise<void> {
  workers.push(await startDelivering(database, slack, options));
}

function post(text: string, more: Partial<NewPost> = {}): NewPost {
  return { kind: 'post', to: 'C0CARE', message: { text }, dedupeKey: text, ...more };
}

/** Until these are the texts of the channel, without waiting out pauses. */
function eventuallyShows(channel: string, texts: readonly string[]): Promise<void> {
  return eventually(async () => {
    await hurry(database);
    expect(slack.texts(channel)).toEqual(texts);
  });
}

async function allSettled(): Promise<void> {
  await eventually(async () => {
    await hurry(database);
    const rows = await outboxRows(database);
    expect(rows.filter((row) => row.state === 'queued' || row.state === 'sending')).toEqual([]);
  });
}

async function lane(): Promise<Record<string, unknown> | undefined> {
  const [row] = await database.sql`select * from outbox_lanes where channel = 'C0CARE'`;
  return row;
}

test('posts go out in order, one a second in a channel, and other channels do not wait', async () => {
  await deliver();

  await queue(ctx, post('1'), post('2'), post('3'), post('elsewhere', { to: 'C0OTHER' }));

  await eventually(() => expect(slack.messages).toHaveLength(4));
  expect(slack.texts('C0CARE')).toEqual(['1', '2', '3']);
  const calls = slack.callsOf('chat.postMessage');
  const times = calls.filter((call) => call.args['channel'] === 'C0CARE').map((call) => call.at);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1_000);
  expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(1_000);
  expect(calls.find((call) => call.args['channel'] === 'C0OTHER')!.at).toBeLessThan(times[1]!);
});

test('the first message meets a 429 and then a lost answer: the later ones come after it, each once', async () => {
  slack.fail('chat.postMessage', { retryAfterS: 2 }, 'lost after');
  await deliver();

  await queue(ctx, post('1'), post('2'), post('3'), post('4'), post('5'));
  await eventually(() => expect(slack.callsOf('chat.postMessage')).toHaveLength(2));
  const [refused, lost] = slack.callsOf('chat.postMessage');

  await eventuallyShows('C0CARE', ['1', '2', '3', '4', '5']);
  expect(lost!.at - refused!.at).toBeGreaterThanOrEqual(2_000);
  expect(slack.callsOf('chat.postMessage')).toHaveLength(6);
});

const UNKNOWN: Fault[] = ['lost after', 'cut after', 'html after', '500 after', 'hang after'];

test.each(UNKNOWN)('a message whose answer is "%s" is in Slack once', async (fault) => {
  slack.fail('chat.postMessage', fault);
  await deliver();

  await queue(ctx, post('once', { messageKey: 'case:1:card' }), post('next'));

  await allSettled();
  expect(slack.texts('C0CARE')).toEqual(['once', 'next']);
  expect(await transaction(ctx, (tx) => placeOf(tx, ctx, 'case:1:card'))).toMatchObject({ ts: slack.messages[0]!.ts });
});

test.each<Fault>(['reset before', 'hang before', '500 before', { error: 'internal_error' }])(
  'a message that did not reach Slack (%s) is sent after a look',
  async (fault) => {
    slack.fail('chat.postMessage', fault);
    await deliver();

    await queue(ctx, post('once'), post('next'));

    await allSettled();
    expect(slack.texts('C0CARE')).toEqual(['once', 'next']);
    expect(slack.callsOf('conversations.history')).toHaveLength(1);
  },
);

test('Slack cannot be asked either: the message stays in doubt and is not sent blindly', async () => {
  slack.fail('chat.postMessage', 'lost after');
  slack.fail('conversations.history', '500 before', { retryAfterS: 1 }, 'hang before');
  await deliver();

  await queue(ctx, post('once'), post('next'));

  await allSettled();
  expect(slack.texts('C0CARE')).toEqual(['once', 'next']);
  expect((await outboxRows(database)).map((row) => row.state)).toEqual(['sent', 'sent']);
});

test('a message in doubt is found behind newer ones', async () => {
  slack.fail('chat.postMessage', 'lost after');
  await deliver();
  await queue(ctx, post('once'));
  await eventually(() => expect(slack.texts('C0CARE')).toEqual(['once']));
  for (let index = 0; index < 5; index += 1) {
    slack.messages.push({ channel: 'C0CARE', ts: `${Math.floor(Date.now() / 1000)}.9${index}`, text: 'chatter' });
  }

  await allSettled();

  expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  expect(slack.callsOf('conversations.history').length).toBeGreaterThan(1);
});

test('without the right to read, a message in doubt is given up and shown as uncertain', async () => {
  slack.fail('chat.postMessage', 'lost after');
  slack.fail('conversations.history', { error: 'missing_scope' });
  await deliver();

  await queue(ctx, post('once'), post('next'));

  await allSettled();
  expect(slack.texts('C0CARE')).toEqual(['once', 'next']);
  expect(await outboxRows(database)).toMatchObject([
    { state: 'failed', lastError: 'uncertain: missing_scope' },
    { state: 'sent' },
  ]);
});

test('the process died while it sent: the message is looked for, and posted only if it is not there', async () => {
  await queue(ctx, post('arrived'), post('lost', { to: 'C0OTHER' }));
  await database.sql`
    update outbox_messages set state = 'sending', attempts = 1, sending_since = clock_timestamp() - interval '30 s'`;
  const [arrived] = await database.sql<{ id: string }[]>`select id from outbox_messages where channel = 'C0CARE'`;
  const metadata = { event_type: 'floorwalker_message', event_payload: { id: arrived!.id } };
  slack.messages.push({ channel: 'C0CARE', ts: `${Math.floor(Date.now() / 1000) - 29}.1`, text: 'arrived', metadata });

  await deliver();
  await allSettled();

  expect(slack.texts('C0CARE')).toEqual(['arrived']);
  expect(slack.texts('C0OTHER')).toEqual(['lost']);
});

test('a message that Slack breaks on each time is given up, and the lane goes on', async () => {
  const failed: unknown[] = [];
  slack.fail('chat.postMessage', '500 before', '500 before', '500 before', '500 before', '500 before');
  await deliver({ observe: { failed: (kind, code) => failed.push([kind, code]) } });

  await queue(ctx, post('poison'), post('next'));

  await allSettled();
  expect(slack.texts('C0CARE')).toEqual(['next']);
  expect(failed).toEqual([['post', 'no_known_outcome']]);
});

test('a message that Slack refuses for good fails, and the next one is sent', async () => {
  slack.fail('chat.postMessage', { error: 'invalid_blocks' });
  await deliver();

  await queue(ctx, post('broken'), post('next'));

  await allSettled();
  expect(slack.texts('C0CARE')).toEqual(['next']);
  expect(await outboxRows(database)).toMatchObject([
    { state: 'failed', lastError: 'invalid_blocks' },
    { state: 'sent' },
  ]);
});

test('a channel the app is not in waits and is told of once; others go on; unblocked, all of it arrives in order', async () => {
  const told: string[] = [];
  slack.refusals.set('C0CARE', 'not_in_channel');
  await deliver({
    onLaneBlocked: async (_tx, _ctx, channel, code) => {
      told.push(`${channel} ${code}`);
      await Promise.resolve();
    },
  });
  await queue(ctx, post('1'), post('2'));
  await eventually(() => expect(told).toEqual(['C0CARE not_in_channel']));
  await eventually(async () => {
    await hurry(database);
    expect(slack.callsOf('chat.postMessage').length).toBeGreaterThan(1);
  });
  await eventually(async () =>
    expect(await lane()).toMatchObject({ lease_token: null, blocked_reason: 'not_in_channel' }),
  );
  await queue(ctx, post('elsewhere', { to: 'C0OTHER' }));
  await eventually(() => expect(slack.texts('C0OTHER')).toEqual(['elsewhere']));

  slack.refusals.clear();
  await transaction(ctx, (tx) => unblockLane(tx, ctx, 'C0CARE'));

  await eventually(() => expect(slack.texts('C0CARE')).toEqual(['1', '2']));
  expect(told).toHaveLength(1);
  expect(await lane()).toMatchObject({ blocked_reason: null });
});

test('a reply in an archived channel blocks that channel, and not the one that took its place', async () => {
  const told: string[] = [];
  await deliver({
    onLaneBlocked: async (_tx, _ctx, channel, code) => {
      told.push(`${channel} ${code}`);
      await Promise.resolve();
    },
  });
  await queue(ctx, post('card 1', { messageKey: 'case:1:card' }));
  await eventually(() => expect(slack.texts('C0CARE')).toEqual(['card 1']));
  slack.refusals.set('C0CARE', 'is_archived');

  await queue(ctx, post('handed over', { to: 'C0NEW', inThreadOf: 'case:1:card' }));
  await eventually(() => expect(told).toEqual(['C0CARE is_archived']));
  await queue(ctx, post('card 2', { to: 'C0NEW', messageKey: 'case:2:card' }));

  await eventually(() => expect(slack.texts('C0NEW')).toEqual(['card 2']));
  const blocked = await database.sql`select channel, blocked_reason from outbox_lanes order by channel`;
  expect([...blocked]).toEqual([
    { channel: 'C0CARE', blocked_reason: 'is_archived' },
    { channel: 'C0NEW', blocked_reason: null },
  ]);
});

test('a message to somebody who was deactivated fails for good and blocks nothing', async () => {
  const told: string[] = [];
  slack.refusals.set('U0GONE', 'user_disabled');
  await deliver({
    onLaneBlocked: async (_tx, _ctx, channel) => {
      told.push(channel);
      await Promise.resolve();
    },
  });

  await queue(ctx, post('yours', { to: 'U0GONE' }));

  await allSettled();
  expect(await outboxRows(database)).toMatchObject([{ state: 'failed', lastError: 'user_disabled' }]);
  expect([...(await database.sql`select blocked_reason from outbox_lanes`)]).toEqual([{ blocked_reason: null }]);
  expect(told).toEqual([]);
});

test('a token that was revoked lets everything wait, and nothing is lost', async () => {
  slack.fail('chat.postMessage', { error: 'token_revoked' });
  await deliver();

  await queue(ctx, post('1'), post('2'));

  await eventually(async () => expect(await outboxRows(database)).toMatchObject([{ lastError: 'token_revoked' }, {}]));
  await eventuallyShows('C0CARE', ['1', '2']);
});

test('Slack is away for longer than a message has tries: nothing is lost, and the order holds', async () => {
  slack.outage = '500 before';
  await deliver();

  await queue(ctx, post('1'), post('2'));
  await eventually(async () => {
    await hurry(database);
    expect(slack.calls.length).toBeGreaterThan(12);
  });
  slack.outage = undefined;

  await eventuallyShows('C0CARE', ['1', '2']);
});
