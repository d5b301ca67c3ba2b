import { WebClient } from '@slack/web-api';
import type { Log } from '../core/log.ts';
import { slackLog } from './slack-log.ts';

/** A call that hangs ends here; Slack itself usually answers within half a second. */
const TIMEOUT_MS = 8_000;
/** After this long it is asked anew who the bot is, behind the request that finds it so. */
const BOT_KNOWN_FOR_MS = 30_000;

/** The app's own account in one workspace. */
export interface Bot {
  readonly botId: string;
  readonly botUserId: string;
  readonly token: string;
}

/** Undefined where the app is not installed (any more). */
export type BotFor = (workspaceId: string) => Promise<Bot | undefined>;

export interface SlackApi {
  /** A client that tries once, ends within 8 s and does not wait out rate limits: all of that is the caller's decision. */
  client(workspaceId: string): Promise<WebClient>;
  /** Asked for once; from then on no request waits for it, whatever the database does. */
  readonly botFor: BotFor;
  /** What Slack says about a token (auth.test): whose it is. */
  identify(token: string): Promise<unknown>;
}

export interface SlackApiDeps {
  readonly botFor: BotFor;
  readonly slackApiUrl: string;
  readonly log: Log;
  /** Told of each call: the method, how it ended on the wire, and how long it took. */
  readonly observe?: (method: string, outcome: 'answered' | 'limited' | 'failed', seconds: number) => void;
}

export function createSlackApi(deps: SlackApiDeps): SlackApi {
  const botFor = remembered(deps.botFor, deps.log);
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
    botFor,
    identify: (token) => connect(token).auth.test(),
    client: async (workspaceId) => {
      const bot = await botFor(workspaceId);
      if (!bot) throw new Error('the app is not installed in this workspace');
      const known = clients.get(workspaceId);
      if (known?.token === bot.token) return known.client;
      const client = connect(bot.token);
      clients.set(workspaceId, { token: bot.token, client });
      return client;
    },
  };
}

/**
 * Keeps the answer. One that is old still serves while a new one is fetched, once at a time: a database that is silent
 * must not take the seconds in which Slack wants its ack. Only where no bot is known yet is there something to wait for.
 */
function remembered(botFor: BotFor, log: Log): BotFor {
  const known = new Map<string, { readonly bot: Bot | undefined; readonly until: number }>();
  const asked = new Map<string, Promise<Bot | undefined>>();

  const fetchAnew = async (workspaceId: string) => {
    try {
      const bot = await botFor(workspaceId);
      known.set(workspaceId, { bot, until: performance.now() + BOT_KNOWN_FOR_MS });
      return bot;
    } finally {
      asked.delete(workspaceId);
    }
  };
  const ask = (workspaceId: string) => {
    const answer = asked.get(workspaceId) ?? fetchAnew(workspaceId);
    asked.set(workspaceId, answer);
    return answer;
  };

  return async (workspaceId) => {
    const before = known.get(workspaceId);
    if (before && performance.now() < before.until) return before.bot;
    if (!before?.bot) return ask(workspaceId);
    if (!asked.has(workspaceId)) {
      ask(workspaceId).catch((error: unknown) => log.warn({ err: error, workspaceId }, 'bot not read again'));
    }
    return before.bot;
  };
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
