import { randomBytes } from 'node:crypto';

/** What the app and this stand-in share so that people can install it. */
export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where codes are sent, as the app's settings at Slack would say; read anew each time, since the app may move. */
  readonly redirectUrl: () => string;
}

/** An app that people install; `appUrl` is where it takes requests. */
export function newOAuthSettings(appUrl: () => string): OAuthSettings {
  return {
    clientId: '1000000000.2000000000',
    clientSecret: randomBytes(16).toString('hex'),
    redirectUrl: () => new URL('/slack/oauth_redirect', appUrl()).href,
  };
}

/** The variables by which the app knows all that; its state secret is its own. */
export function oauthEnvironment({ clientId, clientSecret }: OAuthSettings): Record<string, string> {
  return {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: randomBytes(16).toString('hex'),
  };
}
