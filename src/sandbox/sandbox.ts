import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AppLink, AppRequest } from './delivery/app-link.ts';
import { done } from './acts/result.ts';
import { createTimers } from './clock/timers.ts';
import { createHttpLink } from './delivery/http-link.ts';
import { createSocketLink, type SocketLink } from './delivery/socket-link.ts';
import { createTriggers } from './delivery/triggers.ts';
import { createFaults } from './faults.ts';
import { BadRequest } from './http/body.ts';
import { refuseStrangers } from './http/guard.ts';
import { replyText } from './http/reply.ts';
import { matchRoute, type Route } from './http/route.ts';
import { TIME } from './limits.ts';
import type { Manifest } from './manifest.ts';
import { createChanges } from './page-api/changes.ts';
import type { TellClock } from './page-api/move-clock.ts';
import { pageRoutes } from './page-api/routes.ts';
import type { ActResult } from './protocol.ts';
import { keepSnapshot } from './snapshot.ts';
import type { SlackState } from './state/state.ts';
import { createPacing } from './web-api/pacing.ts';
import { slackRoutes } from './web-api/routes.ts';
import type { AppIdentity, World } from './world.ts';

export interface SandboxSettings {
  readonly identity: AppIdentity;
  readonly manifest: Manifest;
  /** Where it begins: a snapshot, or the sample. Changed in place from here on. */
  readonly state: SlackState;
  /** What a reset goes back to. */
  readonly freshState: () => SlackState;
  /** Free ports are tried upwards from here; 0 takes any. */
  readonly port: number;
  readonly mode: 'http' | 'socket';
  /** Where the app takes signed requests. */
  readonly appUrl: () => string;
  /** Whether the app's process is up, if somebody knows; else the last delivery tells. */
  readonly isAppUp?: () => boolean;
  /** Sees everything that is sent to the app, before it is. */
  readonly onRequest?: (request: AppRequest) => void;
  readonly tellClock?: TellClock;
  /** Wraps the reset, so that what the app has stored goes too; `putBack` makes the state fresh. */
  readonly onReset?: (putBack: () => void) => Promise<ActResult>;
  readonly snapshotPath?: string;
  /** The page and its files. */
  readonly page?: readonly Route[];
  readonly eventRetriesMs?: readonly number[];
  /** Also hold the app to Slack's calls a minute for each method (default); 1 message/s/channel holds always. */
  readonly enforceTiers?: boolean;
}

export interface Sandbox {
  readonly world: World;
  /** http://127.0.0.1:3000 */
  readonly url: string;
  readonly socket: SocketLink;
  /** Called after each change, with the version the page sees. */
  listen(listener: (version: number) => void): () => void;
  close(): Promise<void>;
}

/** Starts the stand-in workspace on 127.0.0.1 and nowhere else. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const server = createServer();
  const port = await listenNear(server, settings.port);
  const url = `http://127.0.0.1:${port}`;
  const changes = createChanges();
  const snapshot = settings.snapshotPath ? keepSnapshot(settings.snapshotPath, settings.state) : undefined;
  const socket = createSocketLink(settings.identity.appId);
  const http = createHttpLink({
    appUrl: settings.appUrl,
    signingSecret: settings.identity.signingSecret,
    ...(settings.isAppUp ? { isUp: settings.isAppUp } : {}),
  });
  const link = watched(settings.mode === 'socket' ? socket : http, settings.onRequest);
  const world = createWorld(settings, url, link, () => {
    changes.changed();
    snapshot?.soon();
  });
  const routes = [
    ...slackRoutes(world),
    ...pageRoutes({
      world,
      changes,
      tellClock: settings.tellClock ?? (() => Promise.resolve()),
      reset: () => reset(world, settings),
    }),
    ...(settings.page ?? []),
  ];
  server.on('request', (request: IncomingMessage, response: ServerResponse) => void answer(routes, request, response));
  server.on('upgrade', (request, stream, head) => {
    if (request.url?.startsWith('/link/')) socket.upgrade(request, stream, head);
    else stream.destroy();
  });
  return {
    world,
    url,
    socket,
    listen: (listener) => changes.listen(listener),
    async close() {
      snapshot?.now();
      world.timers.clear();
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function watched(link: AppLink, onRequest: SandboxSettings['onRequest']): AppLink {
  return {
    connected: () => link.connected(),
    send(request) {
      onRequest?.(request);
      return link.send(request);
    },
  };
}

function createWorld(settings: SandboxSettings, baseUrl: string, app: AppLink, changed: () => void): World {
  const { state, identity, manifest } = settings;
  const now = (): Date => new Date(Date.now() + state.clockOffsetMs);
  return {
    state,
    identity,
    manifest,
    baseUrl,
    app,
    triggers: createTriggers(),
    pacing: createPacing(settings.enforceTiers ?? true),
    faults: createFaults(),
    refusals: [],
    eventRetriesMs: settings.eventRetriesMs ?? TIME.eventRetriesMs,
    timers: createTimers(now),
    now,
    changed,
  };
}

/** The state object stays the same one; everything in it is put back. */
async function reset(world: World, settings: SandboxSettings): Promise<ActResult> {
  function putBack(): void {
    Object.assign(world.state, settings.freshState());
    world.timers.clear();
    world.faults.clear();
    world.refusals.splice(0);
    world.changed();
  }
  if (settings.onReset) return settings.onReset(putBack);
  putBack();
  return done;
}

async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    refuseStrangers(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const found = matchRoute(routes, request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET'), url.pathname);
    if (!found) return replyText(response, 404, 'not found');
    await found.route.answer({ request, response, url, parts: found.parts });
  } catch (error) {
    if (error instanceof BadRequest) return replyText(response, error.status, error.message);
    process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    if (!response.headersSent) replyText(response, 500, 'the sandbox itself failed');
  }
}

const PORTS_TRIED = 20;

async function listenNear(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; port <= wanted + PORTS_TRIED; port += 1) {
    const taken = await tryListen(server, port);
    const address = server.address();
    if (!taken && address !== null && typeof address === 'object') return address.port;
  }
  throw new Error(`no free port from ${wanted} to ${wanted + PORTS_TRIED}`);
}

/** Resolves to true when the port is taken. */
function tryListen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void =>
      error.code === 'EADDRINUSE' ? resolve(true) : reject(error);
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      resolve(false);
    });
  });
}
