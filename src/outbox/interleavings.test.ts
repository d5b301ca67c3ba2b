import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { queue } from '../../test/support/deliver.ts';
import { type Fault, type TinyMessage, TinySlack } from '../../test/support/tiny-slack.ts';
import type { Ctx } from '../core/context.ts';
import { LeaseLost } from '../jobs/lease.ts';
import { deliverHandler } from './deliver.ts';
import type { Outgoing } from './enqueue.ts';

const slack = new TinySlack();
let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = testContext(database.db, { kind: 'system' });
  await slack.start();
});
afterAll(async () => {
  await slack.stop();
  await database.close();
});

/** What a use case queues about one of three cards; texts are numbered in the order in which they are queued. */
interface Fact {
  readonly what: 'card' | 'edit' | 'reply' | 'note';
  readonly about: number;
}

/** One run of the job. */
interface Run {
  /** What has waited for long enough when it begins. */
  readonly rested: 'posts' | 'edits' | 'both' | 'nothing';
  /** What befalls the next call of each kind. */
  readonly onPost: Fault | undefined;
  readonly onEdit: Fault | undefined;
  /** The process dies before or after a call: at which of all these moments. */
  readonly diesAt: number | undefined;
}

const passing: readonly Fault[] = ['lost after', '500 after', '500 before', 'reset before', { retryAfterS: 30 }];
const fact: fc.Arbitrary<Fact> = fc.record({
  what: fc.constantFrom('card', 'edit', 'edit', 'reply', 'note'),
  about: fc.nat(2),
});
const run: fc.Arbitrary<Run> = fc.record({
  rested: fc.constantFrom('posts', 'edits', 'both', 'nothing'),
  onPost: fc.option(fc.constantFrom(...passing, { error: 'msg_too_long' }), { nil: undefined, freq: 2 }),
  onEdit: fc.option(fc.constantFrom(...passing), { nil: undefined, freq: 2 }),
  diesAt: fc.option(fc.nat(5), { nil: undefined, freq: 2 }),
});

test('whatever is queued, refused, lost or interrupted: each message once, posts and versions of a card in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ arbitrary: fact, weight: 2 }, { arbitrary: run, weight: 1 }), {
        minLength: 15,
        maxLength: 40,
      }),
      everythingOnce,
    ),
    { numRuns: 10, endOnFailure: true },
  );
}, 120_000);

async function everythingOnce(steps: readonly (Fact | Run)[]): Promise<void> {
  await database.sql`truncate outbox_messages, outbox_lanes, posted_messages, jobs`;
  slack.reset();
  for (const [number, step] of steps.entries()) {
    if ('what' in step) await queue(ctx, messageOf(step, number));
    else await deliver(step);
  }
  for (let tries = 0; tries < 200 && (await unsent()) > 0; tries += 1)
    await deliver({ rested: 'both', onPost: undefined, onEdit: undefined, diesAt: undefined });

  expect(await unsent()).toBe(0);
  await judge(steps);
}

/** The second card of a name is the first one, queued again. */
function messageOf({ what, about }: Fact, number: number): Outgoing {
  const name = `card ${about}`;
  const message = { text: `${number}` };
  const post = { kind: 'post', to: 'C0CARE', message, dedupeKey: `${number}` } as const;
  if (what === 'card') return { ...post, dedupeKey: name, messageKey: name };
  if (what === 'edit') return { kind: 'edit', messageKey: name, message };
  return what === 'reply' ? { ...post, inThreadOf: name } : post;
}

async function deliver({ rested, onPost, onEdit, diesAt }: Run): Promise<void> {
  const { sql } = database;
  if (rested !== 'edits' && rested !== 'nothing') await sql`update outbox_lanes set posts_not_before = null`;
  if (rested !== 'posts' && rested !== 'nothing') await sql`update outbox_lanes set edits_not_before = null`;
  slack.fail('chat.postMessage', onPost);
  slack.fail('chat.update', onEdit);
  let moments = 0;
  // Of a dead process nothing is written any more, and what it held is free for the next one.
  const passMoment = async () => {
    if (moments === diesAt) await sql`update outbox_lanes set lease_token = null, leased_until = null`;
    moments += 1;
  };
  const lease = { confirm: passMoment };
  const handler = deliverHandler({
    slack: { client: () => Promise.resolve(slack.client(5_000, { fetch: tellingOfEnd(passMoment) })) },
    responseUrlOrigins: [],
  });
  await handler.run(ctx, { channel: 'C0CARE' }, lease).catch((error: unknown) => {
    if (!(error instanceof LeaseLost)) throw error;
  });
}

