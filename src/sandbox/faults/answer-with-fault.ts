import type { ServerResponse } from 'node:http';
import { jsonReply, type Reply, send, textReply } from '../http/reply.ts';
import type { FaultKind } from './plan.ts';

type Work = () => Reply | Promise<Reply>;

type Way<Kind extends FaultKind['kind']> = (
  fault: Extract<FaultKind, { kind: Kind }>,
  response: ServerResponse,
  work: Work,
) => Promise<Reply | undefined>;

/** How each kind looks on the wire. */
const ways: { readonly [Kind in FaultKind['kind']]: Way<Kind> } = {
  rate_limited: async ({ retryAfter }, response) => sent(response, rateLimited(retryAfter)),
  html: async ({ status }, response) => sent(response, textReply(status, PAGE, 'text/html; charset=utf-8')),
  refuse: async ({ error }, response) => sent(response, jsonReply({ ok: false, error })),
  async http_error({ status, afterWork }, response, work) {
    if (afterWork) await work();
    return sent(response, textReply(status, 'error'));
  },
  async reset(_, response) {
    breakOff(response);
    return undefined;
  },
  async hang({ ms }, response) {
    await patience(response, ms);
    breakOff(response);
    return undefined;
  },
  async lost_answer(_, response, work) {
    const reply = await work();
    breakOff(response);
    return reply;
  },
  async cut_body(_, response, work) {
    const reply = await work();
    cut(response, reply);
    return reply;
  },
  async slow({ ms }, response, work) {
    const reply = await work();
    await patience(response, ms);
    if (!response.destroyed) send(response, reply);
    return reply;
  },
};

/**
 * Answers a call as the fault says; the one place that knows how a fault looks on the wire, for the stand-in and for the
 * proxy of tests. `work` does what was asked and gives the answer that would have been right; it runs at most once.
 * Resolves with the answer that went out, or with the one that was lost; undefined when nothing was done.
 */
export function answerWithFault(fault: FaultKind, response: ServerResponse, work: Work): Promise<Reply | undefined> {
  // Safe: the table holds, under each kind, the way of faults of that kind.
  const way = ways[fault.kind] as Way<FaultKind['kind']>;
  return way(fault, response, work);
}

const PAGE = '<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>';

function rateLimited(seconds: number | undefined): Reply {
  const headers: Record<string, string> = seconds === undefined ? {} : { 'retry-after': String(seconds) };
  return jsonReply({ ok: false, error: 'ratelimited' }, 429, headers);
}

function sent(response: ServerResponse, reply: Reply): Reply {
  send(response, reply);
  return reply;
}

/** A reset, as from a server that died; a mere end could pass for an answer without length. */
function breakOff(response: ServerResponse): void {
  if (response.socket) response.socket.resetAndDestroy();
  else response.destroy();
}

/** Promises the whole body, sends half of it. */
function cut(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

/** Waits, but no longer than whoever asked. */
function patience(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms).unref();
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
