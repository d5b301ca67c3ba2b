import type { Ctx } from '../../src/core/context.ts';
import type { JobHandler } from '../../src/jobs/define-job.ts';
import { testContext } from './context.ts';
import type { TestDatabase } from './database.ts';

const lease = { confirm: () => Promise.resolve() };

/**
 * Lets time pass until `until`: each waiting job of these kinds runs at the minute it is due, in order, as if the app had
 * been running all the time. With `asOf` the app was not: what is due runs at that time.
 */
export async function passTime(
  database: TestDatabase,
  handlers: readonly JobHandler[],
  until: Date,
  asOf?: Date,
): Promise<void> {
  for (let runs = 0; runs < 500; runs += 1) {
    const due = await takeDue(database, handlers, until);
    if (!due) return;
    const handler = handlers.find(({ kind }) => kind.name === due.kind);
    await handler?.run(systemAt(database, asOf ?? due.runAt), due.payload, lease);
  }
  throw new Error('timers went on without an end');
}

/** The app itself, at that time. */
export function systemAt(database: TestDatabase, now: Date): Ctx {
  return testContext(database.db, { slackId: 'app', kind: 'system', timeZone: 'UTC', now });
}

async function takeDue(database: TestDatabase, handlers: readonly JobHandler[], until: Date) {
  const kinds = handlers.map(({ kind }) => kind.name);
  const [taken] = await database.sql<{ kind: string; payload: unknown; runAt: Date }[]>`
    delete from jobs where id = (
      select id from jobs where kind = any(${kinds}) and run_at <= ${until} order by run_at, id limit 1)
    returning kind, payload, run_at as "runAt"`;
  return taken;
}