/** Told when a call is over, before its caller is. */
function tellingOfEnd(isOver: () => Promise<void>): typeof fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } finally {
      await isOver();
    }
  };
}

async function unsent(): Promise<number> {
  const waiting = await database.sql`select from outbox_messages where state in ('queued', 'sending')`;
  return waiting.length;
}

interface Row {
  readonly id: string;
  readonly kind: string;
  /** The step that queued it; cards go by their names. */
  readonly dedupeKey: string | null;
  readonly messageKey: string | null;
  readonly state: string;
  readonly error: string | null;
}

async function judge(steps: readonly (Fact | Run)[]): Promise<void> {
  const rows = await database.sql<Row[]>`
    select id, kind, dedupe_key as "dedupeKey", message_key as "messageKey", state, last_error as error
    from outbox_messages order by sequence`;
  const posts = rows.filter(({ kind, state }) => kind === 'post' && state === 'sent');
  const named = posts.filter(({ messageKey }) => messageKey !== null);
  const cards = new Map(named.map(({ id, messageKey }) => [messageKey, messageWith(id)]));

  expect(slack.messages.map(idOf), 'each post once, in their order').toEqual(posts.map(({ id }) => id));
  expect(rows.filter(({ state }) => state === 'failed').filter((row) => !isExcused(row, cards))).toEqual([]);
  for (const [name, card] of cards) judgeVersions(card, newestVersion(name, rows, steps));
  for (const reply of posts.filter(({ dedupeKey }) => factOf(steps[Number(dedupeKey)])?.what === 'reply')) {
    const card = cards.get(`card ${factOf(steps[Number(reply.dedupeKey)])?.about}`);
    const message = messageWith(reply.id);
    const isThere = card && slack.messages.indexOf(card) < slack.messages.indexOf(message);
    expect(message.threadTs, 'in the thread of the card, if that is there').toBe(isThere ? card.ts : undefined);
  }
}

function isExcused({ kind, messageKey, error }: Row, cards: ReadonlyMap<string | null, TinyMessage>): boolean {
  if (error === 'never_posted') return kind === 'edit' && !cards.has(messageKey);
  return error === 'msg_too_long' || error === 'no_known_outcome';
}

/** What a card shows in the end; undefined where its newest edit was given up. */
function newestVersion(name: string | null, rows: readonly Row[], steps: readonly (Fact | Run)[]): string | undefined {
  const facts = steps.map(factOf).map((one) => (`card ${one?.about}` === name ? one?.what : undefined));
  const newest = rows.findLast(({ kind, messageKey }) => kind === 'edit' && messageKey === name);
  if (!newest) return String(facts.indexOf('card'));
  return newest.state === 'sent' ? String(facts.lastIndexOf('edit')) : undefined;
}

function judgeVersions(card: TinyMessage, newest: string | undefined): void {
  const calls = slack.callsOf('chat.update').filter(({ args }) => args['ts'] === card.ts);
  const versions = calls.map(({ args }) => Number(args['text']));
  expect(versions, 'versions in order').toEqual(versions.toSorted((one, other) => one - other));
  expect(card.text).toBe(newest ?? card.text);
}

function factOf(step: Fact | Run | undefined): Fact | undefined {
  return step && 'about' in step ? step : undefined;
}

function messageWith(id: string): TinyMessage {
  return slack.messages.find((message) => idOf(message) === id)!;
}

function idOf({ metadata }: TinyMessage): unknown {
  return (metadata as { event_payload: { id: string } }).event_payload.id;
}
