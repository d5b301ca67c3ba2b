import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { transaction } from '../core/context.ts';
import { createLog } from '../core/log.ts';
import { keepSchedule } from './define-schedule.ts';
import { Heartbeat } from './heartbeat.ts';

const briefing = { name: 'test.briefing', graceMinutes: 24 * 60 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('a schedule that cannot be read is told and left out, and all others run', async () => {
  const ctx = testContext(database.db, { now: new Date(Date.now() - 24 * 60 * 60_000) });
  const daily = { minutes: 0, weekdays: [1, 2, 3, 4, 5, 6, 7], timeZone: 'UTC' };
  await transaction(ctx, async (tx) => {
    for (const team of ['atlantis', 'care', 'care us']) await keepSchedule(tx, ctx, briefing, team, daily);
  });
  await database.sql`
    update schedules set rule = jsonb_set(rule, '{timeZone}', '"Europe/Atlantis"') where key = 'atlantis'`;
  const lines: string[] = [];
  const log = createLog('error', { write: (line) => lines.push(line) });

  await new Heartbeat({ sql: database.db.system, kinds: [briefing], log }).beat();

  const queued = await database.sql`select payload ->> 'key' as key from jobs order by 1`;
  expect(queued.map(({ key }) => String(key))).toEqual(['care', 'care us']);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ schedule: 'test.briefing', key: 'atlantis' }]);
});
