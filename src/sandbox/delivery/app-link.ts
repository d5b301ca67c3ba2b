/** The three ways in which Slack talks to an app, named as Socket Mode names them. */
export type RequestKind = 'slash_commands' | 'interactive' | 'events_api';

export interface AppRequest {
  readonly kind: RequestKind;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of an event that was not taken at first. */
  readonly retry?: { readonly num: number; readonly reason: string };
}

/** Why the app did not take something, in the words of x-slack-retry-reason. */
export type NotTaken =
  | 'http_timeout'
  | 'too_many_redirects'
  | 'connection_failed'
  | 'ssl_error'
  | 'http_error'
  | 'unknown_error';

export type Delivered =
  /** `status` is that of HTTP. */
  | { readonly ok: true; readonly body: unknown; readonly status?: number }
  | { readonly ok: false; readonly reason: NotTaken; readonly noRetry: boolean; readonly status?: number };

/** The line to the app, whichever way it is connected. Never throws. */
export interface AppLink {
  /** Whether the app could be reached the last time it mattered. */
  connected(): boolean;
  /** Whether it has been away for so long that people have to be told; left out by links that do not know. */
  isAway?(): boolean;
  send(request: AppRequest): Promise<Delivered>;
}
