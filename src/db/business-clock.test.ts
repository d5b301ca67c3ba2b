import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { startBusinessClock } from './business-clock.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

test('whoever is woken by a moved clock finds it moved', async () => {
  const clock = await startBusinessClock(database.db);
  const hoursSeen: number[] = [];
  const { system } = database.db;
  const woken = await system.listen('business_clock', () => {
    hoursSeen.push(Math.round((clock.now().getTime() - Date.now()) / 3_600_000));
  });

  for (const hours of [1, 30, 2]) {
    await system`
      insert into business_clock ("only", offset_ms) values (true, ${hours * 3_600_000})
      on conflict ("only") do update set offset_ms = excluded.offset_ms`;
  }
  await expect.poll(() => hoursSeen.length).toBe(3);

  expect(hoursSeen).toEqual([1, 30, 2]);
  await woken.unlisten();
  await clock.stop();
});
