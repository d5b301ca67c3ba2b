import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AppLink, AppRequest } from './delivery/app-link.ts';
import { done } from './acts/result.ts';
import { createWorld, type CreatedWorld, type WorkspaceSettings } from './create-world.ts';
import { type AppClock, noAppClock } from './clock/app-clock.ts';
import { createClockMover, STILL_MOVING } from './clock/move-clock.ts';
import { createHttpLink } from './delivery/http-link.ts';
import { createSocketLink, type SocketLink } from './delivery/socket-link.ts';
import { createTickets, type Tickets } from './delivery/tickets.ts';
import { BadRequest } from './http/body.ts';
import { refuseStrangers } from './http/guard.ts';
import { replyText } from './http/reply.ts';
import { reportFailure } from './http/report-failure.ts';
import { matchRoute, type Route } from './http/route.ts';
import type { Manifest } from './manifest.ts';
import { createChanges } from './page-api/changes.ts';
import { oauthRoutes } from './oauth/routes.ts';
import type { OAuthSettings } from './oauth/settings.ts';
import { pageRoutes } from './page-api/routes.ts';
import type { ActResult } from './protocol.ts';
import { slackRoutes } from './web-api/routes.ts';
import type { AppIdentity, World } from './world.ts';
import { atLeastOne, meantByApp, namedInAddress, routesOfAll, type Worlds } from './worlds.ts';

export interface SandboxSettings extends WorkspaceSettings {
  readonly identity: AppIdentity;
  readonly manifest: Manifest;
  /** Further workspaces beside this one, in which the app has the same ids. */
  readonly further?: readonly WorkspaceSettings[];
  /** Given: nobody has the app until they install it, each workspace with a token of its own. Else it is there by its token. */
  readonly oauth?: OAuthSettings;
  /** Free ports are tried upwards from here; 0 takes any. */
  readonly port: number;
  readonly mode: 'http' | 'socket';
  /** Where the app takes signed requests. */
  readonly appUrl: () => string;
  /** Whether the app's process is up, if somebody knows; else the last delivery tells. */
  readonly isAppUp?: () => boolean;
  /** Whether it has been away for longer than a restart takes; then the page says so. */
  readonly isAppAway?: () => boolean;
  /** Sees everything that is sent to the app, before it is. */
  readonly onRequest?: (request: AppRequest) => void;
  /** The app's side of the clock; without it, nobody is told of a moved clock nor waited for. */
  readonly appClock?: AppClock;
  /** Wraps the reset, so that what the app has stored goes too; `putBack` makes the state fresh. */
  readonly onReset?: (putBack: () => void) => Promise<ActResult>;
  /** The page and its files. */
  readonly page?: readonly Route[];
  readonly eventRetriesMs?: readonly number[];
  /** Also hold the app to Slack's calls a minute for each method (default); 1 message/s/channel holds always. */
  readonly enforceTiers?: boolean;
}

export interface Sandbox {
  /** The first of its workspaces, usually the only one. */
  readonly world: World;
  readonly worlds: Worlds;
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
  const tickets = createTickets();
  const socket = createSocketLink(settings.identity.appId, tickets);
  const http = createHttpLink({
    appUrl: settings.appUrl,
    signingSecret: settings.identity.signingSecret,
    ...(settings.isAppUp ? { isUp: settings.isAppUp } : {}),
  });
  const link = watched(settings.mode === 'socket' ? socket : http, settings);
  const created = createWorlds(settings, { url, app: link, tickets, changed: () => changes.changed() });
  const worlds = atLeastOne(created.map(({ world }) => world));
  const clock = createClockMover(worlds, settings.appClock ?? noAppClock);
  const pageOf = (world: World): Route[] =>
    pageRoutes({
      world,
      changes,
      moveClock: (move) => clock.move(move),
      reset: async () => (clock.isMoving() ? { ok: false, error: STILL_MOVING } : reset(created, settings)),
    });
  const routes = [
    ...(settings.oauth ? oauthRoutes(worlds, settings.oauth) : []),
    ...routesOfAll(worlds, slackRoutes, meantByApp),
    ...routesOfAll(worlds, pageOf, namedInAddress),
    ...(settings.page ?? []),
  ];
  server.on('request', (request: IncomingMessage, response: ServerResponse) => void answer(routes, request, response));
  server.on('upgrade', (request, stream, head) => {
    if (request.url?.startsWith('/link/')) socket.upgrade(request, stream, head);
    else stream.destroy();
  });
  return {
    world: worlds[0],
    worlds,
    url,
    socket,
    listen: (listener) => changes.listen(listener),
    async close() {
      for (const one of created) one.close();
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function watched(link: AppLink, { onRequest, isAppAway }: SandboxSettings): AppLink {
  return {
    connected: () => link.connected(),
    isAway: () => isAppAway?.() ?? false,
    send(request) {
      onRequest?.(request);
      return link.send(request);
    },
  };
}

function createWorlds(
  settings: SandboxSettings,
  line: { url: string; app: AppLink; tickets: Tickets; changed: () => void },
): readonly CreatedWorld[] {
  const all = [settings, ...(settings.further ?? [])];
  const around = {
    ...settings,
    isInstalledByPeople: settings.oauth !== undefined,
    workspaces: all.map(({ state }) => ({ id: state.workspace.id, name: state.workspace.name })),
    baseUrl: line.url,
    app: line.app,
    tickets: line.tickets,
    changed: line.changed,
  };
  return all.map((workspace) => createWorld(workspace, around));
}

/** Every workspace as it was at first. */
async function reset(created: readonly CreatedWorld[], settings: SandboxSettings): Promise<ActResult> {
  function putBack(): void {
    for (const one of created) one.startOver();
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
    reportFailure(error);
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
