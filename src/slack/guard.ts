import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { createDelivery, type AckBody, type Delivery } from './delivery.ts';
import type { Take } from './entry.ts';
import { readBody } from './read-body.ts';
import { isBareSslCheck, readPayload, type Payload } from './read-payload.ts';
import { isSignedBySlack } from './signature.ts';

export interface GuardOptions {
  readonly signingSecret: string;
  /** Real time: signatures age by it. */
  readonly clock: Clock;
  readonly log: Log;
  readonly take: Take;
}

/**
 * Stands in front of Bolt and lets through what Slack signed and what is a JSON object; everything else is answered at
 * once with 4xx. Bolt's own receiver lets timestamps of the future pass, compares content types letter by letter and
 * ends the process over a signed `null`.
 */
export async function guard(options: GuardOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === 'too-large') return refuse(options, response, 413, 'too large');
  if (body === 'broken') return void response.destroy();

  const payload = readPayload(request.headers['content-type'], body);
  const signed = isSignedBySlack(
    options.signingSecret,
    {
      body,
      timestamp: header(request, 'x-slack-request-timestamp'),
      signature: header(request, 'x-slack-signature'),
    },
    options.clock.now(),
  );
  if (!signed) {
    if (payload && isBareSslCheck(payload)) return send(response, 200);
    return refuse(options, response, 401, 'not signed by Slack');
  }
  if (!payload) return refuse(options, response, 400, 'not a JSON object or form');
  if (payload['ssl_check'] === '1') return send(response, 200);
  if (payload['type'] === 'url_verification') return answerChallenge(response, payload);
  await options.take(payload, httpDelivery(response));
}

function httpDelivery(response: ServerResponse): Delivery {
  return createDelivery({
    ack: (body) => send(response, 200, body),
    refuse: () => send(response, 503),
    reject: () => send(response, 400),
  });
}

function answerChallenge(response: ServerResponse, payload: Payload): void {
  const { challenge } = payload;
  if (typeof challenge !== 'string') return send(response, 400);
  return send(response, 200, { challenge });
}

function refuse({ log }: GuardOptions, response: ServerResponse, status: number, reason: string): void {
  log.warn({ status, reason }, 'request refused');
  send(response, status);
}

function send(response: ServerResponse, status: number, body?: AckBody | { challenge: string }): void {
  if (response.headersSent || response.destroyed) return;
  if (body === undefined) {
    response.writeHead(status, { 'content-length': 0 }).end();
    return;
  }
  const json = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(json) })
    .end(json);
}

/** A header that is sent twice is none. */
function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
