import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { programArguments } from '../../test/support/built-program.ts';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { transaction } from '../core/context.ts';
import { addJob } from '../jobs/add-job.ts';
import { jobKind } from '../jobs/define-job.ts';

const run = promisify(execFile);
const greet = jobKind('test.greet', z.object({}), 1);

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function deadJobs(...words: readonly string[]): Promise<{ said: string; code: number }> {
  try {
    const done = await run(process.execPath, [...(await programArguments('src/cli/dead-jobs.ts')), ...words], {
      env: { ...process.env, DATABASE_URL: database.url },
    });
    return { said: done.stdout, code: 0 };
  } catch (error) {
    const { stderr, code } = error as { stderr: string; code: number };
    return { said: stderr, code };
  }
}

test('an operator sees why work failed, and makes it due again', async () => {
  const ctx = testContext(database.db);
  await transaction(ctx, (tx) => addJob(tx, ctx, greet, {}, { dedupeKey: 'Ana' }));
  const [job] = await database.sql`
    update jobs set dead_at = clock_timestamp(), last_error = 'no such channel' returning id::int`;

  const listed = await deadJobs();
  const retried = await deadJobs('retry', String(job?.['id']));

  expect(listed.said).toMatch(/test\.greet Ana .*\n +no such channel/);
  expect(retried).toEqual({ said: `Due again: ${String(job?.['id'])}\n`, code: 0 });
  expect((await deadJobs()).said).toBe('No work has failed for good.\n');
});

test.each(['forget 42', 'retry', 'drop everything'])('%s is answered with how it is used', async (words) => {
  const { said, code } = await deadJobs(...words.split(' '));

  expect(said).toMatch(/^Use: npm run dead-jobs/);
  expect(code).toBe(1);
});
