import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { outboxRows, queue, startDelivering } from '../../test/support/deliver.ts';
import { TinySlack } from '../../test/support/tiny-slack.ts';
import { eventually } from '../../test/support/worker.ts';
import { type Ctx, transaction } from '../core/context.ts';
import type { Worker } from '../jobs/worker.ts';
import { unblockLane } from './blocked-lane.ts';
import type { Edit, NewPost } from './enqueue.ts';

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
  worker = undefined;
  ctx = testContext(database.db);
});
afterEach(() => worker?.drain(2_000));

async function deliver(): Promise<void> {
  worker = await startDelivering(database, slack);
}

/** A card named by its text, as are the edits of it. */
function card(name: string, more: Partial<NewPost> = {}): NewPost {
  return { kind: 'post', to: 'C0CARE', message: { text: name }, dedupeKey: name, messageKey: name, ...more };
}

function edit(name: string, text: string): Edit {
  return { kind: 'edit', messageKey: name, message: { text } };
}

/** Only what was posted earlier: nobody hurries, so the others still wait for their second. */
function eventuallyShows(...texts: string[]): Promise<void> {
  return eventually(() => expect(slack.texts('C0CARE')).toEqual(texts));
}

/** When the calls of a method were made, in milliseconds. */
function timesOf(method: string): number[] {
  return slack.callsOf(method).map(({ at }) => at);
}

test('an edit of the first of twenty cards does not wait for the other nineteen', async () => {
  const cards = Array.from({ length: 20 }, (_, index) => card(`card ${index + 1}`));
  await deliver();
  await queue(ctx, ...cards);
  await eventuallyShows('card 1');

  await queue(ctx, edit('card 1', 'claimed'));

  await eventually(() => expect(slack.texts('C0CARE')[0]).toBe('claimed'));
  expect(slack.texts('C0CARE').length).toBeLessThan(4);
});

test('posts keep their second between them, whatever is edited meanwhile', async () => {
  await deliver();
  await queue(ctx, card('a'), card('b'), card('c'));
  await eventuallyShows('a');

  await queue(ctx, edit('a', 'a 1'));
  await eventuallyShows('a 1');
  await queue(ctx, edit('a', 'a 2'));
  await eventuallyShows('a 2', 'b', 'c');

  const [first, second, third] = timesOf('chat.postMessage');
  expect(second! - first!).toBeGreaterThanOrEqual(1_000);
  expect(third! - second!).toBeGreaterThanOrEqual(1_000);
});

test('an edit waits for the card it changes, and of several waiting edits only the newest is sent', async () => {
  await queue(ctx, card('a'), card('b'), edit('b', 'b claimed'));
  await queue(ctx, edit('a', 'a claimed'), edit('b', 'b asked'), edit('b', 'b resolved'));

  await deliver();
  await eventuallyShows('a claimed', 'b resolved');

  expect(slack.callsOf('chat.update').map(({ args }) => args['text'])).toEqual(['a claimed', 'b resolved']);
  const [, posted] = timesOf('chat.postMessage');
  expect(timesOf('chat.update')[0]).toBeLessThan(posted!);
});

test('a reply comes after the card whose thread it goes to, however many edits that has', async () => {
  await deliver();
  await queue(ctx, card('a'), edit('a', 'a claimed'), card('reply', { inThreadOf: 'a' }), edit('a', 'a answered'));

  await eventuallyShows('a answered', 'reply');

  expect(slack.messages[1]!.threadTs).toBe(slack.messages[0]!.ts);
});

test('Slack limits new posts: edits go on meanwhile, and the post comes when Slack said', async () => {
  await deliver();
  await queue(ctx, card('a'));
  await eventuallyShows('a');
  slack.fail('chat.postMessage', { retryAfterS: 2 });
  await queue(ctx, card('b'));
  await eventually(() => expect(slack.callsOf('chat.postMessage')).toHaveLength(2));

  await queue(ctx, edit('a', 'a claimed'));
  await eventuallyShows('a claimed');
  await eventuallyShows('a claimed', 'b');

  const [, refused, posted] = timesOf('chat.postMessage');
  expect(posted! - refused!).toBeGreaterThanOrEqual(2_000);
  expect(slack.callsOf('chat.postMessage')).toHaveLength(3);
});

test('Slack limits edits: new posts go on meanwhile, and the newest edit comes when Slack said', async () => {
  await deliver();
  await queue(ctx, card('a'));
  await eventuallyShows('a');
  slack.fail('chat.update', { retryAfterS: 2 });
  await queue(ctx, edit('a', 'a claimed'));
  await eventually(() => expect(slack.callsOf('chat.update')).toHaveLength(1));

  await queue(ctx, card('b'), edit('a', 'a resolved'));
  await eventuallyShows('a', 'b');
  await eventuallyShows('a resolved', 'b');

  const [refused, sent] = timesOf('chat.update');
  expect(sent! - refused!).toBeGreaterThanOrEqual(2_000);
  expect(slack.callsOf('chat.update')).toHaveLength(2);
});

test('a post whose answer was lost is looked for later; a card that is there is edited meanwhile', async () => {
  await deliver();
  await queue(ctx, card('a'));
  await eventuallyShows('a');
  slack.fail('chat.postMessage', 'lost after');
  await queue(ctx, card('b'), edit('b', 'b claimed'));
  await eventually(async () => expect(await outboxRows(database)).toMatchObject([{}, { state: 'sending' }, {}]));

  await queue(ctx, edit('a', 'a claimed'));
  await eventuallyShows('a claimed', 'b');
  await eventuallyShows('a claimed', 'b claimed');

  expect(slack.callsOf('chat.postMessage')).toHaveLength(2);
});

test.each([
  ['a post', 'chat.postMessage', card('b'), edit('a', 'a claimed')],
  ['an edit', 'chat.update', edit('a', 'a claimed'), card('b')],
] as const)('a channel that refuses %s gets neither posts nor edits until it is open again', async (...row) => {
  const [, method, refused, later] = row;
  await deliver();
  await queue(ctx, card('a'));
  await eventuallyShows('a');
  slack.fail(method, { error: 'is_archived' });
  await queue(ctx, refused);
  const lane = () => database.sql`select blocked_reason from outbox_lanes where lease_token is null`;
  await eventually(async () => expect([...(await lane())]).toEqual([{ blocked_reason: 'is_archived' }]));
  const calls = slack.calls.length;

  await queue(ctx, later);
  // The lane of another channel shows that the worker had its chance.
  await queue(ctx, card('elsewhere', { to: 'C0OTHER' }));
  await eventually(() => expect(slack.texts('C0OTHER')).toEqual(['elsewhere']));
  expect(slack.calls).toHaveLength(calls + 1);
  await transaction(ctx, (tx) => unblockLane(tx, ctx, 'C0CARE'));

  await eventuallyShows('a claimed', 'b');
});
