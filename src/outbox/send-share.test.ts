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
  slack.members.set('C0CARE', ['U0LEO', 'U0MAYA', 'U0ANA']);
  ctx = testContext(database.db);
});
afterEach(() => worker?.drain(2_000));

function share(more: Partial<Share> = {}): Share {
  const endings = {
    away: { text: 'You are not in there.' },
    notLetIn: { text: 'Floorwalker is not in there.' },
    closed: { text: 'Nobody can post there.' },
    unknown: { text: 'Look whether it is there.' },
  };
  const words = { message: { text: 'What the policy says.' }, endings };
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

  expect(slack.texts('DU0ANA')).toEqual(['Floorwalker is not in there.']);
  const blocked = await database.sql`select channel from outbox_lanes where blocked_reason is not null`;
  expect(blocked).toEqual([]);
});

test('whoever is not in the channel any more cannot share into it, by whatever way', async () => {
  slack.members.set('C0CARE', ['U0LEO', 'U0MAYA']);
  await queue(ctx, share({ responseUrl: `${slack.url}/respond` }));

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual([]);
  expect(slack.callsOf('respond')).toEqual([]);
  expect(slack.texts('DU0ANA')).toEqual(['You are not in there.']);
});

test.each(['C0SECRET', 'D0LEO'])('into %s, where the app sees nobody, only a response_url leads', async (channel) => {
  await queue(ctx, share({ channel }));
  await queue(ctx, share({ channel, responseUrl: `${slack.url}/respond`, dedupeKey: 'share-2' }));

  await deliverAll();

  expect(slack.texts(channel)).toEqual([]);
  expect(slack.texts('response_url')).toEqual(['What the policy says.']);
  expect(slack.texts('DU0ANA')).toEqual(['Floorwalker is not in there.']);
});

test.each(['is_archived', 'restricted_action_read_only_channel'])(
  'in a channel that answers %s nobody is got around, and the person is told',
  async (error) => {
    slack.refusals.set('C0CARE', error);
    await queue(ctx, share({ responseUrl: `${slack.url}/respond` }));

    await deliverAll();

    expect(slack.callsOf('respond')).toEqual([]);
    expect(slack.texts('DU0ANA')).toEqual(['Nobody can post there.']);
  },
);

test('where Slack does not say who is there it is asked again', async () => {
  slack.fail('conversations.members', '500 before', 'lost after');
  await queue(ctx, share());

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['What the policy says.']);
  expect(slack.texts('DU0ANA')).toEqual([]);
});

test.each<Fault>(['lost after', '500 after'])(
  'what is shared with the answer "%s" is not shared again, and the person is told to look',
  async (fault) => {
    slack.fail('chat.postMessage', fault);
    await queue(ctx, share({ responseUrl: `${slack.url}/respond` }));

    await deliverAll();

    expect(slack.texts('C0CARE')).toEqual(['What the policy says.']);
    expect(slack.texts('DU0ANA')).toEqual(['Look whether it is there.']);
    expect((await outboxRows(database)).map(({ state }) => state).toSorted()).toEqual(['failed', 'sent']);
  },
);

test('what Slack limits is shared later', async () => {
  slack.fail('chat.postMessage', { retryAfterS: 1 });
  await queue(ctx, share());

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['What the policy says.']);
});
