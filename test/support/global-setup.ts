import { asOwner, dropLeftovers, ensureTemplate, startTestServer } from './test-server.ts';

/** Starts (or joins) the test server before the first file and lets go of it after the last one. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  await dropLeftovers(server.url);
  process.env['FLOORWALKER_TEST_SERVER'] = server.url;
  process.env['FLOORWALKER_TEST_TEMPLATE'] = await ensureTemplate(server.url);
  process.env['FLOORWALKER_TEST_RUN'] = String(process.pid);
  return async () => {
    await asOwner(server.url, async (sql) => {
      const left = await sql<{ datname: string }[]>`
        select datname from pg_database where datname like ${`test\\_${process.pid}\\_%`}`;
      for (const { datname } of left) await sql.unsafe(`drop database if exists ${datname} with (force)`);
    });
    await server.stop();
  };
}
