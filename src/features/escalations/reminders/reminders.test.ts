import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo } from '../../../../test/support/cases.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { untilSomebodyWaits } from '../../../../test/support/lock-waits.ts';
import { CARE, openNorthwind, type Northwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { eventually, gate, testWorker } from '../../../../test/support/worker.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { createDatabase, type Tx } from '../../../db/client.ts';
import { handOverCase } from '../handling/hand-over-case.ts';
import type { Case } from '../tables.ts';
import { remindersJobs } from './jobs.ts';
import { lookAgainAtReminders } from './look-again.ts';
import { remind, type NewReminder } from './remind.ts';
import { tellWaitingReminders } from './tell-reminders.ts';

const TEN = new Date('2026-03-10T09:00:00Z');
const EVENING = new Date('2026-03-10T19:00:00Z');
const NEXT_MORNING = new Date('2026-03-11T08:00:00Z');

let database: TestDatabase;
let northwind: Northwind;
let first: Case;
let second: Case;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.sql`truncate reminders, promises, cases cascade`;
  await database.sql`update people set working_hours = null`;
  first = await claimedByLeo(northwind);
  second = await claimedByLeo(northwind);
  await database.sql`truncate jobs, reminders`;
  await clearOutbox(database.sql);
});

function at(now: Date): TestContext {
  const ctx = northwind.as('leo');
  ctx.clock.set(now);
  return ctx;
}

/** A promise of Leo's that is open and due in the late afternoon: what reminders of it hold on to. */
async function promised(of: Case): Promise<NewReminder> {
  const [promise] = await database.sql<{ id: string }[]>`
    insert into promises (workspace_id, case_id, what, due_at, made_by, made_at)
    values ('T0NORTHWIND', ${of.id}, 'A call', '2026-03-12T16:00:00Z', 'U0LEO', ${TEN})
    returning id`;
  return { slackId: 'U0LEO', caseId: of.id, kind: 'promise-soon', run: promise?.id ?? '' };
}

async function noted(reminders: readonly NewReminder[], now = TEN): Promise<void> {
  const ctx = at(now);
  await transaction(ctx, (tx) => remind(tx, ctx, reminders));
}

async function messages(): Promise<readonly string[]> {
  const queued = await queuedMessages(database.sql);
  return queued.map(({ channel, payload }) => `${channel}: ${JSON.parse(payload).message.text}`);
}

async function looks(slackId: string): Promise<string | undefined> {
  const [job] = await database.sql<{ runAt: Date }[]>`
    select run_at as "runAt" from jobs where kind = 'reminders.tell' and dedupe_key = ${slackId}`;
  return job?.runAt.toISOString();
}

/** Leo does not work on Tuesdays. */
async function leoIsAway(): Promise<void> {
  await database.sql`
    update people set working_hours = ${database.sql.json([{ weekday: 3, open: 540, close: 1020 }])} where slack_id = 'U0LEO'`;
}

/** Work that runs in a transaction that is under way. */
function inside(ctx: Ctx, tx: Tx): Ctx {
  return { ...ctx, db: { ...ctx.db, withWorkspace: (_id, work) => work(tx) } };
}

test('everything that waits for a person is one message, and is told once', async () => {
  const [one, other] = [await promised(first), await promised(second)];
  await noted([one, other]);
  await noted([one]);

  await tellWaitingReminders(at(TEN), 'U0LEO');
  await tellWaitingReminders(at(TEN), 'U0LEO');
  await noted([one]);
  const waiting = await database.sql`select from reminders where settled_at is null`;
  await tellWaitingReminders(at(new Date(TEN.getTime() + 3_600_000)), 'U0LEO');

  const sent = await messages();
  expect([sent.length, waiting.length]).toEqual([1, 0]);
  expect(sent[0]).toMatch(/^U0LEO: 2 cases need you/);
});

test('what came within half an hour of a message waits for the next', async () => {
  await noted([await promised(first)]);
  await tellWaitingReminders(at(TEN), 'U0LEO');
  await database.sql`truncate jobs`;
  await noted([await promised(second)]);
  await database.sql`truncate jobs`;

  await tellWaitingReminders(at(new Date(TEN.getTime() + 60_000)), 'U0LEO');

  expect(await messages()).toHaveLength(1);
  expect(await looks('U0LEO')).toBe('2026-03-10T09:30:00.000Z');
  await tellWaitingReminders(at(new Date(TEN.getTime() + 30 * 60_000)), 'U0LEO');
  expect(await messages()).toHaveLength(2);
});

test('what holds no longer is not told', async () => {
  const reminder = await promised(first);
  await noted([reminder, await promised(second)]);
  await database.sql`update promises set state = 'kept' where id = ${reminder.run}`;

  await tellWaitingReminders(at(TEN), 'U0LEO');

  expect(await messages()).toMatchObject([expect.stringContaining('A case needs you')]);
});

test('what was handed over meanwhile is told to whoever has it now', async () => {
  await noted([await promised(first)]);
  const handed = { caseId: first.id, requestId: 'V9', to: 'U0LIA', text: 'Yours' };
  await handOverCase(northwind.as('leo'), handed);
  await clearOutbox(database.sql);

  await tellWaitingReminders(at(TEN), 'U0LEO');
  await tellWaitingReminders(at(TEN), 'U0LIA');

  expect(await messages()).toMatchObject([expect.stringMatching(/^U0LIA: A case needs you/)]);
});

