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

/** Where an answer is seen: by that person only, in the channel itself, unless said otherwise. */
export interface AnswerPlace {
  readonly inChannel?: boolean;
  readonly threadTs?: string;
}

/**
 * Answers by a response_url; good for 30 minutes and five answers, also where the app is no
 * member. Never repeat it: a lost answer cannot be told from a lost request.
 * Payloads can be forged by whoever knows the secret, and stored ones are old: only these origins are ever called.
 * @throws ForeignResponseUrl when it points anywhere else
 * @throws SlackHttpError when Slack does not take it
 */
export async function respond(
  responseUrl: string,
  message: Message,
  origins: readonly string[],
  { inChannel = false, threadTs }: AnswerPlace = {},
): Promise<void> {
  if (!URL.canParse(responseUrl) || !origins.includes(new URL(responseUrl).origin)) throw new ForeignResponseUrl();
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      ...message,
      response_type: inChannel ? 'in_channel' : 'ephemeral',
      replace_original: false,
      ...(threadTs !== undefined && { thread_ts: threadTs }),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new SlackHttpError(response);
}
