import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

/** Without a workspace: one row that says how far the sandbox has moved its clock. */
const GLOBAL_TABLES = ['business_clock'];

/** What the system role works through across workspaces; a feature's tables do not belong here. */
const SYSTEM_TABLES = [
  'installations',
  'intake',
  'jobs',
  'outbox_lanes',
  'outbox_messages',
  'posted_messages',
  'schedules',
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

interface Table {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly owner: string;
  readonly keys: readonly string[];
}

async function tables(): Promise<readonly Table[]> {
  return database.sql<Table[]>`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where i.indrelid = c.oid and i.indisunique) as keys
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'drizzle') and c.relkind in ('r', 'p', 'm', 'f')
    order by 1`;
}

function problemsOf(table: Table): string[] {
  const problems: string[] = [];
  if (/^floorwalker_(app|system)$/.test(table.owner)) problems.push('belongs to a role that works with it');
  if (GLOBAL_TABLES.includes(table.name)) return problems;
  if (!table.enabled || !table.forced) problems.push('does not force row level security: call floorwalker_protect()');
  if (table.keys.length === 0) problems.push('has no key');
  if (table.keys.some((column) => column !== 'workspace_id')) problems.push('has a unique key not led by workspace_id');
  return problems;
}

describe('every table of the schema', () => {
  test('forces row level security, is led by its workspace in every key, and belongs to neither role', async () => {
    const found = await tables();

    const wrong = found.flatMap((table) => problemsOf(table).map((problem) => `${table.name} ${problem}`));
    expect(found.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  test('has the policy of the workspace for reading and writing, and nothing wider', async () => {
    const policies = await database.sql<
      { table: string; policy: string; roles: string[]; reads: string; writes: string }[]
    >`
      select tablename as table, policyname as policy, roles::text[], qual as reads, with_check as writes
      from pg_policies where schemaname = 'public' and permissive = 'PERMISSIVE' and cmd = 'ALL' order by 1, 2`;
    const { owner } = (await database.sql`select tableowner as owner from pg_tables where tablename = 'cases'`)[0]!;
    const others = await database.sql<{ table: string; policy: string; reads: string; roles: string[] }[]>`
      select tablename as table, policyname as policy, qual as reads, roles::text[] from pg_policies
      where not (schemaname = 'public' and permissive = 'PERMISSIVE' and cmd = 'ALL') order by 1`;
    const own = `(workspace_id = current_setting('floorwalker.workspace_id'::text, true))`;

    // The owner reads these for the app, in functions that name the workspace themselves (migrations/0002 and 0003).
    expect(others).toEqual(
      ['cases', 'search_units'].map((table) => ({ table, policy: 'search', reads: 'true', roles: [owner] })),
    );
    for (const { name } of await tables()) {
      if (GLOBAL_TABLES.includes(name)) continue;
      const expected = [
        ...(SYSTEM_TABLES.includes(name)
          ? [{ table: name, policy: 'system', roles: ['floorwalker_system'], reads: 'true', writes: 'true' }]
          : []),
        { table: name, policy: 'workspace', roles: ['floorwalker_app'], reads: own, writes: own },
      ];
      expect(policies.filter(({ table }) => table === name)).toEqual(expected);
    }
  });

  test('is open to nobody else, and system tables only to the system role', async () => {
    const grants = await database.sql<{ table: string; grantee: string }[]>`
      select distinct table_name as table, grantee from information_schema.role_table_grants
      where table_schema = 'public' and grantee <> (select pg_get_userbyid(relowner) from pg_class where relname = 'cases')`;

    const toSystem = grants.filter(({ grantee }) => grantee === 'floorwalker_system').map(({ table }) => table);
    expect(new Set(grants.map(({ grantee }) => grantee))).toEqual(new Set(['floorwalker_app', 'floorwalker_system']));
    expect(toSystem.toSorted()).toEqual([...SYSTEM_TABLES, ...GLOBAL_TABLES].toSorted());
  });
});

test('both roles can do nothing but what they are granted', async () => {
  const roles = await database.sql`
    select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication
    from pg_roles where rolname in ('floorwalker_app', 'floorwalker_system') order by 1`;
  const memberships = await database.sql`
    select 1 from pg_auth_members where member in ('floorwalker_app'::regrole, 'floorwalker_system'::regrole)`;

  const nothing = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolcanlogin: false,
    rolreplication: false,
  };
  expect(roles).toEqual([
    { rolname: 'floorwalker_app', ...nothing },
    { rolname: 'floorwalker_system', ...nothing },
  ]);
  expect(memberships).toHaveLength(0);
});

test('the roles the app connects as are these two, and resetting the role does not lead out of them', async () => {
  const { db } = database;

  const [system] = await db.system`select current_user as role, current_setting('is_superuser') as superuser`;
  const afterReset = await db.system.begin(async (sql) => {
    await sql`reset role`;
    return (await sql`select current_user as role`)[0];
  });

  expect(system).toEqual({ role: 'floorwalker_system', superuser: 'off' });
  expect(afterReset).toEqual({ role: 'floorwalker_system' });
});

test('the system role reaches no work of a workspace', async () => {
  const denied = database.db.system`select 1 from cases`;

  await expect(denied).rejects.toMatchObject({ code: '42501' });
});

test('a table made later is closed until it is protected', async () => {
  await database.sql`create table later (workspace_id text primary key)`;

  const denied = database.db.withWorkspace('T1', (tx) => tx.execute('select 1 from later'));

  await expect(denied).rejects.toMatchObject({ cause: { code: '42501' } });
  await database.sql`drop table later`;
});

test('functions are closed to everybody, but for the business time and the searches', async () => {
  const open = await database.sql<{ name: string }[]>`
    select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace
      and has_function_privilege('floorwalker_app', p.oid, 'execute') order by 1`;

  expect(open.map(({ name }) => name)).toEqual([
    'business_now',
    'floorwalker_case_words',
    'floorwalker_cases_with',
    'floorwalker_search',
  ]);
});
