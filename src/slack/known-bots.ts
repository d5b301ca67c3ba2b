import type { Log } from '../core/log.ts';

/** The app's own account in one workspace. */
export interface Bot {
  readonly botId: string;
  readonly botUserId: string;
  readonly token: string;
}

/** Undefined where the app is not installed (any more). */
export type BotFor = (workspaceId: string) => Promise<Bot | undefined>;

/** After this long it is asked anew who the bot is, behind the request that finds it so. */
const KNOWN_FOR_MS = 30_000;

export interface KnownBots {
  readonly botFor: BotFor;
  /** What is known of a workspace, or of all, may have changed: it is asked for anew before anything else is done there. */
  forget(workspaceId?: string): void;
}

/**
 * Keeps the answer. One that is old still serves while a new one is fetched, once at a time: a database that is silent
 * must not take the seconds in which Slack wants its ack. Only where no bot is known yet is there something to wait for.
 */
export function knownBots(botFor: BotFor, log: Log): KnownBots {
  const known = new Map<string, { readonly bot: Bot | undefined; readonly until: number }>();
  const asked = new Map<string, Promise<Bot | undefined>>();

  const ask = (workspaceId: string): Promise<Bot | undefined> => {
    const underWay = asked.get(workspaceId);
    if (underWay) return underWay;
    const answer = fetchAnew(workspaceId, () => asked.get(workspaceId) === answer);
    asked.set(workspaceId, answer);
    return answer;
  };
  const fetchAnew = async (workspaceId: string, isWanted: () => boolean): Promise<Bot | undefined> => {
    try {
      const bot = await botFor(workspaceId);
      // Else it was forgotten meanwhile, and this is what was true before.
      if (isWanted()) known.set(workspaceId, { bot, until: performance.now() + KNOWN_FOR_MS });
      return bot;
    } finally {
      if (isWanted()) asked.delete(workspaceId);
    }
  };

  return {
    botFor: async (workspaceId) => {
      const before = known.get(workspaceId);
      if (before && performance.now() < before.until) return before.bot;
      if (!before?.bot) return ask(workspaceId);
      if (!asked.has(workspaceId)) {
        ask(workspaceId).catch((error: unknown) => log.warn({ err: error, workspaceId }, 'bot not read again'));
      }
      return before.bot;
    },
    forget(workspaceId) {
      for (const map of [known, asked]) {
        if (workspaceId === undefined) map.clear();
        else map.delete(workspaceId);
      }
    },
  };
}
