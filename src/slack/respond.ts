import type { Message } from '../outbox/enqueue.ts';

const TIMEOUT_MS = 8_000;

/**
 * Answers by a response_url, seen by that person only; good for 30 minutes and five answers, also where the app is no
 * member. Throws when Slack does not take it. Never repeat it: a lost answer cannot be told from a lost request.
 */
export async function respond(responseUrl: string, message: Message): Promise<void> {
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: false }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`response_url answered ${response.status}`);
}
