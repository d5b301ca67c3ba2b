import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { World } from '../world.ts';
import type { Codes } from './codes.ts';
import type { OAuthSettings } from './settings.ts';

/** oauth.v2.access: a code, once, for a bot token of the workspace in which a person allowed it. */
export function exchangeCode(
  settings: OAuthSettings,
  codes: Codes,
  form: Readonly<Record<string, string>>,
  request: IncomingMessage,
): Record<string, unknown> {
  const { id, secret } = client(form, request);
  if (id !== settings.clientId) return refused('invalid_client_id');
  if (!isSame(secret, settings.clientSecret)) return refused('bad_client_secret');
  if ((form['grant_type'] ?? 'authorization_code') !== 'authorization_code') return refused('invalid_grant_type');
  const allowed = codes.use(form['code'] ?? '');
  if (typeof allowed === 'string') return refused(allowed);
  if ((form['redirect_uri'] ?? '') !== (allowed.redirectUri ?? '')) return refused('bad_redirect_uri');
  return granted(allowed.world, allowed.person, allowed.scopes);
}

function granted(world: World, person: string, scopes: readonly string[]): Record<string, unknown> {
  const { botToken } = world.access.install(person, scopes);
  world.changed();
  const { state, identity } = world;
  return {
    ok: true,
    app_id: identity.appId,
    authed_user: { id: person },
    scope: scopes.join(','),
    token_type: 'bot',
    access_token: botToken,
    bot_user_id: identity.botUserId,
    team: { id: state.workspace.id, name: state.workspace.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function refused(error: string): Record<string, unknown> {
  return { ok: false, error };
}

/** In the form, or as HTTP Basic. */
function client(form: Readonly<Record<string, string>>, { headers }: IncomingMessage): { id: string; secret: string } {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return { id: form['client_id'] ?? '', secret: form['client_secret'] ?? '' };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id, secret };
}

function isSame(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
