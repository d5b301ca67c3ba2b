import type { Worlds } from '../worlds.ts';
import { inWords } from './scope-words.ts';
import type { OAuthSettings } from './settings.ts';

/** What an app asks a person for, as it stands in the address of the page. */
export interface AuthorizeRequest {
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  /** As it was asked for; without it the app's registered address is used. */
  readonly redirectUri: string | undefined;
  /** The workspace the app would like to be installed in. */
  readonly team: string | undefined;
}

/** Reads the address, or says in Slack's words why nobody can be asked. */
export function readAuthorizeRequest(asked: URLSearchParams, settings: OAuthSettings): AuthorizeRequest | string {
  const value = (name: string): string | undefined => asked.get(name)?.trim() || undefined;
  const scopes = (value('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  const redirectUri = value('redirect_uri');
  if (value('client_id') !== settings.clientId) return 'invalid_client_id';
  if (redirectUri !== undefined && !isRegistered(redirectUri, settings)) return 'bad_redirect_uri';
  if (scopes.length === 0) return 'no_scopes';
  if (scopes.some((scope) => inWords(scope) === undefined)) return 'invalid_scope';
  return { scopes: [...new Set(scopes)], state: value('state'), redirectUri, team: value('team') };
}

/** The registered address itself, or one below it. */
function isRegistered(uri: string, { redirectUrl }: OAuthSettings): boolean {
  const registered = redirectUrl();
  return uri === registered || uri.startsWith(`${registered}/`) || uri.startsWith(`${registered}?`);
}

/** Where the person is sent back to: with a code, or with the word that they did not want to. */
export function wayBack(
  request: AuthorizeRequest,
  settings: OAuthSettings,
  outcome: { code: string } | { error: string },
): string {
  const url = new URL(request.redirectUri ?? settings.redirectUrl());
  for (const [name, value] of Object.entries(outcome)) url.searchParams.set(name, value);
  if (request.state !== undefined) url.searchParams.set('state', request.state);
  return url.href;
}

/** Everybody who may install apps: people with a full account of their own, in each workspace. */
export function whoMayInstall(worlds: Worlds): { workspace: { id: string; name: string }; people: Installer[] }[] {
  return worlds.map(({ state }) => ({
    workspace: state.workspace,
    people: Object.values(state.people)
      .filter(({ kind }) => kind === 'full')
      .map(({ id, realName, title, isAdmin }) => ({ id, realName, title, isAdmin })),
  }));
}

export interface Installer {
  readonly id: string;
  readonly realName: string;
  readonly title: string;
  readonly isAdmin: boolean;
}
