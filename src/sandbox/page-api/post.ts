import { readBody, readJson } from '../http/body.ts';
import { requireJson } from '../http/guard.ts';
import { replyJson } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import type { ActResult } from '../protocol.ts';

/** A route that takes JSON and answers what became of it. */
export function post(path: RegExp, answer: (body: unknown) => ActResult | Promise<ActResult>): Route {
  return {
    method: 'POST',
    path,
    async answer({ request, response }) {
      requireJson(request);
      const result = await answer(readJson(await readBody(request)));
      replyJson(response, result);
    },
  };
}

export function problem(why = 'not an act'): ActResult {
  return { ok: false, error: `invalid request: ${why}` };
}
