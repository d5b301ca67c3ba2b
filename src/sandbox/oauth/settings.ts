/** What the app and this stand-in share so that people can install it. */
export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where codes are sent, as the app's settings at Slack would say; read anew each time, since the app may move. */
  readonly redirectUrl: () => string;
}
