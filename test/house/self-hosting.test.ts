import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { until } from '../chaos/support/until.ts';
import { createTestDatabase } from '../support/database.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The instructions of the Dockerfile, long ones joined. */
const STEPS = read('Dockerfile')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .map((line) => /^(?<name>[A-Z]+) (?<rest>.+)$/.exec(line)?.groups)
  .flatMap((found) => (found?.['name'] && found['rest'] ? [{ name: found['name'], rest: found['rest'] }] : []));
const of = (name: string) => STEPS.filter((step) => step.name === name).map(({ rest }) => rest);

/** What the second stage takes from the checkout. */
const COPIED = of('COPY')
  .slice(1)
  .filter((rest) => !rest.startsWith('--from'))
  .flatMap((rest) => rest.split(' ').slice(0, -1));

const Compose = z.object({
  services: z.object({
    app: z.object({ environment: z.record(z.string(), z.string()), env_file: z.string(), ports: z.array(z.string()) }),
    database: z.object({ image: z.string(), environment: z.record(z.string(), z.string()) }),
  }),
});
const { app, database } = Compose.parse(parse(read('compose.yaml'))).services;
const PASSWORD = 'c0ffee';
const filledIn = (text: string) => text.replaceAll(/\$\{POSTGRES_PASSWORD[^}]*\}/g, PASSWORD);

describe('the Dockerfile', () => {
  test('builds in two stages on the Node that the app asks for, and runs as nobody special', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const [, major] = /^>=(\d+)\./.exec(engines.node) ?? [];

    expect(of('FROM').map((rest) => rest.split(' ')[0])).toEqual(Array(2).fill(`node:${major}-bookworm-slim`));
    expect(of('USER')).toEqual(['node']);
    expect(of('ENV')).toEqual(['NODE_ENV=production']);
  });

  test('copies what is there and not kept out, and opens the port that the app takes', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    const { port } = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });

    for (const file of COPIED) expect([file, existsSync(path.join(ROOT, file))]).toEqual([file, true]);
    expect(allowed.map((line) => line.slice(1)).toSorted()).toEqual([...new Set(COPIED)].toSorted());
    expect(of('EXPOSE')).toEqual([String(port)]);
    expect(app.ports).toEqual([`127.0.0.1:${port}:${port}`]);
  });
});

describe('compose.yaml', () => {
  test('gives the app the database that it makes', () => {
    const given = Object.fromEntries(Object.entries(app.environment).map(([name, text]) => [name, filledIn(text)]));
    const { databaseUrl } = readConfig({ ...given, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    const made = database.environment;

    expect(databaseUrl).toBe(`postgres://${made['POSTGRES_USER']}:${PASSWORD}@database:5432/${made['POSTGRES_DB']}`);
    expect(made['POSTGRES_INITDB_ARGS']).toContain('--encoding=UTF8');
    expect(Number(/^postgres:(\d+)/.exec(database.image)?.[1])).toBeGreaterThanOrEqual(17);
  });

  test('and the page about it name only variables that are known', () => {
    const known = new Set([...read('README.md').matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name));
    const named = [...read('docs/installing.md').matchAll(/\b([A-Z]+(?:_[A-Z]+)+)\b/g)].map(([, name]) => name ?? '');

    expect(named.filter((name) => !known.has(name) && name !== 'POSTGRES_PASSWORD' && name !== 'NODE_ENV')).toEqual([]);
    expect(Object.keys(app.environment).filter((name) => !known.has(name))).toEqual([]);
  });
});

test(
  'what is copied suffices: the app starts from it, and the probe of its health says so',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'floorwalker-image-'));
    mkdirSync(folder, { recursive: true });
    for (const file of COPIED) cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    const [data, slack, port, adminPort] = await Promise.all([
      createTestDatabase(),
      tokenServer(),
      freePort(),
      freePort(),
    ]);
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      NODE_ENV: 'production',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'not needed here',
      SLACK_API_URL: slack.url,
      DATABASE_URL: data.url,
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
    };
    const started = spawn(...commandOf('CMD'), { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    started.stderr.on('data', (part: Buffer) => void (said += part.toString()));
    try {
      const [, probe] = of('HEALTHCHECK')[0]?.split(' CMD ') ?? [];
      const [program, args] = commandFrom(probe ?? '');
      await until(
        `the probe says that it is ready; it said ${said}`,
        async () => {
          const asked = spawn(program, args, { cwd: folder, env, stdio: 'ignore' });
          return (await endOf(asked)) === 0;
        },
        90_000,
      );
      started.kill('SIGTERM');
      expect(await endOf(started)).toBe(0);
    } finally {
      started.kill('SIGKILL');
      await Promise.all([data.close(), slack.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

function commandOf(name: 'CMD'): readonly [string, string[]] {
  return commandFrom(of(name)[0] ?? '');
}

/** `["node", "bin/start.mjs"]` */
function commandFrom(json: string): [string, string[]] {
  const [program = '', ...args] = z.array(z.string()).parse(JSON.parse(json));
  return [program === 'node' ? process.execPath : program, args];
}

function endOf(child: ReturnType<typeof spawn>): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** Says whose token it is, and nothing else. */
async function tokenServer() {
  const bot = { team_id: 'T0IMAGE', team: 'Image', url: 'https://image.slack.com/', bot_id: 'B0', user_id: 'U0' };
  const server = createServer((request, response) => {
    const isWho = request.url?.endsWith('auth.test');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isWho ? { ok: true, ...bot } : { ok: false, error: 'not_here' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return { url, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
