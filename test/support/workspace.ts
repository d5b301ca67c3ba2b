import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AppProcess, startApp } from '../../src/sandbox/app-process.ts';
import { openAppDatabase } from '../../src/sandbox/app-database.ts';
import type { AppRequest, Delivered } from '../../src/sandbox/delivery/app-link.ts';
import { createHttpLink } from '../../src/sandbox/delivery/http-link.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { Hands } from '../../src/sandbox/hands/hands.ts';
import { installApp, type InstallOutcome } from '../../src/sandbox/hands/install-app.ts';
import { newIdentity } from '../../src/sandbox/identity.ts';
import { readManifest } from '../../src/sandbox/manifest.ts';
import { newOAuthSettings, oauthEnvironment, type OAuthSettings } from '../../src/sandbox/oauth/settings.ts';
import { harbourSupport } from '../../src/sandbox/sample/harbour.ts';
import { northwindSupport } from '../../src/sandbox/sample/northwind.ts';
import { pageFiles } from '../../src/sandbox/serve-page.ts';
import { type Sandbox, type SandboxSettings, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { World } from '../../src/sandbox/world.ts';
import { appArguments } from './built-program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 60_000;

export interface WorkspaceOptions {
  readonly mode?: 'http' | 'socket';
  /** Spawns the real app on this database (owner's URL), in so many processes; or takes an app that runs in the test. */
  readonly app:
    | { readonly databaseUrl: string; readonly processes?: number; readonly env?: Record<string, string> }
    | { readonly url: () => string };
  /** Pauses before repeated deliveries of an event; short unless the test is about them. */
  readonly eventRetriesMs?: readonly number[];
  /** Slack's calls a minute per method; off unless the test is about them. 1 message/s/channel always holds. */
  readonly enforceTiers?: boolean;
  readonly manifestPath?: string;
  /** Serves the workshop's page too, for a browser. */
  readonly page?: boolean;
  /** The app in its OAuth mode, in one workspace or in two whose people and channels have the same ids. */
  readonly workspaces?: 1 | 2;
  /** With `workspaces`: whether somebody has installed the app there already (in each), which is usual. */
  readonly installed?: boolean;
}

/** A stand-in workspace for a test, with the sample people and channels, and the app in it. */
export interface Workspace {
  readonly world: World;
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly apps: readonly AppProcess[];
  /** Everything that was sent to the app so far, in order. */
  readonly requests: AppRequest[];
  /** The hands of ana, leo, maya …, in the first workspace unless another one is named. */
  as(name: string, workspace?: string): Hands;
  /** Installs the app over OAuth, as Iris. */
  install(workspace?: string): Promise<InstallOutcome>;
  /** Sends something to the app as if Slack did: again, out of order, or forged. Always by signed HTTP. */
  deliver(request: AppRequest): Promise<Delivered>;
  forward(by: { hours?: number; minutes?: number; days?: number }): Promise<void>;
  close(): Promise<void>;
}

export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const identity = newIdentity();
  const requests: AppRequest[] = [];
  const apps: AppProcess[] = [];
  const spawned = 'databaseUrl' in options.app ? options.app : undefined;
  const database = spawned && (await openAppDatabase(spawned.databaseUrl));
  const appUrl = 'url' in options.app ? options.app.url : turns(apps);
  const oauth = options.workspaces ? newOAuthSettings(appUrl) : undefined;
  const sandbox = await startSandbox({
    ...(await sampleSettings(identity, options)),
    ...(oauth && { oauth }),
    appUrl,
    ...(database ? { appClock: database } : {}),
    onRequest: (request) => requests.push(request),
  });
  const people = peopleOf(sandbox);
  if (spawned) apps.push(...(await spawnApps(sandbox, spawned, accessTo(sandbox, oauth, options))));
  const install: Workspace['install'] = (workspace = sandbox.world.state.workspace.id) =>
    installApp({ appOrigin: new URL(appUrl()).origin, workspace, person: 'U0IRIS' });
  if (oauth && options.installed !== false) await installEverywhere(sandbox, install);
  return {
    world: sandbox.world,
    sandbox,
    url: sandbox.url,
    apps,
    requests,
    as: people.as,
    install,
    deliver: (request) => createHttpLink({ appUrl, signingSecret: identity.signingSecret }).send(request),
    forward: people.forward,
    async close() {
      people.close();
      await Promise.all(apps.map((app) => app.stop()));
      await Promise.all([sandbox.close(), database?.close()]);
    },
  };
}

