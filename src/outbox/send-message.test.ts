import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { hurry, outboxRows, queue, startDelivering } from '../../test/support/deliver.ts';
import { type Fault, TinySlack } from '../../test/support/tiny-slack.ts';
import { eventually } from '../../test/support/worker.ts';
import type { Ctx } from '../core/context.ts';
import type { Worker } from '../jobs/worker.ts';
import type { Edit, Ephemeral, FilePost, NewPost } from './enqueue.ts';

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

function post(text: string, more: Partial<NewPost> = {}): NewPost {
  return { kind: 'post', to: 'C0CARE', message: { text }, dedupeKey: text, ...more };
}

function edit(text: string): Edit {
  return { kind: 'edit', messageKey: 'case:1:card', message: { text } };
}

function answer(more: Partial<Ephemeral> = {}): Ephemeral {
  return { kind: 'ephemeral', person: 'U0ANA', message: { text: 'Leo was faster.' }, dedupeKey: 'click-1', ...more };
}

const csv: FilePost = {
  kind: 'file',
  to: 'U0MAYA',
  filename: 'cases.csv',
  content: 'number,summary\n42,Übergabe',
  comment: 'Your export.',
  dedupeKey: 'export-1',
};

async function deliverAll(): Promise<void> {
  worker = await startDelivering(database, slack);
  await eventually(async () => {
    await hurry(database);
    const rows = await outboxRows(database);
    expect(rows.filter((row) => row.state === 'queued' || row.state === 'sending')).toEqual([]);
  });
}

test('a post carries its id as metadata and never unfurls', async () => {
  await queue(ctx, post('card', { message: { text: 'card', blocks: [{ type: 'divider' }] } }));

  await deliverAll();

  const [row] = await database.sql<{ id: string; payload: unknown }[]>`select id, payload from outbox_messages`;
  const [call] = slack.callsOf('chat.postMessage');
  expect(call!.args).toMatchObject({ blocks: '[{"type":"divider"}]', unfurl_links: 'false', unfurl_media: 'false' });
  expect(JSON.parse(call!.args['metadata']!)).toEqual({
    event_type: 'floorwalker_message',
    event_payload: { id: row!.id },
  });
  expect(row!.payload).toEqual({});
});

test('of several waiting edits only the newest is sent, after the post it changes', async () => {
  await queue(
    ctx,
    post('card', { messageKey: 'case:1:card' }),
    edit('claimed'),
    post('reply'),
    edit('asked'),
    edit('resolved'),
  );

  await deliverAll();

  expect(slack.callsOf('chat.update').map((call) => call.args['text'])).toEqual(['resolved']);
  expect(slack.texts('C0CARE')).toEqual(['resolved', 'reply']);
  expect((await outboxRows(database)).map((row) => row.state)).toEqual([
    'sent',
    'superseded',
    'sent',
    'superseded',
    'sent',
  ]);
});

test('an edit whose answer was lost is sent again', async () => {
  slack.fail('chat.update', 'lost after');
  await queue(ctx, post('card', { messageKey: 'case:1:card' }), edit('claimed'));

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['claimed']);
  expect(slack.callsOf('chat.update')).toHaveLength(2);
});

test('a message whose blocks Slack refuses arrives as its text', async () => {
  slack.fail('chat.postMessage', { error: 'invalid_blocks' });
  const blocks = [{ type: 'divider' }] as const;
  await queue(ctx, post('words', { message: { text: 'words', blocks } }), post('next'));

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['words', 'next']);
  const sent = slack.callsOf('chat.postMessage').map(({ args }) => args['blocks']);
  expect(sent).toEqual(['[{"type":"divider"}]', undefined, undefined]);
});

test('an edit of a message that was never posted fails and holds nobody up', async () => {
  slack.fail('chat.postMessage', { error: 'invalid_blocks' });
  await queue(ctx, post('card', { messageKey: 'case:1:card' }), edit('claimed'), post('next'));

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['next']);
  expect((await outboxRows(database)).map((row) => row.lastError)).toEqual(['invalid_blocks', 'never_posted', null]);
});

test('a reply goes into the thread of the message it names, and is found there after a lost answer', async () => {
  slack.fail('chat.postMessage', { error: 'internal_error' }, 'lost after');
  await queue(ctx, post('status', { to: 'U0ANA', messageKey: 'case:1:status' }));
  await queue(ctx, post('decision', { to: 'U0ANA', inThreadOf: 'case:1:status' }));

  await deliverAll();
  slack.fail('chat.postMessage', 'lost after');
  await queue(ctx, post('told', { to: 'U0ANA', inThreadOf: 'case:1:status' }));
  await eventually(async () => {
    await hurry(database);
    expect(slack.callsOf('conversations.replies')).toHaveLength(1);
  });

  const [status, decision, told] = slack.messages;
  expect(slack.texts('DU0ANA')).toEqual(['status', 'decision', 'told']);
  expect([decision!.threadTs, told!.threadTs]).toEqual([status!.ts, status!.ts]);
  expect(decision!.channel).toBe('DU0ANA');
});

