import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { eventually, testWorker } from '../../test/support/worker.ts';
import { transaction } from '../core/context.ts';
import { createLog } from '../core/log.ts';
import { createDatabase } from '../db/client.ts';
import { claimSchedules } from './claim-schedules.ts';
import { dropSchedule, keepSchedule, type Occurrence, type ScheduleRule } from './define-schedule.ts';
import { Heartbeat } from './heartbeat.ts';
import { scheduleJob } from './run-schedule.ts';
import type { Worker } from './worker.ts';

const briefing = { name: 'test.briefing', graceMinutes: 120 };
const digest = { name: 'test.digest', graceMinutes: 36 * 60 };
const nine: ScheduleRule = { minutes: 9 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7], timeZone: 'Europe/Berlin' };
const log = createLog('silent');

let database: TestDatabase;
let runs: (Occurrence & { kind: string; workspaceId: string })[];
let missed: string[];
let worker: Worker;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.sql`truncate schedules, jobs, installations`;
  runs = [];
  missed = [];
  const handlers = [briefing, digest].map((kind) =>
    scheduleJob(
      { kind, run: async ({ workspaceId }, run) => void runs.push({ ...run, kind: kind.name, workspaceId }) },
      (name) => missed.push(`given up: ${name}`),
    ),
  );
  worker = testWorker(database.db, handlers);
  await worker.start();
});
afterEach(() => worker.drain(1_000));

/** Puts business time there, in Berlin's winter: `10 09:01` is 10 March 2026; from there it runs on. */
async function clockAt(berlin: string): Promise<void> {
  const [day, time] = berlin.split(' ');
  const offsetMs = Date.parse(`2026-03-${day}T${time}+01:00`) - Date.now();
  await database.sql`
    insert into business_clock ("only", offset_ms) values (true, ${offsetMs})
    on conflict ("only") do update set offset_ms = excluded.offset_ms`;
}

async function keep(kind = briefing, rule = nine, key = 'care', workspaceId = 'T0NORTHWIND'): Promise<void> {
  const [row] = await database.sql<{ now: Date }[]>`select business_now() as now`;
  const ctx = testContext(database.db, { workspaceId, ...(row && { now: row.now }) });
  await transaction(ctx, (tx) => keepSchedule(tx, ctx, kind, key, rule));
}

function heartbeat(db = database.db): Heartbeat {
  const observe = { missed: (kind: string, count: number) => missed.push(`${kind}: ${count}`) };
  return new Heartbeat({ sql: db.system, kinds: [briefing, digest], log, observe });
}

/** The process comes up at that time, looks once, and its jobs get done. */
async function upAt(berlin: string): Promise<void> {
  await clockAt(berlin);
  await heartbeat().beat();
  await idle();
}

async function idle(): Promise<void> {
  await eventually(async () => {
    const [row] = await database.sql<{ due: number }[]>`
      select count(*)::int as due from jobs where dead_at is null and run_at <= business_now()`;
    expect(row?.due).toBe(0);
  });
}

const told = () => runs.map(({ localDate, isLate }) => `${localDate}${isLate ? ' late' : ''}`);

test('a schedule runs once at its time, for its key, on its local date', async () => {
  await clockAt('10 08:00');
  await keep();

  await upAt('10 08:59');
  expect(runs).toEqual([]);
  await upAt('10 09:00');
  await upAt('10 09:01');

  const scheduledFor = new Date('2026-03-10T08:00:00Z');
  const run = { key: 'care', localDate: '2026-03-10', scheduledFor, isLate: false };
  expect(runs).toEqual([{ ...run, kind: 'test.briefing', workspaceId: 'T0NORTHWIND' }]);
});

describe('nothing ran over the time', () => {
  const downs = [
    ['a minute', '10 09:01', ['2026-03-10'], []],
    ['an hour', '10 10:00', ['2026-03-10 late'], []],
    ['25 hours', '11 09:30', ['2026-03-11 late'], ['test.briefing: 1']],
    ['a week', '17 12:00', [], ['test.briefing: 8']],
  ] as const;
  test.each(downs)('for %s: what is within the grace is caught up, the rest told', async (_long, up, ran, lost) => {
    await clockAt('10 08:00');
    await keep();

    await upAt(up);

    expect([told(), missed]).toEqual([ran, lost]);
  });

  test('for 25 hours with a grace of 36: both days are caught up', async () => {
    await clockAt('10 08:00');
    await keep(digest);

    await upAt('11 09:01');

    expect([told().toSorted(), missed]).toEqual([['2026-03-10 late', '2026-03-11'], []]);
  });
});

test('three processes that beat at once queue each run once', async () => {
  await clockAt('10 08:00');
  for (let team = 0; team < 250; team += 1) await keep(briefing, nine, `team ${team}`);
  const replicas = [1, 2].map(() => createDatabase({ url: database.url }));
  const hearts = [database.db, ...replicas].flatMap((db) => [heartbeat(db), heartbeat(db)]);
  await clockAt('10 09:00');

  await Promise.all(hearts.map((heart) => heart.beat()));
  await idle();

  expect(runs).toHaveLength(250);
  expect(new Set(runs.map(({ key }) => key)).size).toBe(250);
  await Promise.all(replicas.map((db) => db.close()));
});

