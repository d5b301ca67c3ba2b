import type { IncomingMessage } from 'node:http';
import { BadRequest } from './body.ts';

const LOCAL = new Set(['localhost', '127.0.0.1']);

/**
 * Keeps other web pages out: a name that was rebound to this machine has a foreign Host, a page of another site a
 * foreign Origin. There is no CORS, so nobody else can read an answer either.
 */
export function refuseStrangers(request: IncomingMessage): void {
  if (!isLocal(`http://${request.headers.host ?? ''}`)) throw new BadRequest(403, 'unknown host');
  const { origin } = request.headers;
  if (origin !== undefined && !isLocal(origin)) throw new BadRequest(403, 'unknown origin');
}

function isLocal(url: string): boolean {
  return URL.canParse(url) && LOCAL.has(new URL(url).hostname);
}

/** A form of another site can post without asking, but never with this content type. */
export function requireJson(request: IncomingMessage): void {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) throw new BadRequest(415, 'JSON only');
}
