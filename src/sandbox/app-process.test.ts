import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppProcess, startApp } from './app-process.ts';

/** Serves both ports, and tells at each which one the admin port is. */
const PROGRAM = `
  for (const port of [process.env.PORT, process.env.ADMIN_PORT])
    require('node:http').createServer((request, response) => response.end(process.env.ADMIN_PORT)).listen(port, '127.0.0.1');
  process.on('disconnect', () => process.exit(1));
`;

let folder: string;
let app: AppProcess;
let adminPort: number;
let died: Promise<void>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'app-process-'));
  let resolve: () => void = () => undefined;
  died = new Promise((told) => {
    resolve = told;
  });
  app = await startApp({
    root: folder,
    environment: {},
    logPath: join(folder, 'app.log'),
    program: ['-e', PROGRAM],
    onDeath: () => resolve(),
  });
  await app.ready(20_000);
  adminPort = await adminPortNow();
});
afterEach(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const adminPortNow = async () => Number(await (await fetch(app.url)).text());

test('an app that was killed is started again where it was', async () => {
  const { url } = app;
  app.signal('SIGKILL');
  await died;

  expect(await app.ready(20_000)).toBe(true);
  expect([app.url, await adminPortNow()]).toEqual([url, adminPort]);
});

test('an app whose port was given away while it was dead is started again at another', async () => {
  app.signal('SIGKILL');
  await died;
  const taker = createServer((_request, response) => response.writeHead(503).end());
  await new Promise<void>((listening) => taker.listen(adminPort, '127.0.0.1', listening));

  expect(await app.ready(20_000)).toBe(true);
  expect(await adminPortNow()).not.toBe(adminPort);
  taker.closeAllConnections();
  await new Promise((closed) => taker.close(closed));
});
