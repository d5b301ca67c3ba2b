import type { SlackRefusal } from '../web-api/refusal.ts';
import type { World } from '../world.ts';

/** Writes down what was refused outside a call: an answer of the app to a command or a submission. */
export function noteRefusal(world: World, what: string, error: SlackRefusal, answer?: unknown): void {
  const metadata = error.details['response_metadata'];
  const messages = typeof metadata === 'object' && metadata !== null && 'messages' in metadata ? metadata.messages : [];
  world.calls.add({
    direction: 'from_app',
    at: world.now().toISOString(),
    tookMs: 0,
    what,
    payload: answer,
    answer: { ok: false, error: error.code, ...error.details },
    outcome: 'refused',
    error: error.code,
    reasons: Array.isArray(messages) ? messages.map(String) : [],
  });
}
