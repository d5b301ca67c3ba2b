import { join } from 'node:path';
import { startEmbedded, type EmbeddedServer } from '../db/embedded.ts';
import { done } from './acts/result.ts';
import { type AppDatabase, openAppDatabase } from './app-database.ts';
import { type AppProcess, startApp } from './app-process.ts';
import { type AppWatch, watchApp } from './app-watch.ts';
import type { SandboxConfig } from './config.ts';
import { connectTo } from './hands/client.ts';
import { newIdentity } from './identity.ts';
import { newOAuthSettings, type OAuthSettings } from './oauth/settings.ts';
import { readManifest } from './manifest.ts';
import type { ActResult } from './protocol.ts';
import { northwindSupport } from './sample/northwind.ts';
import { playLibrary, playRosters, playStory, STORY_HOURS } from './sample/play-story.ts';
import { pageFiles } from './serve-page.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { loadSnapshot } from './snapshot.ts';
import type { SlackState } from './state/state.ts';
import { installableApp, installEverywhere, secondWorkspace } from './two-workspaces.ts';
import type { AppIdentity } from './world.ts';

const READY_MS = 60_000;
const LOOK_MS = 2000;
const HOUR_MS = 3_600_000;

type Say = (line: string) => void;

export interface Workshop {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the database, the stand-in workspace with its page, and the app against it; the first time, tells the sample's story. */
export async function startWorkshop(config: SandboxConfig, say: Say): Promise<Workshop> {
  const manifest = readManifest(join(config.root, 'manifest.yml'));
  const embedded = await ownServer(config, say);
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const database = await openAppDatabase(databaseUrl);
  const identity = newIdentity(config.botToken);
  const snapshotPath = join(config.dataFolder, 'workspace.json');
  const state = await whereToBegin(database, embedded, loadSnapshot(snapshotPath), identity);

  let app: AppProcess | undefined;
  let watch: AppWatch | undefined;
  const oauth = config.workspaces === 2 ? newOAuthSettings(() => app?.url ?? 'http://127.0.0.1:9/') : undefined;
  const sandbox = await startSandbox({
    ...(oauth && { oauth, further: [secondWorkspace(config.dataFolder, identity, state)] }),
    identity,
    manifest,
    state,
    freshState: () => beforeTheStory(identity),
    snapshotPath,
    port: config.port,
    mode: 'http',
    appUrl: () => app?.url ?? '',
    isAppUp: () => app?.isReady() ?? false,
    isAppAway: () => watch?.isAway() ?? false,
    appClock: database,
    onReset: (putBack) => startOver(putBack),
    page: await pageFiles(),
  });

  async function bringUp(): Promise<void> {
    const ofThisRun = { ...accessOf(config, oauth, sandbox), DATABASE_URL: databaseUrl };
    app = await startApp(appSettings(config, ofThisRun, sandbox, say));
    if (!(await app.ready(READY_MS))) return say('The app is not ready; its log is .data/app.log');
    if (state.storyTold) return;
    if (oauth) await installEverywhere(sandbox, app.url);
    await tellStory(sandbox, say);
  }

  async function startOver(putBack: () => void): Promise<ActResult> {
    const error = whyNotOver(app, embedded);
    if (error !== undefined) return { ok: false, error };
    await app?.stop();
    await database.empty();
    putBack();
    await database.setClock(state.clockOffsetMs);
    await bringUp();
    return done;
  }

  await bringUp();
  const letDie = keepAlive(embedded, say);
  watch = watchOver(sandbox, () => app, say);
  return {
    url: sandbox.url,
    async stop() {
      watch.stop();
      await letDie();
      await app?.stop();
      await sandbox.close();
      await database.close();
      await embedded?.stop();
    },
  };
}

function accessOf(
  config: SandboxConfig,
  oauth: OAuthSettings | undefined,
  sandbox: Sandbox,
): Readonly<Record<string, string>> {
  return oauth ? installableApp(config.dataFolder, oauth) : { SLACK_BOT_TOKEN: sandbox.world.identity.botToken };
}

function whyNotOver(app: AppProcess | undefined, embedded: EmbeddedServer | undefined): string | undefined {
  if (!app?.isReady()) return 'The app is just starting; try again in a moment.';
  return embedded ? undefined : 'A database of your own (DATABASE_URL) is not emptied.';
}

/** People read on the page, and whoever started it in the terminal, that the app stays away. */
function watchOver({ worlds }: Sandbox, app: () => AppProcess | undefined, say: Say): AppWatch {
  return watchApp({
    isWell: async () => (await app()?.isWell()) ?? false,
    onChange(isAway) {
      for (const world of worlds) world.changed();
      say(isAway ? 'The app does not answer; what is wrong is at the end of .data/app.log' : 'The app is back.');
    },
  });
}

async function ownServer(config: SandboxConfig, say: Say): Promise<EmbeddedServer | undefined> {
  return config.databaseUrl ? undefined : startEmbedded({ directory: join(config.dataFolder, 'postgres'), say });
}

/** Starts the database again when it has died, as the app is; returns what ends that. */
function keepAlive(server: EmbeddedServer | undefined, say: Say): () => Promise<void> {
  let look: Promise<void> | undefined;
  const timer = setInterval(() => {
    // One at a time: a queue of looks, each with its own patience, would outlast Ctrl-C.
    look ??= server
      ?.revive()
      .catch((error: unknown) => say(String(error)))
      .finally(() => {
        look = undefined;
      });
  }, LOOK_MS);
  return async () => {
    clearInterval(timer);
    await look;
  };
}

/** Goes on where it was left, if workspace and database are both from then; else begins anew. The app's clock stands there. */
async function whereToBegin(
  database: AppDatabase,
  embedded: EmbeddedServer | undefined,
  saved: SlackState | undefined,
  identity: AppIdentity,
): Promise<SlackState> {
  const state = await chooseState(database, embedded, saved, identity);
  await database.setClock(state.clockOffsetMs);
  return state;
}

async function chooseState(
  database: AppDatabase,
  embedded: EmbeddedServer | undefined,
  saved: SlackState | undefined,
  identity: AppIdentity,
): Promise<SlackState> {
  const isUnused = await database.isUnused();
  if (saved?.storyTold && !isUnused) return saved;
  if (isUnused) return beforeTheStory(identity);
  if (!embedded) return { ...northwindSupport(new Date(), identity), storyTold: true };
  await database.empty();
  return beforeTheStory(identity);
}

/** The story begins yesterday: the clock stands back by as much, and is at real time again when it ends. */
function beforeTheStory(identity: AppIdentity): SlackState {
  return { ...northwindSupport(new Date(), identity), clockOffsetMs: -STORY_HOURS * HOUR_MS };
}

async function tellStory({ world, url }: Sandbox, say: Say): Promise<void> {
  say('Acting out the sample team’s cases (first start only) …');
  const client = connectTo(url);
  try {
    await playStory(client, new Date());
    await playRosters(client, new Date());
    await playLibrary(client);
  } catch (error) {
    say(`The sample’s cases are not complete: ${error instanceof Error ? error.message : String(error)}`);
    await client.moveClock({ reset: true });
  }
  client.close();
  // What only one person saw is gone when they look again next day.
  Object.assign(world.state, { storyTold: true, ephemerals: [], notices: {}, openModals: {} });
  world.changed();
}

function appSettings(
  config: SandboxConfig,
  ofThisRun: Readonly<Record<string, string>>,
  { world, url }: Sandbox,
  say: Say,
): Parameters<typeof startApp>[0] {
  return {
    root: config.root,
    logPath: join(config.dataFolder, 'app.log'),
    portPath: join(config.dataFolder, 'app-port'),
    environment: {
      ...config.appEnvironment,
      SLACK_API_URL: `${url}/api/`,
      SLACK_SIGNING_SECRET: world.identity.signingSecret,
      ...ofThisRun,
    },
    onDeath(code) {
      const text = `The app stopped (exit code ${code ?? 'none'}) and is started again. Its log is .data/app.log`;
      for (const id of Object.keys(world.state.people)) world.state.notices[id] = text;
      world.changed();
      say(text);
    },
  };
}
