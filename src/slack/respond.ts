import type { Message } from '../outbox/enqueue.ts';
import { SlackHttpError } from './slack-errors.ts';

const TIMEOUT_MS = 8_000;

/** A response_url that is none of Slack's: nothing was called. */
export class ForeignResponseUrl extends Error {
  constructor() {
    super('the response_url is none of Slack’s');
    this.name = 'ForeignResponseUrl';
  }
}

/**
 * Answers by a response_url, seen by that person only; good for 30 minutes and five answers, also where the app is no
 * member. Never repeat it: a lost answer cannot be told from a lost request.
 * Payloads can be forged by whoever knows the secret, and stored ones are old: only these origins are ever called.
 * @throws ForeignResponseUrl when it points anywhere else
 * @throws SlackHttpError when Slack does not take it
 */
export async function respond(responseUrl: string, message: Message, origins: readonly string[]): Promise<void> {
  if (!URL.canParse(responseUrl) || !origins.includes(new URL(responseUrl).origin)) throw new ForeignResponseUrl();
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: false }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new SlackHttpError(response);
}
