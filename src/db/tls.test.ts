import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner } from '../../test/support/test-server.ts';
import { createDatabase } from './client.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { serverAccount } from './server-account.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let directory: string;
let server: EmbeddedServer;
beforeAll(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'floorwalker-tls-')));
  await chmod(directory, 0o755);
  server = await startEmbedded({ directory, throwAway: true });
  await migrate(server.url);
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

async function turnTlsOn(): Promise<void> {
  const data = join(directory, 'server/data');
  const made = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=localhost',
      '-keyout',
      `${data}/server.key`,
      '-out',
      `${data}/server.crt`,
    ],
    { ...serverAccount(() => undefined), cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  await asOwner(server.url, async (sql) => {
    await sql`alter system set ssl = on`;
    await sql`select pg_reload_conf()`;
  });
}

/** Whether the connections of both roles are encrypted. */
async function encryption(sslMode: string): Promise<readonly boolean[]> {
  const db = createDatabase({ url: `${server.url}?sslmode=${sslMode}` });
  try {
    await db.withWorkspace('T1', (tx) => tx.execute('select 1'));
    await db.system`select 1`;
    const rows = await asOwner(
      server.url,
      (sql) => sql<{ ssl: boolean }[]>`
        select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name like 'floorwalker_%'`,
    );
    return rows.map(({ ssl }) => ssl);
  } finally {
    await db.close();
  }
}

test('a server without TLS is used without it, unless TLS is required', async () => {
  await expect(encryption('disable')).resolves.toEqual([false, false]);
  await expect(encryption('prefer')).resolves.toEqual([false, false]);
  await expect(encryption('require')).rejects.toThrow('it speaks no TLS');
});

test.skipIf(!hasOpenssl)('the URL says whether connections are encrypted and the certificate is checked', async () => {
  await turnTlsOn();

  await expect(encryption('disable')).resolves.toEqual([false, false]);
  await expect(encryption('prefer')).resolves.toEqual([true, true]);
  await expect(encryption('require')).resolves.toEqual([true, true]);
  await expect(encryption('verify-full')).rejects.toThrow(/self-signed certificate/);
});
