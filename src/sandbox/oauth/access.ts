import { randomBytes } from 'node:crypto';
import type { Manifest } from '../manifest.ts';
import type { SlackState } from '../state/state.ts';
import type { AppIdentity } from '../world.ts';

/** What a person gave the app by installing it. */
export interface Grant {
  botToken: string;
  scopes: string[];
  installedBy: string;
}

/** Whether the app is in a workspace, and with which token and scopes. */
export interface Access {
  isInstalled(): boolean;
  /** Whether people can remove it now. */
  isRemovable(): boolean;
  /** A token that was given out stays known when it is dead, so that it can be refused as what it is. */
  knows(token: string): 'live' | 'dead' | undefined;
  /** The app's ids and secrets, with the token it has now; a token nobody knows while it has none. */
  identity(): AppIdentity;
  /** What the app asked for, with the scopes it was granted; nothing at all while it is not installed. */
  manifest(): Manifest;
  /** A new token for the same bot; the one before keeps working, as in Slack. */
  install(person: string, scopes: readonly string[]): Grant;
  /** Every token of this workspace is dead from now on. */
  uninstall(): void;
}

/** An app whose token and scopes were fixed before the sandbox started. */
export function fixedAccess(identity: AppIdentity, manifest: Manifest): Access {
  const never = (): never => {
    throw new Error('the app of this sandbox is there by its token; it is neither installed nor removed');
  };
  return {
    isInstalled: () => true,
    isRemovable: () => false,
    knows: (token) => (token === identity.botToken || token === identity.appToken ? 'live' : undefined),
    identity: () => identity,
    manifest: () => manifest,
    install: never,
    uninstall: never,
  };
}

/** An app that people install and remove; what they granted is part of the workspace's state. */
export function grantedAccess(state: SlackState, identity: AppIdentity, manifest: Manifest): Access {
  const nothing: Manifest = {
    appName: manifest.appName,
    commands: [],
    shortcuts: [],
    scopes: new Set(),
    events: new Set(),
    hasHomeTab: false,
    unfurlDomains: [],
  };
  return {
    isInstalled: () => state.grants.length > 0,
    isRemovable: () => state.grants.length > 0,
    knows(token) {
      if (token === identity.appToken || state.grants.some((grant) => grant.botToken === token)) return 'live';
      return state.deadTokens.includes(token) ? 'dead' : undefined;
    },
    identity: () => ({ ...identity, botToken: state.grants.at(-1)?.botToken ?? 'xoxb-not-installed' }),
    manifest() {
      const grant = state.grants.at(-1);
      return grant ? { ...manifest, scopes: new Set(grant.scopes) } : nothing;
    },
    install(person, scopes) {
      const grant: Grant = { botToken: newToken(state), scopes: [...scopes], installedBy: person };
      state.grants.push(grant);
      return grant;
    },
    uninstall() {
      state.deadTokens.push(...state.grants.splice(0).map((grant) => grant.botToken));
    },
  };
}

function newToken(state: SlackState): string {
  return `xoxb-${state.workspace.id.toLowerCase()}-${randomBytes(12).toString('hex')}`;
}
