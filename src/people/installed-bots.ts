import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Sealer, SealError } from '../core/seal.ts';
import type { Database } from '../db/client.ts';
import { resumeLanes } from '../outbox/resume-lanes.ts';
import { type BotIdentity, columns, type Installation, rowOf } from './installation.ts';

/** Installations whose tokens came by OAuth, one for each workspace, kept encrypted. */
export interface InstalledBots {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
}

/** Tokens are kept under a key that was not given to this process. */
export class WrongSecretKey extends Error {
  constructor(count: number) {
    super(
      `FLOORWALKER_SECRET_KEY does not open the tokens of ${count} workspace${count === 1 ? '' : 's'}. ` +
        'Give the key they were stored with; to change it: FLOORWALKER_SECRET_KEY=new,old.',
    );
    this.name = 'WrongSecretKey';
  }
}

/** The bot of a workspace with its token, or undefined where the app is not installed (any more). */
export async function installedBot(
  { db, sealer }: InstalledBots,
  workspaceId: string,
): Promise<(Installation & { token: string }) | undefined> {
  const [found] = await db.system<(Installation & { sealed: string })[]>`
    select ${columns(db)}, sealed_bot_token as sealed from installations
    where workspace_id = ${workspaceId} and removed_at is null and sealed_bot_token is not null`;
  if (!found) return undefined;
  const { sealed, ...installation } = found;
  return { ...installation, token: sealer.open(sealed, workspaceId) };
}

/**
 * Keeps what somebody has just installed. A workspace that was here before goes on where it stopped: what waited there is
 * due now. Every process hears of it.
 */
export async function keepInstalledBot(
  { db, sealer, clock }: InstalledBots,
  bot: BotIdentity,
  given: { readonly token: string; readonly installedBy: string },
): Promise<void> {
  const now = clock.now();
  const row = {
    ...rowOf(bot, now),
    installed_by: given.installedBy,
    sealed_bot_token: sealer.seal(given.token, bot.team_id),
  };
  await db.system.begin(async (sql) => {
    await sql`
      insert into installations ${sql(row)}
      on conflict (workspace_id) do update set
        name = excluded.name, domain = excluded.domain, app_id = excluded.app_id, bot_id = excluded.bot_id,
        bot_user_id = excluded.bot_user_id, installed_by = excluded.installed_by, installed_at = excluded.installed_at,
        sealed_bot_token = excluded.sealed_bot_token, removed_at = null`;
    await resumeLanes(sql, bot.team_id);
    await sql`select pg_notify('installations', ${bot.team_id}), pg_notify('jobs', '')`;
  });
}

/** Where the app is installed. */
export async function installedWorkspaces({ db }: InstalledBots): Promise<readonly string[]> {
  const rows = await db.system<{ workspaceId: string }[]>`
    select workspace_id as "workspaceId" from installations where removed_at is null order by workspace_id`;
  return rows.map((row) => row.workspaceId);
}

/**
 * Makes sure at start that every stored token can be opened, and seals those anew that are under an older key, so that it
 * can be left out afterwards. Workspaces whose token came from the environment rest until somebody installs the app there.
 * @throws WrongSecretKey before anything is changed
 */
export async function openStoredTokens({ db, sealer, clock, log }: InstalledBots): Promise<void> {
  const stored = await db.system<{ workspaceId: string; sealed: string }[]>`
    select workspace_id as "workspaceId", sealed_bot_token as sealed from installations
    where sealed_bot_token is not null`;
  const opened = stored.map((row) => ({ row, token: tryToOpen(sealer, row) }));
  const unknown = opened.filter(({ token }) => token === 'unknown key').length;
  if (unknown > 0) throw new WrongSecretKey(unknown);

  await db.system`
    update installations set removed_at = case when sealed_bot_token is null then ${clock.now()}::timestamptz end
    where (removed_at is null) <> (sealed_bot_token is not null)`;
  for (const { row, token } of opened) {
    const { workspaceId, sealed } = row;
    if (typeof token === 'string') log.error({ workspaceId }, 'a stored token is broken: install the app there again');
    else if (sealer.isStale(sealed)) await sealAnew({ db, sealer }, workspaceId, sealed, token.opened);
  }
}

function tryToOpen(
  sealer: Sealer,
  { workspaceId, sealed }: { workspaceId: string; sealed: string },
): { opened: string } | SealError['reason'] {
  try {
    return { opened: sealer.open(sealed, workspaceId) };
  } catch (error) {
    if (error instanceof SealError) return error.reason;
    throw error;
  }
}

/** Unless somebody has just stored another one. */
async function sealAnew(
  { db, sealer }: Pick<InstalledBots, 'db' | 'sealer'>,
  workspaceId: string,
  before: string,
  token: string,
): Promise<void> {
  await db.system`
    update installations set sealed_bot_token = ${sealer.seal(token, workspaceId)}
    where workspace_id = ${workspaceId} and sealed_bot_token = ${before}`;
}
