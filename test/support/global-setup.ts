import type { EmbeddedServer } from '../../src/db/embedded.ts';
import { removeBuiltPrograms } from './built-program.ts';
import { asOwner, dropLeftovers, ensureTemplate, startTestServer } from './test-server.ts';

let server: EmbeddedServer | undefined;

/** Starts (or joins) the test server before the first file. */
export async function setup(): Promise<void> {
  server = await startTestServer();
  await dropLeftovers(server.url);
  process.env['FLOORWALKER_TEST_SERVER'] = server.url;
  process.env['FLOORWALKER_TEST_TEMPLATE'] = await ensureTemplate(server.url);
  process.env['FLOORWALKER_TEST_RUN'] = String(process.pid);
}

/** Removes what files did not close, and lets go of the server after the last one. */
export async function teardown(): Promise<void> {
  if (!server) return;
  await asOwner(server.url, async (sql) => {
    const left = await sql<{ datname: string }[]>`
      select datname from pg_database where datname like ${`test\\_${process.pid}\\_%`}`;
    for (const { datname } of left) await sql.unsafe(`drop database if exists ${datname} with (force)`);
  });
  await server.stop();
  await removeBuiltPrograms();
}
