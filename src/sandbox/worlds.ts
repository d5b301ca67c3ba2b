import type { IncomingMessage } from 'node:http';
import { replyJson } from './http/reply.ts';
import type { Route, Visit } from './http/route.ts';
import type { World } from './world.ts';

/** The workspaces of one stand-in; where nothing says which one is meant, it is the first. */
export type Worlds = readonly [World, ...World[]];

export function atLeastOne(worlds: readonly World[]): Worlds {
  const [first, ...others] = worlds;
  if (!first) throw new Error('a stand-in has at least one workspace');
  return [first, ...others];
}

type Choose = (worlds: Worlds, visit: Visit) => World | undefined;

/** The routes of every workspace as one list: each request goes to the workspace it is about, whose routes know of no other. */
export function routesOfAll(worlds: Worlds, routesOf: (world: World) => readonly Route[], choose: Choose): Route[] {
  const all = new Map(worlds.map((world) => [world, routesOf(world)]));
  return routesOf(worlds[0]).map(({ method, path }, index) => ({
    method,
    path,
    answer(visit) {
      const world = choose(worlds, visit);
      const route = world && all.get(world)?.[index];
      if (route) return route.answer(visit);
      replyJson(visit.response, { ok: false, error: 'there is no such workspace' }, 404);
    },
  }));
}

/** The page and the tests name the workspace: `?workspace=T…`. */
export function namedInAddress(worlds: Worlds, { url }: Visit): World | undefined {
  const id = url.searchParams.get('workspace');
  return id === null ? worlds[0] : worlds.find(({ state }) => state.workspace.id === id);
}

/** What the app calls: the token says whose it is; response URLs carry the workspace, uploads a file that only one has. */
export function meantByApp(worlds: Worlds, { request, url }: Visit): World {
  const token = bearerOf(request) ?? url.searchParams.get('token') ?? '';
  const [, kind, part = ''] = url.pathname.split('/');
  const isMeant = ({ access, state }: World): boolean => {
    if (kind === 'api') return access.knows(token) !== undefined;
    if (kind === 'upload') return Object.hasOwn(state.files, url.pathname.split('/').at(-1) ?? '');
    return kind === 'files' ? Object.hasOwn(state.files, part) : state.workspace.id === part;
  };
  return worlds.find(isMeant) ?? worlds[0];
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}
