import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { Log } from '../core/log.ts';
import { type BotFor, knownBots } from './known-bots.ts';
import { slackLog } from './slack-log.ts';

/** A call that hangs ends here; Slack itself usually answers within half a second. */
const TIMEOUT_MS = 8_000;
/** What Slack says to a token that was withdrawn, or is none any more. */
const DEAD_TOKEN = new Set(['account_inactive', 'invalid_auth', 'token_expired', 'token_revoked']);

export type { Bot, BotFor } from './known-bots.ts';

export interface SlackApi {
  /** A client that tries once, ends within 8 s and does not wait out rate limits: all of that is the caller's decision. */
  client(workspaceId: string): Promise<WebClient>;
  /** Asked for once; from then on no request waits for it, whatever the database does. */
  readonly botFor: BotFor;
  /** What Slack says about a token (auth.test): whose it is. */
  identify(token: string): Promise<unknown>;
  /** Whether Slack still takes the token of a workspace, as it is stored now. Throws when Slack does not say. */
  tokenWorks(workspaceId: string): Promise<boolean>;
  /** The installation of a workspace (of any, if none is named) may have changed. */
  forget(workspaceId?: string): void;
}

export interface SlackApiDeps {
  readonly botFor: BotFor;
  readonly slackApiUrl: string;
  readonly log: Log;
  /** Told of each call: the method, how it ended on the wire, and how long it took. */
  readonly observe?: (method: string, outcome: 'answered' | 'limited' | 'failed', seconds: number) => void;
}

export function createSlackApi(deps: SlackApiDeps): SlackApi {
  const bots = knownBots(deps.botFor, deps.log);
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>();
  const logger = slackLog(deps.log, 'web-api');

  // No `headers` here: the client writes its token into that object, and the next client would send it too.
  const connect = (token: string) =>
    new WebClient(token, {
      slackApiUrl: deps.slackApiUrl,
      timeout: TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      ...(deps.observe && { fetch: observed(deps.observe) }),
      logger,
    });

  return {
    botFor: bots.botFor,
    identify: (token) => connect(token).auth.test(),
    forget: (workspaceId) => bots.forget(workspaceId),
    tokenWorks: async (workspaceId) => {
      const bot = await deps.botFor(workspaceId);
      return bot !== undefined && isAlive(connect(bot.token));
    },
    client: async (workspaceId) => {
      const bot = await bots.botFor(workspaceId);
      if (!bot) throw new Error('the app is not installed in this workspace');
      const known = clients.get(workspaceId);
      if (known?.token === bot.token) return known.client;
      const client = connect(bot.token);
      clients.set(workspaceId, { token: bot.token, client });
      return client;
    },
  };
}

async function isAlive(client: WebClient): Promise<boolean> {
  try {
    await client.auth.test();
    return true;
  } catch (error) {
    if (error instanceof WebAPIPlatformError && DEAD_TOKEN.has(error.data.error)) return false;
    throw error;
  }
}

function observed(observe: NonNullable<SlackApiDeps['observe']>): typeof fetch {
  return async (input, init) => {
    const began = performance.now();
    const method = new URL(input instanceof Request ? input.url : input).pathname.split('/').at(-1) ?? '';
    const tell = (outcome: 'answered' | 'limited' | 'failed') =>
      observe(method, outcome, (performance.now() - began) / 1000);
    try {
      const response = await fetch(input, init);
      if (response.status === 429) tell('limited');
      else tell(response.ok ? 'answered' : 'failed');
      return response;
    } catch (error) {
      tell('failed');
      throw error;
    }
  };
}
