import { createHmac } from 'node:crypto';
import { TIME } from '../limits.ts';
import { codeOf } from '../../db/errors.ts';
import type { AppLink, AppRequest, Delivered, NotTaken } from './app-link.ts';

export interface HttpLinkSettings {
  /** Where the app takes requests from Slack; read anew each time, since the app may move when it restarts. */
  readonly appUrl: () => string;
  readonly signingSecret: string;
  /** Whether the app is up, if somebody knows; else the last delivery tells. */
  readonly isUp?: () => boolean;
}

/** Signed requests to the app's URL, as Slack sends them; an answer after 3 s is no answer. */
export function createHttpLink(settings: HttpLinkSettings): AppLink {
  let reached = false;
  return {
    connected: settings.isUp ?? (() => reached),
    async send(request) {
      const delivered = await post(settings, request);
      reached = delivered.ok || delivered.reason !== 'connection_failed';
      return delivered;
    },
  };
}

/** Slack follows two redirects. */
const REDIRECTS = 2;

async function post(settings: HttpLinkSettings, request: AppRequest): Promise<Delivered> {
  const { body, contentType } = encode(request);
  const init: RequestInit = {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signed(settings.signingSecret, body),
      ...retryHeaders(request),
    },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIME.ackMs),
  };
  try {
    let url = settings.appUrl();
    for (let redirects = 0; redirects <= REDIRECTS; redirects += 1) {
      const response = await fetch(url, init);
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return await read(response);
      url = new URL(location, url).href;
    }
    return { ok: false, reason: 'too_many_redirects', noRetry: false };
  } catch (error) {
    return { ok: false, reason: reasonOf(error), noRetry: false };
  }
}

async function read(response: Response): Promise<Delivered> {
  const text = await response.text();
  const { status } = response;
  if (status === 200) return { ok: true, body: decode(text), status };
  return { ok: false, reason: 'http_error', noRetry: response.headers.get('x-slack-no-retry') === '1', status };
}

const REASONS: readonly (readonly [RegExp, NotTaken])[] = [
  [/^(ERR_SSL|ERR_TLS|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/, 'ssl_error'],
  [/^(ECONN|EPIPE|ENOTFOUND|EHOST|ENET|EAI_|ERR_INVALID_URL|UND_ERR_(SOCKET|CONNECT))/, 'connection_failed'],
];

/** What kind of failure an error of fetch stands for; its cause has the code. */
function reasonOf(error: unknown): NotTaken {
  if (!(error instanceof Error)) return 'unknown_error';
  if (error.name === 'TimeoutError') return 'http_timeout';
  const code = codeOf(error);
  return REASONS.find(([codes]) => codes.test(code))?.[1] ?? 'unknown_error';
}

/** X-Slack-Request-Timestamp (real time, always) and X-Slack-Signature. */
export function signed(secret: string, body: string, at = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

/** Events travel as JSON, commands as a form, interactions as JSON in a form field. */
export function encode({ kind, payload }: Pick<AppRequest, 'kind' | 'payload'>): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : asText(payload);
  return { body: new URLSearchParams(form).toString(), contentType: 'application/x-www-form-urlencoded' };
}

function asText(payload: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
}

function retryHeaders({ retry }: AppRequest): Record<string, string> {
  return retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {};
}

function decode(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
