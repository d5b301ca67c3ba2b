import { replyJson } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import type { World } from '../world.ts';

/** What the app and the workspace said to each other lately, and what of it was refused. */
export function callRoutes(world: World): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/api\/calls$/,
      answer: ({ response, url }) =>
        replyJson(response, world.calls.list(Number(url.searchParams.get('after') ?? 0) || 0)),
    },
    { method: 'GET', path: /^\/api\/refusals$/, answer: ({ response }) => replyJson(response, world.refusals) },
  ];
}
