import type { Message } from '../outbox/enqueue.ts';
import { SlackHttpError } from './slack-errors.ts';

const TIMEOUT_MS = 8_000;

/**
 * Answers by a response_url, seen by that person only; good for 30 minutes and five answers, also where the app is no
 * member. Never repeat it: a lost answer cannot be told from a lost request.
 * @throws SlackHttpError when Slack does not take it
 */
export async function respond(responseUrl: string, message: Message): Promise<void> {
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
