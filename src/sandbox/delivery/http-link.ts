import { createHmac } from 'node:crypto';
import { TIME } from '../limits.ts';
import type { AppLink, AppRequest, Delivered } from './app-link.ts';

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

async function post(settings: HttpLinkSettings, request: AppRequest): Promise<Delivered> {
  const { body, contentType } = encode(request);
  try {
    const response = await fetch(settings.appUrl(), {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0',
        ...signed(settings.signingSecret, body),
        ...retryHeaders(request),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME.ackMs),
    });
    const text = await response.text();
    const noRetry = response.headers.get('x-slack-no-retry') === '1';
    const { status } = response;
    if (status === 200) return { ok: true, body: decode(text), status };
    return { ok: false, reason: 'http_error', noRetry, status };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, reason: isTimeout ? 'http_timeout' : 'connection_failed', noRetry: false };
  }
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