test('after a reply in the thread of an old channel, new posts still go to the new channel', async () => {
  await queue(ctx, post('card 1', { messageKey: 'case:1:card' }));
  await queue(ctx, post('handed over', { to: 'C0NEW', inThreadOf: 'case:1:card' }));
  await deliverAll();

  await queue(ctx, post('card 2', { to: 'C0NEW', messageKey: 'case:2:card' }));
  await eventually(() => expect(slack.messages).toHaveLength(3));

  expect(slack.texts('C0CARE')).toEqual(['card 1', 'handed over']);
  expect(slack.texts('C0NEW')).toEqual(['card 2']);
  expect(slack.messages[1]!.threadTs).toBe(slack.messages[0]!.ts);
});

test('a reply whose parent was never posted is posted by itself', async () => {
  slack.fail('chat.postMessage', { error: 'msg_too_long' });
  await queue(ctx, post('card', { messageKey: 'case:1:card' }), post('reply', { inThreadOf: 'case:1:card' }));

  await deliverAll();

  expect(slack.messages).toMatchObject([{ text: 'reply' }]);
  expect(slack.messages[0]!.threadTs).toBeUndefined();
});

test('an ephemeral answer goes to the response_url', async () => {
  await queue(ctx, answer({ responseUrl: `${slack.url}/respond`, channel: 'C0CARE' }));

  await deliverAll();

  expect(slack.callsOf('respond')[0]!.args).toEqual({
    text: 'Leo was faster.',
    response_type: 'ephemeral',
    replace_original: false,
  });
  expect(slack.messages).toHaveLength(1);
});

test('a response_url that is used up, and a channel the person has left, lead to a direct message', async () => {
  slack.fail('chat.postEphemeral', { error: 'user_not_in_channel' });
  await queue(ctx, answer({ responseUrl: `${slack.url}/gone`, channel: 'C0CARE' }));

  await deliverAll();

  expect(slack.calls.map((call) => call.method)).toEqual(['gone', 'chat.postEphemeral', 'chat.postMessage']);
  expect(slack.texts('DU0ANA')).toEqual(['Leo was faster.']);
});

test.each(['http://127.0.0.1:9/respond', 'https://hooks.slack.com@evil.example/x', 'not a url'])(
  'a forged response_url (%s) is never called',
  async (responseUrl) => {
    await queue(ctx, answer({ responseUrl, channel: 'C0CARE' }));

    await deliverAll();

    expect(slack.calls.map((call) => call.method)).toEqual(['chat.postEphemeral']);
  },
);

test.each<Fault>(['lost after', '500 after'])('an ephemeral whose answer is "%s" is not sent again', async (fault) => {
  slack.fail('chat.postEphemeral', fault);
  await queue(ctx, answer({ channel: 'C0CARE' }));

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['Leo was faster.']);
  expect(await outboxRows(database)).toMatchObject([{ state: 'failed' }]);
});

test('an ephemeral that Slack limits is sent later', async () => {
  slack.fail('chat.postEphemeral', { retryAfterS: 1 });
  await queue(ctx, answer({ channel: 'C0CARE' }));

  await deliverAll();

  expect(slack.texts('C0CARE')).toEqual(['Leo was faster.']);
});

test('a file is uploaded and shared in the direct messages of the person', async () => {
  await queue(ctx, csv);

  await deliverAll();

  expect(slack.callsOf('files.getUploadURLExternal')[0]!.args).toMatchObject({ filename: 'cases.csv', length: '27' });
  expect(slack.callsOf('upload')[0]!.args['body']).toContain('42,Übergabe');
  expect(slack.messages).toMatchObject([{ channel: 'DU0MAYA', text: 'Your export.', files: [{ title: 'cases.csv' }] }]);
});

test.each<[string, Fault]>([
  ['files.getUploadURLExternal', '500 after'],
  ['upload', '500 after'],
  ['upload', 'lost after'],
  ['files.completeUploadExternal', 'lost after'],
  ['files.completeUploadExternal', '500 before'],
])('a file whose %s meets "%s" is shared once', async (method, fault) => {
  slack.fail(method, fault);
  await queue(ctx, csv);

  await deliverAll();

  expect(slack.texts('DU0MAYA')).toEqual(['Your export.']);
  expect(await outboxRows(database)).toMatchObject([{ state: 'sent' }]);
});
