import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, resolving } from '../../../../test/support/cases.ts';
import { testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import type { Ctx } from '../../../core/context.ts';
import { addDetails } from '../handling/add-details.ts';
import { askForInfo } from '../handling/ask-for-info.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { claimCase } from '../handling/claim-case.ts';
import { followDeletedReply } from './follow-deleted-reply.ts';
import { followEditedReply } from './follow-edited-reply.ts';
import { markTold } from '../handling/mark-told.ts';
import { recordThreadReply } from './record-thread-reply.ts';
import { reopenCase } from '../handling/reopen-case.ts';
import { replyText } from './reply-text.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import type { CaseEntry } from '../tables.ts';

const CARD = { channel: 'C0CAREESC', threadTs: '1700000001.000000' };
const STATUS = { channel: 'D0ANA', threadTs: '1700000002.000000' };

let database: TestDatabase;
let northwind: Northwind;
let replies = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate posted_messages`);

/** A case of Ana that Leo has, whose card and status message have been posted. */
async function postedCase(): Promise<string> {
  const { id } = await claimedByLeo(northwind);
  await posted(`case:${id}:card`, CARD);
  await posted(`case:${id}:status`, STATUS);
  await clearOutbox(database.sql);
  return id;
}

async function posted(key: string, { channel, threadTs }: typeof CARD): Promise<void> {
  await database.sql`update posted_messages set slack_channel = ${channel}, ts = ${threadTs} where message_key = ${key}`;
}

function reply(by: Ctx, place: typeof CARD, text: string) {
  replies += 1;
  return { ...place, ts: `17000001${replies}.000001`, author: by.actor.slackId, text };
}

async function entries(caseId: string): Promise<readonly Pick<CaseEntry, 'kind' | 'by' | 'text'>[]> {
  return database.sql<CaseEntry[]>`
    select kind, by, text from case_entries where case_id = ${caseId} and slack_ts is not null and deleted_at is null order by id`;
}

async function posts() {
  return (await queuedMessages(database.sql)).filter((message) => message.kind === 'post');
}

describe('a reply in the thread of the card', () => {
  test('becomes a note, once, however often it is delivered', async () => {
    const id = await postedCase();
    const maya = northwind.as('maya');
    const said = reply(maya, CARD, 'I know <https://shop.example|this shop>, see &lt;b&gt;');

    await recordThreadReply(maya, said);
    await recordThreadReply(maya, said);

    expect(await entries(id)).toMatchObject([
      { kind: 'note', by: 'U0MAYA', text: 'I know this shop (https://shop.example), see <b>' },
    ]);
    expect(await posts()).toHaveLength(0);
    expect((await queuedMessages(database.sql))[0]?.payload).toContain('I know this shop');
  });

  test.each([
    ['somebody on no team', { slackId: 'U0NOBODY' }],
    ['a guest', { slackId: 'U0GUEST', kind: 'guest', memberships: [{ teamId: CARE, role: 'lead' }] }],
    ['a bot', { slackId: 'U0BOT', kind: 'bot' }],
  ] as const)('of %s is not recorded', async (_who, person) => {
    const id = await postedCase();
    const ctx = testContext(database.db, person);

    await recordThreadReply(ctx, reply(ctx, CARD, 'hello'));

    expect(await entries(id)).toHaveLength(0);
  });

  test('that somebody else is said to have written is not recorded', async () => {
    const id = await postedCase();
    const leo = northwind.as('leo');

    await recordThreadReply(leo, { ...reply(leo, CARD, 'hello'), author: 'U0FLOORWALK' });

    expect(await entries(id)).toHaveLength(0);
  });

  test('of the raiser answers an open question', async () => {
    const id = await postedCase();
    await askForInfo(northwind.as('leo'), { requestId: newRequest(), caseId: id, question: 'Which?', of: 'agent' });
    const ana = northwind.as('ana');

    await recordThreadReply(ana, reply(ana, CARD, 'Order 4711'));

    expect(await entries(id)).toMatchObject([{ kind: 'answered', text: 'Order 4711' }]);
    expect(await database.sql`select state from cases where id = ${id}`).toMatchObject([{ state: 'claimed' }]);
  });
});

describe('a reply in the thread of the status message', () => {
  test('answers an open question, and the owner is told', async () => {
    const id = await postedCase();
    await askForInfo(northwind.as('leo'), { requestId: newRequest(), caseId: id, question: 'Which?', of: 'agent' });
    await clearOutbox(database.sql);
    const ana = northwind.as('ana');

    await recordThreadReply(ana, reply(ana, STATUS, 'Order 4711'));

    expect(await entries(id)).toMatchObject([{ kind: 'answered' }]);
    expect(await posts()).toMatchObject([{ channel: 'C0CAREESC' }]);
  });

  test('adds details when nothing was asked, and the owner is told', async () => {
    const id = await postedCase();
    const ana = northwind.as('ana');

    await recordThreadReply(ana, reply(ana, STATUS, 'She called again'));

    expect(await entries(id)).toMatchObject([{ kind: 'details' }]);
    expect(await posts()).toHaveLength(1);
  });
});

describe('a reply to a case that is closed', () => {
  test('is kept; the raiser hears that it is closed, and nobody is sent to resolve it again', async () => {
    const id = await postedCase();
    const ana = northwind.as('ana');
    await resolveCase(northwind.as('leo'), resolving(id));
    await markTold(ana, { caseId: id });
    await clearOutbox(database.sql);

    await recordThreadReply(ana, reply(ana, STATUS, 'Thanks. One more thing'));

    expect(await entries(id)).toMatchObject([{ kind: 'details' }]);
    const [toOwner, toAna] = await posts();
    expect(toOwner).toMatchObject({ channel: 'C0CAREESC' });
    expect(toOwner?.payload).toContain('Reopen');
    expect(toOwner?.payload).not.toContain('*Resolve*');
    expect(toAna).toMatchObject({ channel: 'U0ANA' });
    expect(toAna?.payload).toContain('is resolved');
  });

  test('that nobody had claimed is told to the raiser alone', async () => {
    const { id } = await openCaseOfAna(northwind);
    const ana = northwind.as('ana');
    await cancelCase(ana, { requestId: newRequest(), caseId: id });
    await clearOutbox(database.sql);

    await addDetails(ana, { requestId: newRequest(), caseId: id, text: 'She is back' });

    const told = await posts();
    expect(told).toMatchObject([{ channel: 'U0ANA' }]);
    expect(told[0]?.payload).toContain('is cancelled');
  });
});

test('a reply in any other thread is nobody’s business', async () => {
  const id = await postedCase();
  const leo = northwind.as('leo');

  await recordThreadReply(leo, reply(leo, { channel: 'C0GENERAL', threadTs: '1.1' }, 'lunch?'));

  expect(await entries(id)).toHaveLength(0);
});

describe('a recorded reply', () => {
  test('is followed when it is edited, and shown anew', async () => {
    const id = await postedCase();
    const leo = northwind.as('leo');
    const said = reply(leo, CARD, 'Order 1');
    await recordThreadReply(leo, said);
    await clearOutbox(database.sql);

    await followEditedReply(leo, { ...said, text: 'Order 2' });

    expect(await entries(id)).toMatchObject([{ text: 'Order 2' }]);
    expect((await queuedMessages(database.sql))[0]?.payload).toContain('Order 2');
  });

  test('that is edited without new words (a link preview) redraws nothing', async () => {
    await postedCase();
    const leo = northwind.as('leo');
    const said = reply(leo, CARD, 'Order 1');
    await recordThreadReply(leo, said);
    await clearOutbox(database.sql);

    await followEditedReply(leo, said);

    expect(await queuedMessages(database.sql)).toHaveLength(0);
  });

  test('loses its words when it is deleted, and does not come back by an edit or a late delivery', async () => {
    const id = await postedCase();
    const leo = northwind.as('leo');
    const said = reply(leo, CARD, 'a secret');
    await recordThreadReply(leo, said);

    await followDeletedReply(leo, said);
    await followEditedReply(leo, { ...said, text: 'a secret' });
    await recordThreadReply(leo, said);

    expect(await entries(id)).toHaveLength(0);
    expect(await database.sql`select 1 from case_entries where text like '%secret%'`).toHaveLength(0);
    expect((await queuedMessages(database.sql)).at(-1)?.payload).not.toContain('a secret');
  });
});

describe('a reply that is a question of the raiser', () => {
  const clocksOf = async (caseId: string) =>
    (
      await database.sql`select kind from case_clocks where case_id = ${caseId} and stopped_at is null order by kind`
    ).map(({ kind }) => kind as string);

  test('has the clock for the next answer run, which a deletion takes back', async () => {
    const id = await postedCase();
    const leo = northwind.as('leo');
    await resolveCase(leo, resolving(id));
    await reopenCase(leo, { requestId: newRequest(), caseId: id });
    await claimCase(leo, { caseId: id });
    const ana = northwind.as('ana');
    const said = reply(ana, STATUS, 'And the shade?');

    await recordThreadReply(ana, said);
    expect(await clocksOf(id)).toEqual(['next-answer', 'resolve']);
    await followDeletedReply(ana, said);

    expect(await clocksOf(id)).toEqual(['resolve']);
  });
});

test('an edit or a deletion of what was never recorded changes nothing', async () => {
  await openCaseOfAna(northwind);
  await clearOutbox(database.sql);

  await followEditedReply(northwind.as('leo'), { channel: 'C0GENERAL', ts: '1.2', text: 'x' });
  await followDeletedReply(northwind.as('leo'), { channel: 'C0GENERAL', ts: '1.2' });

  expect(await queuedMessages(database.sql)).toHaveLength(0);
});

test.each([
  ['plain *words*', 'plain *words*'],
  ['a &lt;tag&gt; &amp;amp;', 'a <tag> &amp;'],
  ['<@U0LEO> and <@U0LEO|leo>', '@U0LEO and @leo'],
  ['<#C0CARE|care> <!here> <!subteam^S1|@crew> <!date^1^{date}|May>', '#care @here @crew May'],
  ['<https://a.example/?a=1&amp;b=2> <mailto:a@b.example|a@b.example>', 'https://a.example/?a=1&b=2 a@b.example'],
  ['  ', ''],
])('a reply %j says %j', (slackText, text) => {
  expect(replyText(slackText)).toBe(text);
});
