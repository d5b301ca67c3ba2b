/** Work that failed for good: `npm run dead-jobs` lists it; `-- retry 42 43 | all` and `-- drop 42 | all` see to it. */
import type { Sql } from 'postgres';
import { ConfigError, readDatabaseUrl } from '../config.ts';
import { createDatabase } from '../db/client.ts';
import { startEmbedded } from '../db/embedded.ts';
import { DatabaseUnusable } from '../db/errors.ts';
import { type DeadJob, dropDeadJobs, listDeadJobs, type Meant, retryDeadJobs } from '../jobs/dead-jobs.ts';

const USAGE = 'Use: npm run dead-jobs [-- retry <id …|all> | -- drop <id …|all>]';

const changes = new Map([
  ['retry', { run: retryDeadJobs, done: 'Due again' }],
  ['drop', { run: dropDeadJobs, done: 'Dropped' }],
]);

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof ConfigError) && !(error instanceof DatabaseUnusable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});

async function main([verb, ...which]: readonly string[]): Promise<void> {
  const meant = readMeant(which);
  if (verb === undefined) return withDatabase(async (sql) => print(await listDeadJobs(sql)));
  const change = changes.get(verb);
  if (!change || !meant) throw new ConfigError(USAGE);
  return withDatabase(async (sql) => {
    const changed = await change.run(sql, meant);
    console.log(`${change.done}: ${changed.join(', ') || 'none, no such dead job'}`);
  });
}

async function withDatabase(work: (sql: Sql) => Promise<void>): Promise<void> {
  const databaseUrl = readDatabaseUrl();
  const embedded = databaseUrl ? undefined : await startEmbedded({ directory: '.data/postgres' });
  const db = createDatabase({ url: databaseUrl ?? embedded?.url ?? '' });
  try {
    await work(db.system);
  } finally {
    await db.close();
    await embedded?.stop();
  }
}

/** Undefined when nothing, or something else than ids, was given. */
function readMeant(which: readonly string[]): Meant | undefined {
  if (which.length === 1 && which[0] === 'all') return 'all';
  const isIds = which.length > 0 && which.every((word) => /^\d{1,15}$/.test(word));
  return isIds ? which.map(Number) : undefined;
}

function print(jobs: readonly DeadJob[]): void {
  if (jobs.length === 0) return console.log('No work has failed for good.');
  for (const { id, workspaceId, kind, dedupeKey, attempts, deadAt, lastError, correlationId } of jobs) {
    console.log(
      `${id}  ${deadAt.toISOString()}  ${workspaceId}  ${kind} ${dedupeKey ?? ''}  ${attempts} tries  ${correlationId}`,
    );
    console.log(`    ${lastError ?? 'no error was kept'}`);
  }
}
