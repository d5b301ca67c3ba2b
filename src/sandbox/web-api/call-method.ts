import type { World } from '../world.ts';
import { requireScope } from './access.ts';
import type { Method } from './method.ts';
import type { Call } from './read-call.ts';
import { RateLimited, SlackRefusal } from './refusal.ts';
import { methods } from './registry.ts';
import { withWarnings } from './warnings.ts';

export interface WebApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

/** Answers one Web API call as Slack would: method, body, token, scope, pace, arguments, in this order. */
export function callMethod(world: World, { name, token, form, problem, warnings }: Call): WebApiAnswer {
  const method = methods.get(name);
  if (!method) return answer({ ok: false, error: 'unknown_method', req_method: name });
  const headers = scopeHeaders(world, method);
  try {
    if (problem) throw new SlackRefusal(problem);
    checkToken(world, method, token);
    if (method.token !== 'app') requireScope(world, ...method.scopes);
    const wait = world.pacing.call(name, method.tier);
    if (wait !== undefined) throw new RateLimited(wait);
    return answer(withWarnings({ ok: true, ...method.run(world, form) }, warnings), headers);
  } catch (error) {
    return refusal(error, headers);
  }
}

function rateLimitedAnswer(seconds: number): WebApiAnswer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}

function refusal(error: unknown, headers: WebApiAnswer['headers']): WebApiAnswer {
  if (error instanceof RateLimited) return rateLimitedAnswer(error.retryAfterSeconds);
  if (!(error instanceof SlackRefusal)) throw error;
  return answer({ ok: false, error: error.code, ...error.details }, headers);
}

function checkToken(world: World, method: Method, token: string | undefined): void {
  if (method.token === 'none') return;
  if (!token) throw new SlackRefusal('not_authed');
  if (world.switches.tokenRevoked) throw new SlackRefusal('token_revoked');
  const known = world.access.knows(token);
  if (known === 'dead') throw new SlackRefusal('account_inactive');
  if (known === undefined) throw new SlackRefusal('invalid_auth');
  const isAppToken = token === world.identity.appToken;
  if (isAppToken !== (method.token === 'app')) throw new SlackRefusal('not_allowed_token_type');
}

/** What an app-level token may do is chosen when it is made; the stand-in's may do both. */
const APP_TOKEN_SCOPES = ['connections:write', 'authorizations:read'];

function scopeHeaders(world: World, method: Method): Record<string, string> {
  const granted = method.token === 'app' ? APP_TOKEN_SCOPES : [...world.manifest.scopes];
  return {
    'x-oauth-scopes': granted.join(','),
    ...(method.scopes.length > 0 ? { 'x-accepted-oauth-scopes': method.scopes.join(',') } : {}),
  };
}

function answer(body: Record<string, unknown>, headers: Readonly<Record<string, string>> = {}): WebApiAnswer {
  return { status: 200, headers, body };
}
