import { perform } from '../acts/perform.ts';
import { replyJson } from '../http/reply.ts';
import type { Route, Visit } from '../http/route.ts';
import type { ActResult, ClockMove } from '../protocol.ts';
import { own } from '../state/own.ts';
import type { World } from '../world.ts';
import { ActShape, ClockMoveShape } from './act-shape.ts';
import { callRoutes } from './call-routes.ts';
import type { Changes } from './changes.ts';
import { faultRoutes } from './fault-routes.ts';
import { pageState } from './page-state.ts';
import { post, problem } from './post.ts';

export interface PageApi {
  readonly world: World;
  readonly changes: Changes;
  readonly moveClock: (move: ClockMove) => Promise<ActResult>;
  /** Puts everything back as it was at the first start. */
  readonly reset: () => Promise<ActResult>;
}

/** What the page and the tests see of the workspace; see protocol.ts. */
export function pageRoutes(api: PageApi): Route[] {
  const { world, changes } = api;
  return [
    { method: 'GET', path: /^\/api\/state$/, answer: (visit) => state(api, visit) },
    { method: 'GET', path: /^\/api\/changes$/, answer: (visit) => streamChanges(changes, visit) },
    ...callRoutes(world),
    ...faultRoutes(world),
    post(/^\/api\/act$/, (body) => {
      const act = ActShape.safeParse(body);
      return act.success ? perform(world, act.data) : problem(act.error.issues[0]?.message);
    }),
    post(/^\/api\/clock$/, (body) => {
      const move = ClockMoveShape.safeParse(body);
      return move.success ? api.moveClock(move.data) : problem('not a move of the clock');
    }),
    post(/^\/api\/reset$/, () => api.reset()),
  ];
}

function state({ world, changes }: PageApi, { response, url }: Visit): void {
  const as = url.searchParams.get('as') ?? '';
  if (!own(world.state.people, as)) return replyJson(response, { ok: false, error: `nobody has the id ${as}` }, 404);
  const newest = Number(url.searchParams.get('newest') ?? Infinity);
  replyJson(response, pageState(world, as, changes.version(), newest));
}

const KEEP_ALIVE_MS = 20_000;

/** Server-sent events: the version now, then each new one. */
function streamChanges(changes: Changes, { request, response }: Visit): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  const tell = (version: number): void => void response.write(`data: ${version}\n\n`);
  tell(changes.version());
  const stopListening = changes.listen(tell);
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS).unref();
  request.on('close', () => {
    clearInterval(keepAlive);
    stopListening();
  });
}
