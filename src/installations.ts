import type { Config } from './config.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { createSealer } from './core/seal.ts';
import type { Database } from './db/client.ts';
import {
  botFor,
  BotIdentity,
  ensureInstallation,
  installedBot,
  installedWorkspaces,
  keepInstalledBot,
  openStoredTokens,
} from './people/index.ts';
import type { Given } from './slack/oauth/install-pages.ts';
import type { BotFor, SlackApi } from './slack/web-api.ts';

interface Sources {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** Where the app is installed, and with which tokens. */
export interface Installations {
  readonly botFor: BotFor;
  /** Makes sure of it at start; resolves to the workspaces the app is in. */
  begin(api: SlackApi): Promise<readonly string[]>;
  /** Keeps a new installation once Slack has said whose token it is. */
  keep(api: SlackApi): (given: Given) => Promise<void>;
}

/** One workspace by the token of the environment, or those in which people installed the app. */
export function installationsOf({ config, ...sources }: Sources): Installations {
  const { slack } = config;
  return slack.mode === 'oauth' ? installedByPeople(sources, slack.secretKeys) : ofToken(sources, slack.botToken);
}

function ofToken(sources: Omit<Sources, 'config'>, token: string): Installations {
  return {
    botFor: async (workspaceId) => {
      const found = await botFor(sources.db, workspaceId);
      return found && { ...found, token };
    },
    begin: async (api) => {
      const { workspaceId } = await ensureInstallation({ ...sources, identify: () => api.identify(token) });
      return [workspaceId];
    },
    keep: () => () => Promise.reject(new Error('this app has its one token from the environment')),
  };
}

function installedByPeople(sources: Omit<Sources, 'config'>, secretKeys: readonly string[]): Installations {
  const bots = { ...sources, sealer: createSealer(secretKeys) };
  return {
    botFor: (workspaceId) => installedBot(bots, workspaceId),
    begin: async () => {
      await openStoredTokens(bots);
      return installedWorkspaces(bots);
    },
    keep:
      (api) =>
      async ({ workspaceId, token, installedBy }) => {
        const bot = BotIdentity.parse(await api.identify(token));
        if (bot.team_id !== workspaceId) throw new Error('the token is of another workspace than it was given for');
        await keepInstalledBot(bots, bot, { token, installedBy });
        api.forget(workspaceId);
      },
  };
}
