import type { World } from '../world.ts';
import { requireScope } from './access.ts';
import type { Method } from './method.ts';
import { RateLimited, SlackRefusal } from './refusal.ts';
import { methods } from './registry.ts';

export interface WebApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

/** Answers one Web API call as Slack would: method, token, scope, pace, arguments, in this order. */
export function callMethod(
  world: World,
  name: string,
  token: string | undefined,
  form: Readonly<Record<string, string>>,
): WebApiAnswer {
  const method = methods.get(name);
  if (!method) return answer({ ok: false, error: 'unknown_method', req_method: name });
  try {
    checkToken(world, method, token);
    requireScope(world, ...method.scopes);
    const wait = world.pacing.call(name, method.tier);
    if (wait !== undefined) throw new RateLimited(wait);
    return answer({ ok: true, ...method.run(world, form) }, scopeHeaders(world, method));
  } catch (error) {
    return refusal(world, name, error);
  }
}

export function rateLimitedAnswer(seconds: number): WebApiAnswer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}

function refusal(world: World, name: string, error: unknown): WebApiAnswer {
  if (error instanceof RateLimited) return rateLimitedAnswer(error.retryAfterSeconds);
  if (!(error instanceof SlackRefusal)) throw error;
  noteRefusal(world, name, error);
  return answer({ ok: false, error: error.code, ...error.details });
}

const REFUSALS_KEPT = 50;

/** Remembers what was refused and why, for tests and for GET /api/refusals. */
export function noteRefusal(world: World, what: string, error: SlackRefusal): void {
  const metadata = error.details['response_metadata'];
  const messages = typeof metadata === 'object' && metadata !== null && 'messages' in metadata ? metadata.messages : [];
  world.refusals.push({
    at: new Date().toISOString(),
    what,
    error: error.code,
    messages: Array.isArray(messages) ? messages.map(String) : [],
  });
  if (world.refusals.length > REFUSALS_KEPT) world.refusals.shift();
}

function checkToken(world: World, method: Method, token: string | undefined): void {
  if (method.token === 'none') return;
  if (!token) throw new SlackRefusal('not_authed');
  const { botToken, appToken } = world.identity;
  if (token !== botToken && token !== appToken) throw new SlackRefusal('invalid_auth');
  const wanted = method.token === 'app' ? appToken : botToken;
  if (token !== wanted) throw new SlackRefusal('not_allowed_token_type');
}

function scopeHeaders(world: World, method: Method): Record<string, string> {
  return {
    'x-oauth-scopes': [...world.manifest.scopes].join(','),
    ...(method.scopes.length > 0 ? { 'x-accepted-oauth-scopes': method.scopes.join(',') } : {}),
  };
}

function answer(body: Record<string, unknown>, headers: Record<string, string> = {}): WebApiAnswer {
  return { status: 200, headers, body };
}
