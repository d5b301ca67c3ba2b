import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimedByLeo } from '../../../../test/support/cases.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { openNorthwind, type Northwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { transaction } from '../../../core/context.ts';
import { tellWaitingReminders } from './tell-reminders.ts';
import { waitingReminders } from './waiting-reminders.ts';

const TEN = new Date('2026-03-10T09:00:00Z');
const EVENING = new Date('2026-03-10T19:00:00Z');
const NEXT_MORNING = new Date('2026-03-11T08:00:00Z');

let database: TestDatabase;
let northwind: Northwind;
let caseId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.sql`truncate reminders, promises, cases, jobs cascade`;
  caseId = (await claimedByLeo(northwind)).id;
  await clearOutbox(database.sql);
  await waits(450);
});

/** So many more promises of Leo's that he is to be reminded of. */
async function waits(count: number): Promise<void> {
  await database.sql`
    with made as (
      insert into promises (workspace_id, case_id, what, due_at, made_by, made_at)
      select 'T0NORTHWIND', ${caseId}, 'A call', '2026-03-12T16:00:00Z', 'U0LEO', ${TEN} from generate_series(1, ${count}::int)
      returning id)
    insert into reminders (workspace_id, case_id, kind, run, slack_id, tell_to, created_at)
    select 'T0NORTHWIND', ${caseId}, 'promise-soon', id, 'U0LEO', 'U0LEO', ${TEN} from made`;
}

function at(now: Date): TestContext {
  const ctx = northwind.as('leo');
  ctx.clock.set(now);
  return ctx;
}

async function looks(): Promise<string | undefined> {
  const [job] = await database.sql<{ runAt: Date }[]>`
    select run_at as "runAt" from jobs where kind = 'reminders.tell' and dedupe_key = 'U0LEO'`;
  return job?.runAt.toISOString();
}

async function untilQuiet(now: Date): Promise<void> {
  do {
    await database.sql`truncate jobs`;
    await tellWaitingReminders(at(now), 'U0LEO');
  } while ((await looks()) === now.toISOString());
}

test('what waits for somebody is not read again until they are there', async () => {
  await untilQuiet(EVENING);
  expect(await looks()).toBe(NEXT_MORNING.toISOString());
  await waits(1);
  const ctx = at(EVENING);

  const read = await transaction(ctx, (tx) => waitingReminders(tx, ctx, 'U0LEO'));

  expect(read).toHaveLength(1);
});

test('nor what waits for the next message', async () => {
  await untilQuiet(TEN);
  const ctx = at(TEN);

  const read = await transaction(ctx, (tx) => waitingReminders(tx, ctx, 'U0LEO'));

  expect([read.length, await looks()]).toEqual([0, '2026-03-10T09:30:00.000Z']);
});

test('each message tells of a bounded number, and in the end all are told', async () => {
  const told: number[] = [];
  for (let halfHours = 0; halfHours < 3; halfHours += 1) {
    await untilQuiet(new Date(TEN.getTime() + halfHours * 30 * 60_000));
    const rows = await database.sql`select from reminders where told_at is not null`;
    told.push(rows.length);
  }

  expect(told).toEqual([200, 400, 450]);
  expect(await queuedMessages(database.sql)).toHaveLength(3);
});
