import type { Sql } from 'postgres';
import { codeOf, DatabaseUnusable } from './errors.ts';

/** The role of all work for a workspace, and the one that spans workspaces. Neither logs in, owns or bypasses anything. */
export const APP_ROLE = 'floorwalker_app';
export const SYSTEM_ROLE = 'floorwalker_system';

/** Roles belong to the whole server, so another database's migration may be making them at this moment. */
const MADE_BY_ANOTHER = new Set(['42710', '23505', 'XX000']);

/**
 * Makes both roles and lets the connected user act as them. Needs CREATEROLE only for what is not there yet.
 * @throws DatabaseUnusable naming the statements an administrator has to run
 */
export async function ensureRoles(client: Sql): Promise<void> {
  for (const role of [APP_ROLE, SYSTEM_ROLE]) {
    await attempt(client, `create role ${role} nologin`, () => exists(client, role));
    await attempt(client, `grant ${role} to current_user`, () => mayActAs(client, role));
  }
  const powerful = await client<{ rolname: string }[]>`
    select rolname from pg_roles
    where rolname in (${APP_ROLE}, ${SYSTEM_ROLE}) and (rolsuper or rolbypassrls)`;
  if (powerful[0]) {
    throw new DatabaseUnusable(
      `The role ${powerful[0].rolname} bypasses row level security; run: ALTER ROLE ${powerful[0].rolname} NOSUPERUSER NOBYPASSRLS.`,
    );
  }
}

async function attempt(client: Sql, statement: string, done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 10 && !(await done()); tries += 1) {
    try {
      await client.unsafe(statement);
    } catch (error) {
      if (codeOf(error) === '42501') throw refused(statement);
      if (!MADE_BY_ANOTHER.has(codeOf(error))) throw error;
    }
  }
  if (!(await done())) throw refused(statement);
}

function refused(statement: string): DatabaseUnusable {
  return new DatabaseUnusable(
    `The user of DATABASE_URL may not make the roles Floorwalker works as. As an administrator run: ${statement.toUpperCase()}; (and the same for ${APP_ROLE} and ${SYSTEM_ROLE}).`,
  );
}

async function exists(client: Sql, role: string): Promise<boolean> {
  const rows = await client`select 1 from pg_roles where rolname = ${role}`;
  return rows.length === 1;
}

async function mayActAs(client: Sql, role: string): Promise<boolean> {
  const rows = await client<{ may: boolean }[]>`
    select case when current_setting('server_version_num')::int >= 160000
      then pg_has_role(current_user, ${role}, 'SET')
      else pg_has_role(current_user, ${role}, 'MEMBER') end as may`;
  return rows[0]?.may ?? false;
}
