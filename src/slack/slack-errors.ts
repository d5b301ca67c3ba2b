import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** What an error of a Slack call means for whoever made it. */
export type SlackFailure =
  /** Not done; may be tried again after the time Slack named. */
  | { readonly kind: 'rate_limited'; readonly retryAfterMs: number }
  /** Not done, and the same call will never succeed. */
  | { readonly kind: 'permanent'; readonly code: string }
  /** Not done; nothing reaches this channel or person until somebody changes that. */
  | { readonly kind: 'channel_blocked'; readonly code: string }
  /** Not done; nothing reaches this workspace until somebody changes that. */
  | { readonly kind: 'workspace_blocked'; readonly code: string }
  /** Slack may or may not have done it. */
  | { readonly kind: 'unknown_outcome'; readonly code: string }
  /** Not done: Slack was not reached. */
  | { readonly kind: 'not_done'; readonly code: string };

/** A URL that Slack gave us (a response_url, an upload URL) did not answer with success. */
export class SlackHttpError extends Error {
  readonly status: number;
  readonly retryAfterMs: number;

  constructor(response: Response) {
    super(`Slack answered with status ${response.status}`);
    this.name = 'SlackHttpError';
    this.status = response.status;
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    this.retryAfterMs = seconds > 0 ? seconds * 1000 : DEFAULT_RETRY_AFTER_MS;
  }
}

const DEFAULT_RETRY_AFTER_MS = 30_000;

/** What was asked of Slack before anything was done had no answer: it may be asked again. */
export class NothingDone extends Error {
  readonly code: string;

  constructor(code: string) {
    super('Slack did not answer a question');
    this.name = 'NothingDone';
    this.code = code;
  }
}

const RATE_LIMITED = new Set(['ratelimited', 'rate_limited']);

/** "Some aspect of the operation may have succeeded": documented with chat.postMessage. */
const UNKNOWN_OUTCOME = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

const CHANNEL_BLOCKED = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'channel_type_not_supported',
  'ekm_access_denied',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);

const WORKSPACE_BLOCKED = new Set([
  'access_denied',
  'account_inactive',
  'invalid_auth',
  'message_limit_exceeded',
  'missing_scope',
  'no_token',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
]);

/** The connection was never made, so nothing was sent. */
const NOT_CONNECTED = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Bodies Slack refuses whatever happens later. */
const REFUSED_STATUS = new Set([400, 413, 414, 431]);

/** Sorts any error of a Web API call; one that is not understood counts as unknown outcome, never as done or not done. */
export function classifySlackError(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'rate_limited', retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) return classifyCode(error.data.error);
  if (error instanceof WebAPIHTTPError) return classifyStatus(error.statusCode);
  if (error instanceof SlackHttpError) return classifyStatus(error.status, error.retryAfterMs);
  if (error instanceof NothingDone) return { kind: 'not_done', code: error.code };
  if (error instanceof WebAPIRequestError) return classifyTransport(error.original);
  // The client throws a plain Error for a 429 without a readable Retry-After.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout')) {
    return { kind: 'rate_limited', retryAfterMs: DEFAULT_RETRY_AFTER_MS };
  }
  return classifyTransport(error);
}

function classifyCode(code: string): SlackFailure {
  // An answer that is no JSON arrives as one long "code", a whole HTML page for example.
  if (!/^[a-z][a-z0-9_.:]{0,80}$/.test(code)) return { kind: 'unknown_outcome', code: 'unreadable_answer' };
  if (RATE_LIMITED.has(code)) return { kind: 'rate_limited', retryAfterMs: DEFAULT_RETRY_AFTER_MS };
  if (UNKNOWN_OUTCOME.has(code)) return { kind: 'unknown_outcome', code };
  if (CHANNEL_BLOCKED.has(code)) return { kind: 'channel_blocked', code };
  if (WORKSPACE_BLOCKED.has(code)) return { kind: 'workspace_blocked', code };
  return { kind: 'permanent', code };
}

function classifyStatus(status: number, retryAfterMs = DEFAULT_RETRY_AFTER_MS): SlackFailure {
  const code = `http_${status}`;
  if (status === 429) return { kind: 'rate_limited', retryAfterMs };
  if (REFUSED_STATUS.has(status)) return { kind: 'permanent', code };
  if (status >= 500 || status === 408) return { kind: 'unknown_outcome', code };
  return { kind: 'not_done', code };
}

/** For errors of fetch itself; their cause is nested, sometimes twice. */
function classifyTransport(error: unknown): SlackFailure {
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    const code = 'code' in current ? String(current.code) : '';
    if (NOT_CONNECTED.has(code)) return { kind: 'not_done', code };
  }
  return { kind: 'unknown_outcome', code: error instanceof Error ? error.name : 'unknown' };
}
