import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perform } from '../../src/sandbox/acts/perform.ts';
import type { World } from '../../src/sandbox/world.ts';
import { Colleague } from '../chaos/support/colleague.ts';
import { until } from '../chaos/support/until.ts';
import { ALWAYS_OPEN, setUpCare } from '../journeys/support/northwind-team.ts';
import { appArguments } from '../support/built-program.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type RealApp, realApp } from '../support/real-app.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { newOAuthSettings } from '../../src/sandbox/oauth/settings.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HARBOUR = 'T0HARBOUR';

let database: TestDatabase;
let workspace: Workspace;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url }, workspaces: 2 });
  ({ world } = workspace);
  await setUpCare(workspace, { hours: ALWAYS_OPEN });
}, 120_000);

afterAll(async () => {
  await workspace.close();
  await database.close();
});

const uninstall = () => perform(world, { type: 'uninstall', as: 'U0IRIS' });
const raise = (summary: string) => new Colleague(world, 'U0ANA').raise(summary);
const card = (summary: string) =>
  until(`there is a card “${summary}”`, () =>
    world.state.messages['C0CAREESC']!.find((one) => JSON.stringify(one).includes(summary)),
  );

async function installation(id = 'T0NORTHWIND') {
  const [row] = await database.sql<{ token: string | null; removed: boolean }[]>`
    select sealed_bot_token as token, removed_at is not null as removed from installations where workspace_id = ${id}`;
  return row;
}

const jobsOf = (correlation: string) =>
  database.sql<{ attempts: number }[]>`select attempts from jobs where correlation_id = ${correlation}`;

const jobsUnderWay = () =>
  database.sql`select from jobs where workspace_id = 'T0NORTHWIND' and lease_token is not null`;

const calls = () => world.calls.list().filter(({ direction }) => direction === 'from_app');

describe('an app that is removed from one of its two workspaces', { timeout: 60_000 }, () => {
  it('throws its token away, and stops', async () => {
    await raise('Before the removal');
    await card('Before the removal');
    // Work that is due a moment later, and a message that is still in the queue.
    await raise('In the middle of it');

    expect(await uninstall()).toMatchObject({ ok: true });
    await until('the installation is gone', async () => (await installation())?.removed === true);

    expect(await installation()).toEqual({ token: null, removed: true });
  });

  it('hears of it again, in either order, and calls nobody', async () => {
    await until('what had begun before the removal is over', async () => (await jobsUnderWay()).length === 0);
    const before = calls().length;
    const envelope = { type: 'event_callback', team_id: 'T0NORTHWIND', api_app_id: 'A0FLOORWALK' };
    const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0FLOORWALK'] }, event_ts: '1.1' };
    const removed = { type: 'app_uninstalled', event_ts: '1.2' };
    for (const [index, event] of [revoked, removed, revoked, removed].entries()) {
      const payload = { ...envelope, event_id: `Ev0AGAIN${index}`, event };
      expect(await workspace.deliver({ kind: 'events_api', payload })).toMatchObject({ ok: true });
    }
    // Jobs are taken in the order in which they fell due: when the other workspace's is done, this one was passed over.
    await database.sql`
      insert into jobs (workspace_id, kind, payload, correlation_id, run_at)
      values ('T0NORTHWIND', 'home.publish', '{"person":"U0ANA"}', 'late', now() - interval '1 s'),
        (${HARBOUR}, 'home.publish', '{"person":"U0ANA"}', 'marker', now())`;
    await database.sql`select pg_notify('jobs', '')`;
    await until('the job after it is done', async () => (await jobsOf('marker')).length === 0);

    expect(calls().slice(before)).toEqual([]);
    expect(await jobsOf('late')).toEqual([{ attempts: 0 }]);
  });

  it('goes on in the other workspace meanwhile', async () => {
    const amira = workspace.as('U0ANA', HARBOUR);
    await amira.command('/floorwalker', { in: '#general' });

    await amira.sees('No team is set up here yet', { in: '#general' });
    expect(await installation(HARBOUR)).toMatchObject({ removed: false });
  });

  it('goes on where it stopped when somebody installs it again', async () => {
    const { status } = await workspace.install();
    await card('In the middle of it');
    await raise('After the return');
    await card('After the return');

    const all = world.state.messages['C0CAREESC']!.filter(({ user, threadTs }) => user === 'U0FLOORWALK' && !threadTs);
    expect(status).toBe(200);
    expect(all.filter((one) => JSON.stringify(one).includes('In the middle of it'))).toHaveLength(1);
    expect(await installation()).toMatchObject({ removed: false });
  });

  it('is not thrown out by news of the removal that comes late', async () => {
    const event = { type: 'app_uninstalled', event_ts: '1.3' };
    const payload = { type: 'event_callback', team_id: 'T0NORTHWIND', event_id: 'Ev0LATE', event };
    await workspace.deliver({ kind: 'events_api', payload });
    await until('it was looked at', async () => {
      const waiting = await database.sql`
        select 1 from jobs where kind = 'people.check-installation' and (payload ->> 'isSecondLook')::boolean`;
      return waiting.length > 0;
    });

    expect(await installation()).toMatchObject({ removed: false });
  });
});

describe('the key under which tokens are kept', { timeout: 180_000 }, () => {
  const KEY = 'a key for tests and for nothing else';
  const NEXT = 'the key that comes after the first one';
  const apps: RealApp[] = [];

  afterAll(() => Promise.all(apps.map((app) => app.stop())));

  function environment(keys: string): Record<string, string> {
    const { clientId } = newOAuthSettings(() => '');
    return {
      SLACK_API_URL: `${workspace.url}/api/`,
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: 'not needed here',
      SLACK_STATE_SECRET: 'not needed here either',
      SLACK_SIGNING_SECRET: world.identity.signingSecret,
      FLOORWALKER_SECRET_KEY: keys,
      DATABASE_URL: database.url,
    };
  }

  it('is changed while the app works: both keys, then the new one alone', async () => {
    const before = await installation();
    for (const keys of [`${KEY},${NEXT}`, `${NEXT},${KEY}`, NEXT]) {
      const app = await realApp('new-key', environment(keys));
      apps.push(app);
      app.spawn();
      await app.ready();
      // The process of the old key and this one take turns at the jobs.
      await raise(`With key ${apps.length}`);
      await card(`With key ${apps.length}`);
    }
    const after = await installation();

    expect(after?.token?.split('.')[1]).not.toBe(before?.token?.split('.')[1]);
    expect(await database.sql`select last_error from jobs where last_error is not null`).toEqual([]);
  });

  it('that is wrong ends the app in one line that shows no key', async () => {
    const env = { ...environment('some other key altogether'), PATH: process.env['PATH'], PORT: '1' };
    const run = promisify(execFile)(process.execPath, [...(await appArguments())], {
      cwd: ROOT,
      env,
      timeout: 120_000,
    });

    const failed = await run.then(
      () => undefined,
      (error: unknown) => error as { code: number; stderr: string },
    );

    expect(failed?.code).toBe(1);
    expect(failed?.stderr).toMatch(/^FLOORWALKER_SECRET_KEY does not open the tokens of 2 workspaces\. [^\n]+\n$/);
    expect(failed?.stderr).not.toContain('some other key');
  });
});