describe('the clock jumps', () => {
  beforeEach(async () => {
    await clockAt('10 08:00');
    await keep();
    await upAt('10 09:00');
  });

  test('back an hour: nothing runs twice', async () => {
    await upAt('10 08:00');
    await upAt('10 09:00');
    await upAt('11 09:00');

    expect(told()).toEqual(['2026-03-10', '2026-03-11']);
  });

  test('on an hour, over the time: once, late', async () => {
    await upAt('11 08:30');
    await upAt('11 09:30');

    expect(told()).toEqual(['2026-03-10', '2026-03-11 late']);
  });

  test('on a day: the day between is missed, none is doubled', async () => {
    await upAt('11 08:30');
    await upAt('12 08:30');
    await upAt('12 09:00');

    expect([told(), missed]).toEqual([['2026-03-10', '2026-03-12'], ['test.briefing: 1']]);
  });
});

describe('the rule changes', () => {
  test('after a run: the day does not run again', async () => {
    await clockAt('10 08:00');
    await keep();
    await upAt('10 09:00');

    await keep(briefing, { ...nine, minutes: 15 * 60 });
    await keep(briefing, { ...nine, minutes: 15 * 60, timeZone: 'America/Chicago' });
    await upAt('10 22:00');

    expect(told()).toEqual(['2026-03-10']);
  });

  test('to an earlier time that has passed, before the run: at once, late', async () => {
    await clockAt('10 08:30');
    await keep();

    await keep(briefing, { ...nine, minutes: 8 * 60 });
    await upAt('10 08:31');

    expect(told()).toEqual(['2026-03-10 late']);
  });

  test('to itself, the days in another order: nothing', async () => {
    await clockAt('10 08:30');
    await keep();
    const before = await database.sql`select *, xmin::text from schedules`;

    await keep(briefing, { ...nine, weekdays: [7, 6, 5, 4, 3, 2, 1] });

    // The row was locked, which shows in xmax, and not written.
    expect(await database.sql`select *, xmin::text from schedules`).toEqual(before);
  });

  test('to nothing: it does not run', async () => {
    await clockAt('10 08:30');
    await keep();
    const ctx = testContext(database.db);

    await transaction(ctx, (tx) => dropSchedule(tx, ctx, briefing, 'care'));
    await upAt('10 09:00');

    expect(runs).toEqual([]);
  });
});

test('kinds of a newer replica are left to it', async () => {
  await clockAt('10 08:00');
  await keep({ name: 'test.of-the-future', graceMinutes: 60 });

  await upAt('10 09:00');

  const [row] = await database.sql<{ nextLocalDate: string }[]>`
    select next_local_date as "nextLocalDate" from schedules`;
  expect(row).toEqual({ nextLocalDate: '2026-03-10' });
});

test('schedules of a workspace that removed the app wait until it is back', async () => {
  await clockAt('10 08:00');
  await keep(briefing, nine, 'care', 'T0GONE');
  const install = database.sql`
    insert into installations (workspace_id, name, domain, app_id, bot_id, bot_user_id, installed_at, removed_at)
    values ('T0GONE', 'Gone', 'gone', 'A0', 'B0', 'U0', now(), now())`;
  await install;

  await upAt('10 09:00');
  expect(runs).toEqual([]);
  await database.sql`update installations set removed_at = null`;
  await upAt('10 09:30');

  expect(told()).toEqual(['2026-03-10 late']);
});

test('a run that waited in the queue beyond its grace is given up', async () => {
  await clockAt('10 08:00');
  await keep();
  await worker.drain(1_000);
  await clockAt('10 09:00');
  await heartbeat().beat();
  worker = testWorker(database.db, [
    scheduleJob(
      { kind: briefing, run: async (_ctx, run) => void runs.push({ ...run, kind: '', workspaceId: '' }) },
      (kind) => missed.push(kind),
    ),
  ]);

  await clockAt('10 11:01');
  await worker.start();
  await idle();

  expect([runs, missed]).toEqual([[], ['test.briefing']]);
});

test('a beat looks at what is due and not at what waits', async () => {
  await clockAt('10 08:00');
  await database.sql`
    insert into schedules (workspace_id, kind, key, rule, next_run_at, next_local_date)
    select 'T0NORTHWIND', 'test.briefing', 'team ' || n, ${database.sql.json({ ...nine })},
      '2026-03-10T08:00:00Z'::timestamptz + n * interval '1 day', '2026-03-10'
    from generate_series(0, 9999) as n`;
  await database.sql`analyze schedules`;
  await clockAt('10 09:00');

  const plan =
    await database.sql`explain select from schedules where next_run_at <= business_now() order by next_run_at limit 200`;
  await claimSchedules(database.db.system, [briefing], 200);
  await idle();

  expect(runs).toHaveLength(1);
  expect(JSON.stringify(plan)).toContain('schedules_due');
  await database.sql`truncate schedules`;
});

test('the heart beats at start and when the clock is moved, and no more once it is stopped', async () => {
  await clockAt('10 08:00');
  await keep();
  const heart = heartbeat();
  await heart.start();

  await clockAt('10 09:00');
  await eventually(() => expect(told()).toEqual(['2026-03-10']));
  await heart.stop();
  await clockAt('11 09:00');
  await heart.beat();
  await idle();

  expect(told()).toEqual(['2026-03-10']);
  expect(heart.silentMs()).toBeGreaterThan(0);
});
