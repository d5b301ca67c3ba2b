import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type TcpProxy, tcpProxy } from '../../test/support/faults/tcp-proxy.ts';
import { eventually, gate, testWorker } from '../../test/support/worker.ts';
import { transaction } from '../core/context.ts';
import { createDatabase, type Database } from '../db/client.ts';
import { addJob } from './add-job.ts';
import { handleJob, jobKind } from './define-job.ts';

const greet = jobKind('test.greet', z.object({}));

let database: TestDatabase;
let line: TcpProxy;
let behind: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  line = await tcpProxy(database.url);
  behind = createDatabase({ url: line.url });
});
afterAll(async () => {
  await behind.close();
  await line.close();
  await database.close();
});

test.each(['succeeds', 'fails'])(
  'a job that %s while the database is away is ended as soon as it is back',
  async (end) => {
    let runs = 0;
    const begun = gate();
    const release = gate();
    const run = async () => {
      runs += 1;
      begun.open();
      if (runs > 1) return;
      await release.opened;
      if (end === 'fails') throw new Error('not today');
    };
    const worker = testWorker(behind, [handleJob(greet, { run })]);
    await worker.start();
    const ctx = testContext(database.db);
    await transaction(ctx, (tx) => addJob(tx, ctx, greet, {}));
    await begun.opened;

    await line.set({ kind: 'down' });
    release.open();
    setTimeout(() => void line.set({ kind: 'pass' }), 500);

    // Its lease would last for 30 s.
    await eventually(async () => expect(await database.sql`select from jobs`).toHaveLength(0));
    expect(runs).toBe(end === 'fails' ? 2 : 1);
    await worker.drain(1_000);
  },
);
