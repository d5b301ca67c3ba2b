import { randomUUID } from 'node:crypto';
import { ConfigError, readDatabaseUrl } from '../config.ts';
import { type Ctx, theApp, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { createLog } from '../core/log.ts';
import { startBusinessClock } from '../db/business-clock.ts';
import { createDatabase, type Database } from '../db/client.ts';
import { startEmbedded } from '../db/embedded.ts';
import { DatabaseUnusable } from '../db/errors.ts';
import { findActor } from '../people/actor.ts';
import { allTeams, membersOf } from '../people/queries.ts';
import type { Team } from '../people/tables.ts';

export interface TeamChoice {
  /** As it is called in Slack. */
  readonly team: string;
  /** Slack id of whoever it is done as; its only manager or director where left out. */
  readonly as?: string | undefined;
  /** Slack id; where left out, the one that has a team of this name. */
  readonly workspace?: string | undefined;
}

/** Somebody of a team, at work from the command line with the rights that they have. */
export interface Acting {
  readonly ctx: Ctx;
  readonly team: Team;
}

/** Runs a command and ends as a shell expects: what a person can mend is one line. */
export async function asCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isTheirs = error instanceof ConfigError || error instanceof DatabaseUnusable || error instanceof UserError;
    if (!isTheirs) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Opens the database, finds the team and whoever acts, and closes it all again. */
export async function actingFor(choice: TeamChoice, work: (acting: Acting) => Promise<void>): Promise<void> {
  const databaseUrl = readDatabaseUrl();
  const embedded = databaseUrl ? undefined : await startEmbedded({ directory: '.data/postgres' });
  const db = createDatabase({ url: databaseUrl ?? embedded?.url ?? '' });
  const clock = await startBusinessClock(db);
  try {
    const base = { db, clock, log: createLog('warn'), actor: theApp, correlationId: `cli:${randomUUID()}` };
    const { ctx, team } = await findTeam(base, choice);
    const actor = await actorOf(ctx, team, choice.as);
    await work({ ctx: { ...ctx, actor }, team });
  } finally {
    await clock.stop();
    await db.close();
    await embedded?.stop();
  }
}

async function findTeam(base: Omit<Ctx, 'workspaceId'>, { team, workspace }: TeamChoice): Promise<Acting> {
  const found: Acting[] = [];
  for (const workspaceId of workspace === undefined ? await workspaces(base.db) : [workspace]) {
    const ctx: Ctx = { ...base, workspaceId };
    const all = await transaction(ctx, (tx) => allTeams(tx, ctx));
    const called = all.find(({ name, id }) => name.toLowerCase() === team.toLowerCase() || id === team);
    if (called) found.push({ ctx, team: called });
  }
  const [one, ...others] = found;
  if (!one) throw new ConfigError(`There is no team “${team}”. Write it as it is called in Slack.`);
  if (others.length === 0) return one;
  const ids = found.map(({ ctx }) => ctx.workspaceId).join(', ');
  throw new ConfigError(`Several workspaces have a team “${team}”. Add --workspace with one of ${ids}.`);
}

async function workspaces(db: Database): Promise<readonly string[]> {
  const rows = await db.system<{ id: string }[]>`select workspace_id as id from installations order by 1`;
  return rows.map(({ id }) => id);
}

async function actorOf(ctx: Ctx, team: Team, slackId: string | undefined): Promise<Ctx['actor']> {
  return transaction(ctx, async (tx) => {
    const named = slackId ?? onlyOne(await membersOf(tx, ctx, team.id, ['manager', 'director']), team);
    const found = await findActor(tx, { workspaceId: ctx.workspaceId, slackId: named });
    if (!found) throw new ConfigError(`Nobody with the Slack id ${named} is known here.`);
    return found.actor;
  });
}

function onlyOne(who: readonly { slackId: string; name: string }[], team: Team): string {
  const byId = new Map(who.map(({ slackId, name }) => [slackId, name]));
  const [first, ...others] = byId.keys();
  if (first === undefined)
    throw new ConfigError(`${team.name} has no manager or director yet. Add one in Slack first.`);
  if (others.length === 0) return first;
  const listed = [...byId].map(([slackId, name]) => `${slackId} (${name})`).join(', ');
  throw new ConfigError(`Say in whose name: --as with one of ${listed}.`);
}