describe('while they are away', () => {
  test('a lead who is there is told, and why', async () => {
    await leoIsAway();
    await noted([await promised(first)]);

    await tellWaitingReminders(at(TEN), 'U0LEO');
    expect(await looks('U0LIA')).toBe(TEN.toISOString());
    await tellWaitingReminders(at(TEN), 'U0LIA');

    expect(await messages()).toMatchObject([expect.stringMatching(/^U0LIA: .*\n.*\(Leo is away\)/)]);
  });

  test('at night it waits for the first who comes', async () => {
    await noted([await promised(first)], EVENING);
    await database.sql`truncate jobs`;

    await tellWaitingReminders(at(EVENING), 'U0LEO');
    expect([await messages(), await looks('U0LEO')]).toEqual([[], NEXT_MORNING.toISOString()]);
    await tellWaitingReminders(at(NEXT_MORNING), 'U0LEO');

    expect(await messages()).toMatchObject([expect.stringMatching(/^U0LEO: A case needs you/)]);
  });

  test('a private case is told to nobody else', async () => {
    await leoIsAway();
    await database.sql`update cases set is_private = true`;
    await noted([await promised(first)]);
    await database.sql`truncate jobs`;

    await tellWaitingReminders(at(TEN), 'U0LEO');

    expect([await messages(), await looks('U0LEO')]).toEqual([[], NEXT_MORNING.toISOString()]);
  });

  test('an approval waits for the approver, who may be reminded of it more than once', async () => {
    await leoIsAway();
    const [approval] = await database.sql<{ id: string }[]>`
      insert into case_approvals (workspace_id, case_id, team_id, number, kind, state, requested_by, requested_at, decision,
        tell_customer, matrix_revision, asked, asked_at, approved_by)
      values ('T0NORTHWIND', ${first.id}, ${CARE}, 1, 'decision', 'asked', 'U0LIA', ${TEN}, 'granted',
        'Yes', 0, ${['U0LEO']}, ${TEN}, ${[] as string[]})
      returning id`;
    await noted([{ slackId: 'U0LEO', caseId: first.id, kind: 'approval-late', run: `${approval?.id}:2` }]);
    await database.sql`truncate jobs`;

    await tellWaitingReminders(at(TEN), 'U0LEO');
    expect([await messages(), await looks('U0LEO')]).toEqual([[], NEXT_MORNING.toISOString()]);
    await tellWaitingReminders(at(NEXT_MORNING), 'U0LEO');

    expect(await messages()).toMatchObject([expect.stringContaining('Still waits for your approval')]);
  });

  test('they look again when the hours of the team change', async () => {
    await noted([await promised(first)], EVENING);
    await database.sql`truncate jobs`;

    await lookAgainAtReminders(at(EVENING), CARE);

    expect(await looks('U0LEO')).toBeDefined();
  });
});

test('two that are noted at once, and two runs at once, tell each thing once', async () => {
  const reminders = [await promised(first), await promised(second)];
  const replica = createDatabase({ url: database.url });
  const elsewhere = { ...at(TEN), db: replica };

  await Promise.all([noted(reminders.slice(0, 1)), noted(reminders), noted(reminders.slice(1))]);
  await Promise.all([
    tellWaitingReminders(at(TEN), 'U0LEO'),
    tellWaitingReminders(elsewhere, 'U0LEO'),
    tellWaitingReminders(at(TEN), 'U0LEO'),
  ]);

  expect(await messages()).toMatchObject([expect.stringContaining('2 cases need you')]);
  await replica.close();
});

test('what is noted while a message is being written is told with the next', async () => {
  const [one, other] = [await promised(first), await promised(second)];
  await noted([one]);
  const [written, committing] = [gate(), gate()];
  const ctx = at(TEN);
  const writing = transaction(ctx, async (tx) => {
    await tellWaitingReminders(inside(ctx, tx), 'U0LEO');
    written.open();
    await committing.opened;
  });
  await written.opened;

  await noted([other]);
  const next = tellWaitingReminders(at(TEN), 'U0LEO');
  await untilSomebodyWaits(database.sql);
  committing.open();
  await Promise.all([writing, next]);
  await tellWaitingReminders(at(new Date(TEN.getTime() + 30 * 60_000)), 'U0LEO');

  const told = (await messages()).join();
  expect([first, second].map(({ number }) => told.split(`#${number} `).length - 1)).toEqual([1, 1]);
});

test('a transaction that fails tells nothing and loses nothing', async () => {
  await noted([await promised(first)]);
  const ctx = at(TEN);

  await expect(
    transaction(ctx, async (tx) => {
      await tellWaitingReminders(inside(ctx, tx), 'U0LEO');
      throw new Error('the process dies');
    }),
  ).rejects.toThrow('the process dies');
  expect(await messages()).toEqual([]);
  await tellWaitingReminders(ctx, 'U0LEO');

  expect(await messages()).toHaveLength(1);
});

test('the work of a person costs a handful of statements, however much waits', async () => {
  await noted([await promised(first)]);
  database.queries.length = 0;
  await tellWaitingReminders(at(TEN), 'U0LEO');
  const forOne = database.queries.length;

  await database.sql`truncate reminders`;
  await noted([await promised(first), await promised(second), await promised(first)]);
  database.queries.length = 0;
  await tellWaitingReminders(at(TEN), 'U0LEO');

  expect(database.queries.length).toBe(forOne);
  expect(forOne).toBeLessThanOrEqual(9);
});

test('the job of a person does it', async () => {
  const worker = testWorker(database.db, remindersJobs, {
    buildContext: () => at(TEN),
  });
  await worker.start();

  await noted([await promised(first)]);
  await database.sql`update jobs set run_at = ${TEN} where kind = 'reminders.tell'`;
  await database.sql`notify jobs`;
  await eventually(async () => expect(await messages()).toHaveLength(1));

  await worker.drain(1_000);
});