async function sampleSettings(
  identity: SandboxSettings['identity'],
  options: WorkspaceOptions,
): Promise<Omit<SandboxSettings, 'appUrl'>> {
  const freshState = () => northwindSupport(new Date(), identity);
  const harbour = () => harbourSupport(new Date(), identity);
  return {
    identity,
    manifest: readManifest(options.manifestPath ?? join(ROOT, 'manifest.yml')),
    state: freshState(),
    freshState,
    further: options.workspaces === 2 ? [{ state: harbour(), freshState: harbour }] : [],
    port: 0,
    mode: options.mode ?? 'http',
    eventRetriesMs: options.eventRetriesMs ?? [0, 50, 200],
    enforceTiers: options.enforceTiers ?? false,
    ...(options.page ? { page: await pageFiles() } : {}),
  };
}

type Spawned = Extract<WorkspaceOptions['app'], { databaseUrl: string }>;

/** How the app may talk to the stand-in. */
function accessTo(
  { world }: Sandbox,
  oauth: OAuthSettings | undefined,
  { mode }: WorkspaceOptions,
): Record<string, string> {
  const { appToken, botToken, signingSecret } = world.identity;
  if (oauth) {
    const FLOORWALKER_SECRET_KEY = 'a key for tests and for nothing else';
    return { ...oauthEnvironment(oauth), SLACK_SIGNING_SECRET: signingSecret, FLOORWALKER_SECRET_KEY };
  }
  const way = mode === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret };
  return { SLACK_BOT_TOKEN: botToken, ...way };
}

async function installEverywhere({ worlds }: Sandbox, install: Workspace['install']): Promise<void> {
  for (const { state } of worlds) {
    const { status, page } = await install(state.workspace.id);
    if (status !== 200) throw new Error(`the app could not be installed (${status}): ${page}`);
  }
}

async function spawnApps(
  { url }: Sandbox,
  app: Spawned,
  access: Readonly<Record<string, string>>,
): Promise<AppProcess[]> {
  const logs = join(ROOT, '.data', 'test', 'logs');
  mkdirSync(logs, { recursive: true });
  const environment = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    SLACK_API_URL: `${url}/api/`,
    DATABASE_URL: app.databaseUrl,
    ...access,
    ...app.env,
  };
  const program = await appArguments();
  const starting = Array.from({ length: app.processes ?? 1 }, async (_, index) => {
    const logPath = join(logs, `app-${process.pid}-${Date.now()}-${index}.log`);
    const started = await startApp({ root: ROOT, program, environment, logPath });
    if (!(await started.ready(READY_MS))) {
      await started.stop();
      throw new Error(`the app did not get ready; its log is ${logPath}`);
    }
    return started;
  });
  return Promise.all(starting);
}

/** Sends each request to the next process. */
function turns(apps: readonly AppProcess[]): () => string {
  let next = 0;
  return () => {
    next += 1;
    return apps[next % apps.length]?.url ?? 'http://127.0.0.1:9/';
  };
}

/** The hands of everybody, and the clock they share. */
function peopleOf({ worlds, url }: Sandbox): Pick<Workspace, 'as' | 'forward'> & { close: () => void } {
  const clients = worlds.map(({ state }) => connectTo(url, state.workspace.id));
  const [client = connectTo(url)] = clients;
  return {
    forward: ({ days = 0, hours = 0, minutes = 0 }) =>
      client.moveClock({ byMs: ((days * 24 + hours) * 60 + minutes) * 60_000 }),
    as: (name, workspace = worlds[0].state.workspace.id) => {
      const place = worlds.findIndex(({ state }) => state.workspace.id === workspace);
      const people = Object.values(worlds[place]?.state.people ?? {});
      const person = people.find((candidate) => candidate.name === name.toLowerCase() || candidate.id === name);
      if (!person) throw new Error(`nobody in the workspace is called ${name}`);
      return new Hands(clients[place] ?? client, person.id, person.realName);
    },
    close: () => {
      for (const one of clients) one.close();
    },
  };
}
