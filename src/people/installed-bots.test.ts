import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createSealer } from '../core/seal.ts';
import { claimJobs, untilNextDue } from '../jobs/claim-jobs.ts';
import { transaction } from '../core/context.ts';
import { addJob } from '../jobs/add-job.ts';
import { deliverLane } from '../outbox/deliver-lane.ts';
import { botFor, ensureInstallation, forgetInstallation } from './installation.ts';
import {
  installedBot,
  installedWorkspaces,
  keepInstalledBot,
  openStoredTokens,
  WrongSecretKey,
} from './installed-bots.ts';

const OLD = 'an old key that nobody guesses';
const NEW = 'a new key that nobody guesses';
const TOKEN = 'xoxb-1-canary';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate installations, jobs, outbox_lanes cascade`;
});

function bots(...keys: string[]) {
  const { db, clock, log } = testContext(database.db);
  return { db, clock, log, sealer: createSealer(keys) };
}

const bot = (team: string) => ({
  team_id: team,
  team: 'Northwind',
  url: 'https://northwind.slack.com/',
  user_id: 'U0FLOORWALK',
  bot_id: 'B0FLOORWALK',
  app_id: 'A0FLOORWALK',
});

const install = (team: string, keys = [OLD], token = `${TOKEN}-${team}`) =>
  keepInstalledBot(bots(...keys), bot(team), { token, installedBy: 'U0IRIS' });

async function remove(team: string): Promise<void> {
  const installation = await botFor(database.db, team);
  if (installation) await forgetInstallation(database.db, installation, new Date());
}

describe('a token that came by OAuth', () => {
  it('is found by its workspace, and stands nowhere in plain text', async () => {
    await install('T1');
    await install('T2');

    const [row] = await database.sql`select * from installations where workspace_id = 'T1'`;

    expect(await installedBot(bots(OLD), 'T1')).toMatchObject({ token: 'xoxb-1-canary-T1', installedBy: 'U0IRIS' });
    expect(await installedBot(bots(OLD), 'T2')).toMatchObject({ token: 'xoxb-1-canary-T2' });
    expect(JSON.stringify(row)).not.toContain('canary');
  });

  it('cannot be taken over into another workspace’s row', async () => {
    await install('T1');
    await install('T2');
    await database.sql`
      update installations set sealed_bot_token = (select sealed_bot_token from installations where workspace_id = 'T1')
      where workspace_id = 'T2'`;

    await expect(installedBot(bots(OLD), 'T2')).rejects.toThrow('changed');
  });

  it('is replaced by a second installation', async () => {
    await install('T1');
    await install('T1', [OLD], 'xoxb-2');

    expect((await installedBot(bots(OLD), 'T1'))?.token).toBe('xoxb-2');
  });

  it('is thrown away when the app is removed', async () => {
    await install('T1');
    await remove('T1');
    await remove('T1');

    const [row] = await database.sql`select sealed_bot_token as token from installations`;

    expect(row).toEqual({ token: null });
    expect(await installedBot(bots(OLD), 'T1')).toBeUndefined();
    expect(await installedWorkspaces(bots(OLD))).toEqual([]);
  });
});

describe('a key', () => {
  it('is changed in two starts: with both, then with the new one alone', async () => {
    await install('T1');
    await install('T2');

    await openStoredTokens(bots(NEW, OLD));
    await openStoredTokens(bots(NEW));

    expect((await installedBot(bots(NEW), 'T1'))?.token).toBe('xoxb-1-canary-T1');
    expect((await installedBot(bots(NEW), 'T2'))?.token).toBe('xoxb-1-canary-T2');
    await expect(installedBot(bots(OLD), 'T1')).rejects.toThrow('not known');
  });

  it('that is wrong is refused in one line before anything is changed', async () => {
    await install('T1');
    await install('T2', [NEW]);
    const before = await database.sql`select * from installations order by 1`;

    const refused = openStoredTokens(bots(NEW));

    await expect(refused).rejects.toThrow(WrongSecretKey);
    await expect(refused).rejects.toThrow(/^FLOORWALKER_SECRET_KEY .* 1 workspace\. [^\n]*$/);
    expect(await database.sql`select * from installations order by 1`).toEqual(before);
  });

  it('opens the others when one token is broken', async () => {
    await install('T1');
    await install('T2');
    await database.sql`
      update installations set sealed_bot_token = left(sealed_bot_token, 30) where workspace_id = 'T1'`;

    await openStoredTokens(bots(NEW, OLD));

    expect((await installedBot(bots(NEW), 'T2'))?.token).toBe('xoxb-1-canary-T2');
  });
});

describe('work of a workspace', () => {
  const kinds = [deliverLane.name];
  const claim = async () => (await claimJobs(database.db.system, kinds, 10, 30_000)).map((job) => job.workspaceId);
  const queue = (workspaceId: string) => {
    const ctx = testContext(database.db, { workspaceId });
    return transaction(ctx, (tx) => addJob(tx, ctx, deliverLane, { channel: 'C0CARE' }, { dedupeKey: 'C0CARE' }));
  };

  it('waits while the app is removed, without keeping anybody awake, and goes on when it is back', async () => {
    await install('T1');
    await install('T2');
    await queue('T1');
    await queue('T2');
    await remove('T1');

    expect(await claim()).toEqual(['T2']);
    expect(await untilNextDue(database.db.system, kinds)).toBeUndefined();
    await install('T1', [OLD], 'xoxb-2');
    expect(await claim()).toEqual(['T1']);
  });

  it('that waited for a token is due at once when the app is back', async () => {
    await install('T1');
    await queue('T1');
    await database.sql`update jobs set run_at = run_at + interval '10 min'`;
    await database.sql`
      insert into outbox_lanes (workspace_id, channel, posts_not_before, failures, blocked_reason, blocked_at)
      values ('T1', 'C0CARE', now() + interval '10 min', 3, 'is_archived', now())`;

    await install('T1');

    expect(await claim()).toEqual(['T1']);
    expect(await database.sql`select posts_not_before, failures, blocked_reason from outbox_lanes`).toEqual([
      { posts_not_before: null, failures: 0, blocked_reason: null },
    ]);
  });
});

describe('an app that changes its way of being installed', () => {
  const start = () => {
    const { db, clock, log } = testContext(database.db);
    return ensureInstallation({ db, clock, log, identify: () => Promise.resolve(bot('T1')) });
  };

  it('serves one workspace by a token from the environment, and the others again when people install it', async () => {
    await install('T1');
    await install('T2');

    await start();
    const byToken = await installedWorkspaces(bots(OLD));
    await openStoredTokens(bots(OLD));

    expect(byToken).toEqual(['T1']);
    expect(await installedWorkspaces(bots(OLD))).toEqual(['T2']);
  });
});
