import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../db/client.ts';

/** A workspace the app is installed in, with the bot's own ids. */
export interface Installation {
  readonly workspaceId: string;
  readonly name: string;
  /** The part of the address before `.slack.com`. */
  readonly domain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly installedBy: string | null;
  readonly installedAt: Date;
}

/** What Slack answers to auth.test, asked with the bot's token. */
export const BotIdentity = z.object({
  team_id: z.string().min(1),
  team: z.string().catch(''),
  url: z.string().catch(''),
  user_id: z.string().min(1),
  bot_id: z.string().min(1),
  app_id: z.string().catch(''),
});
export type BotIdentity = z.infer<typeof BotIdentity>;

interface Sources {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks Slack whose token this process was given. */
  readonly identify: () => Promise<unknown>;
}

/**
 * The workspace of the token in the environment, kept as a row so that no request has to ask Slack. When Slack does not
 * answer, the row of an earlier start serves; without one this throws.
 */
export async function ensureInstallation(sources: Sources): Promise<Installation> {
  try {
    return await keepInstallation(sources, BotIdentity.parse(await sources.identify()));
  } catch (error) {
    const earlier = await tokenInstallations(sources.db);
    const [only] = earlier;
    if (!only || earlier.length > 1) throw error;
    sources.log.warn({ err: error, workspaceId: only.workspaceId }, 'Slack did not say whose token this is, going on');
    return only;
  }
}

/** The installation in a workspace, or undefined where the app was never installed or has been removed. */
export async function botFor(db: Database, workspaceId: string): Promise<Installation | undefined> {
  const [found] = await db.system<Installation[]>`
    select ${columns(db)} from installations where workspace_id = ${workspaceId} and removed_at is null`;
  return found;
}

/**
 * The app was removed from the workspace: its token is thrown away, and nothing of that workspace is taken or done any
 * more until it is installed again. Every process hears of it. An installation that was made since is left alone.
 */
export async function forgetInstallation(
  db: Database,
  { workspaceId, installedAt }: Pick<Installation, 'workspaceId' | 'installedAt'>,
  now: Date,
): Promise<void> {
  await db.system`
    with removed as (
      update installations set removed_at = ${now}, sealed_bot_token = null
      where workspace_id = ${workspaceId} and date_trunc('milliseconds', installed_at) = ${installedAt} and removed_at is null
      returning workspace_id
    )
    select pg_notify('installations', workspace_id) from removed`;
}

/** The columns of an Installation. */
export function columns({ system }: Database) {
  return system`
    workspace_id as "workspaceId", name, domain, app_id as "appId", bot_id as "botId", bot_user_id as "botUserId",
    installed_by as "installedBy", installed_at as "installedAt"`;
}

/** Those whose token comes from the environment: one, unless the token was exchanged for another workspace's. */
async function tokenInstallations(db: Database): Promise<readonly Installation[]> {
  return db.system<Installation[]>`
    select ${columns(db)} from installations
    where sealed_bot_token is null and removed_at is null`;
}

/** Any other workspace has to wait until the app is there with its token again. */
async function keepInstallation({ db, clock }: Sources, bot: BotIdentity): Promise<Installation> {
  const now = clock.now();
  const [kept] = await db.system<Installation[]>`
    with removed as (
      update installations set removed_at = ${now} where removed_at is null and workspace_id <> ${bot.team_id}
    )
    insert into installations ${db.system(rowOf(bot, now))}
    on conflict (workspace_id) do update set
      name = excluded.name, domain = excluded.domain, app_id = coalesce(nullif(excluded.app_id, ''), installations.app_id),
      bot_id = excluded.bot_id, bot_user_id = excluded.bot_user_id, sealed_bot_token = null, removed_at = null
    returning ${columns(db)}`;
  if (!kept) throw new Error('the installation was not kept');
  return kept;
}

/** What auth.test says of the bot, as the row of its workspace. */
export function rowOf(bot: BotIdentity, now: Date) {
  return {
    workspace_id: bot.team_id,
    name: bot.team,
    domain: domainOf(bot.url),
    app_id: bot.app_id,
    bot_id: bot.bot_id,
    bot_user_id: bot.user_id,
    installed_at: now,
  };
}

/** `northwind-support` of https://northwind-support.slack.com/ */
function domainOf(url: string): string {
  return URL.canParse(url) ? (new URL(url).hostname.split('.')[0] ?? '') : '';
}
