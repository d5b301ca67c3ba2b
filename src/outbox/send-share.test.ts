import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { hurry, outboxRows, queue, startDelivering } from '../../test/support/deliver.ts';
import { type Fault, TinySlack } from '../../test/support/tiny-slack.ts';
import { eventually } from '../../test/support/worker.ts';
import type { Ctx } from '../core/context.ts';
import type { Worker } from '../jobs/worker.ts';
import type { Share } from './enqueue.ts';

const slack = new TinySlack();
let database: TestDatabase;
let ctx: Ctx;
let worker: Worker | undefined;

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
  ctx = testContext(database.db);
});
afterEach(() => worker?.drain(2_000));

function share(more: Partial<Share> = {}): Share {
  const words = { message: { text: 'What the policy says.' }, refused: { text: 'It could not be shared there.' } };
  return {
    kind: 'share',
    person: 'U0ANA',
    channel: 'C0CARE',
    inThreadTs: '1.2',
    ...words,
    dedupeKey: 'share-1',
    ...more,
  };
}

async function deliverAll(): Promise<void> {
  worker = await startDelivering(database, slack);
  await eventually(async () => {
    await hurry(database);
    const rows = await outboxRows(database);
    expect(rows.filter((row) => row.state === 'queued' || row.state === 'sending')).toEqual([]);
  });
}

test('what is shared is a message of the app, in the thread', async () => {
  await queue(ctx, share());

  await deliverAll();

  expect(slack.messages).toMatchObject([{ channel: 'C0CARE', threadTs: '1.2', text: 'What the policy says.' }]);
  expect(slack.callsOf('chat.postMessage')[0]!.args).toMatchObject({ unfurl_links: 'false' });
});

test('where the app is no member it goes by response_url, for everybody and in the thread', async () => {
  slack.refusals.set('C0CARE', 'not_in_channel');
  await queue(ctx, share({ responseUrl: `${slack.url}/respond` }));

  await deliverAll();

  expect(slack.callsOf('respond')[0]!.args).toEqual({
    text: 'What the policy says.',
    response_type: 'in_channel',
    replace_original: false,
    thread_ts: '1.2',
  });
  expect(await outboxRows(database)).toMatchObject([{ state: 'sent' }]);
});

test('where that is refused too the person is told, and the channel is not given up', async () => {
  slack.refusals.set('C0CARE', 'not_in_channel');
  await queue(ctx, share({ responseUrl: `${slack.url}/gone` }));

  await deliverAll();

  expect(slack.texts('DU0ANA')).toEqual(['It could not be shared there.']);
  const blocked = await database.sql`select channel from outbox_lanes where blocked_reason is not null`;
  expect(blocked).toEqual([]);
});

test.each<Fault>(['lost after', '500 after'])(
  'what is shared with the answer "%s" is not shared again',
  async (fault) => {
    slack.fail('chat.postMessage', fault);
    await queue(ctx, share({ responseUrl: `${slack.url}/respond` }));

    await deliverAll();

    expect(slack.texts('C0CARE')).toEqual(['What the policy says.']);
    expect(await outboxRows(database)).toMatchObject([{ state: 'failed' }]);
  },
);

test('what Slack limits is shared later', async () => {
  slack.fail('chat.postMessage', { retryAfterS: 1 });
  await queue(ctx, share());

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['What the policy says.']);
});
