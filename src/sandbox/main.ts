import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '../db/embedded.ts';
import { openAppDatabase } from './app-database.ts';
import { startApp, type AppProcess } from './app-process.ts';
import { readSandboxConfig, type SandboxConfig } from './config.ts';
import { newIdentity } from './identity.ts';
import { readManifest } from './manifest.ts';
import { findRunning, noteRunning } from './running.ts';
import { northwindSupport } from './sample/northwind.ts';
import { pageFiles } from './serve-page.ts';
import { startSandbox } from './sandbox.ts';
import { loadSnapshot } from './snapshot.ts';
import type { World } from './world.ts';

const START_MS = 60_000;

/** Everything for `npm start`: the database, the stand-in workspace with its page, and the app against it. */
async function main(): Promise<void> {
  const config = readSandboxConfig();
  const runningNote = join(config.dataFolder, 'sandbox.json');
  const already = await findRunning(runningNote);
  if (already) return say(`Floorwalker is running already: ${shown(already)}`);
  mkdirSync(config.dataFolder, { recursive: true });

  const started = await start(config);
  const forget = noteRunning(runningNote, started.url);
  stopOnSignal(async () => {
    await started.stop();
    forget();
  });
  say(`Floorwalker is ready: ${shown(started.url)}`);
}

async function start(config: SandboxConfig): Promise<{ url: string; stop: () => Promise<void> }> {
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ directory: join(config.dataFolder, 'postgres'), say });
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const database = await openAppDatabase(databaseUrl);
  const identity = newIdentity();
  const freshState = () => northwindSupport(new Date(), identity);
  const snapshotPath = join(config.dataFolder, 'workspace.json');
  const state = loadSnapshot(snapshotPath) ?? freshState();
  await database.setClock(state.clockOffsetMs);

  let app: AppProcess | undefined;
  const sandbox = await startSandbox({
    identity,
    manifest: readManifest(join(config.root, 'manifest.yml')),
    state,
    freshState,
    snapshotPath,
    port: config.port,
    mode: 'http',
    appUrl: () => app?.url ?? '',
    isAppUp: () => app?.isReady() ?? false,
    tellClock: (offsetMs) => database.setClock(offsetMs),
    page: await pageFiles(),
  });
  app = await startApp({
    root: config.root,
    logPath: join(config.dataFolder, 'app.log'),
    environment: {
      ...config.appEnvironment,
      SLACK_API_URL: `${sandbox.url}/api/`,
      SLACK_BOT_TOKEN: identity.botToken,
      SLACK_SIGNING_SECRET: identity.signingSecret,
      DATABASE_URL: databaseUrl,
    },
    onDeath: (code) =>
      tellEverybody(
        sandbox.world,
        `The app stopped (exit code ${code ?? 'none'}); starting it again. Its log: .data/app.log`,
      ),
  });
  if (!(await app.ready(START_MS))) say('The app is not ready yet; its log is in .data/app.log');
  return {
    url: sandbox.url,
    async stop() {
      await app?.stop();
      await sandbox.close();
      await database.close();
      await embedded?.stop();
    },
  };
}

function tellEverybody(world: World, text: string): void {
  for (const id of Object.keys(world.state.people)) world.state.notices[id] = text;
  world.changed();
  say(text);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().finally(() => process.exit(0));
    });
  }
}

function shown(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
