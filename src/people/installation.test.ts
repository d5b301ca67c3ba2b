import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { botFor, ensureInstallation } from './installation.ts';
import { appRemoved, tokensRevoked } from './slack-events.ts';

let database: TestDatabase;

const northwind = {
  ok: true,
  url: 'https://northwind-support.slack.com/',
  team: 'Northwind Support',
  team_id: 'T0NORTHWIND',
  user_id: 'U0FLOORWALK',
  bot_id: 'B0FLOORWALK',
};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate installations`;
});

function start(identify: () => Promise<unknown>) {
  const { db, clock, log } = testContext(database.db);
  return ensureInstallation({ db, clock, log, identify });
}

const unreachable = () => Promise.reject(new Error('getaddrinfo EAI_AGAIN slack.com'));

describe('the workspace of the token', () => {
  it('is kept with the ids of the bot', async () => {
    await start(() => Promise.resolve(northwind));

    expect(await botFor(database.db, 'T0NORTHWIND')).toEqual({
      workspaceId: 'T0NORTHWIND',
      name: 'Northwind Support',
      domain: 'northwind-support',
      appId: '',
      botId: 'B0FLOORWALK',
      botUserId: 'U0FLOORWALK',
      installedBy: null,
    });
  });

  it('follows a workspace that was renamed', async () => {
    await start(() => Promise.resolve(northwind));
    await start(() => Promise.resolve({ ...northwind, team: 'Northwind', url: 'https://northwind.slack.com/' }));

    expect(await botFor(database.db, 'T0NORTHWIND')).toMatchObject({ name: 'Northwind', domain: 'northwind' });
  });

  it('is that of an earlier start while Slack does not answer', async () => {
    await start(() => Promise.resolve(northwind));

    expect((await start(unreachable)).workspaceId).toBe('T0NORTHWIND');
  });

  it('cannot be known at a first start without Slack', async () => {
    await expect(start(unreachable)).rejects.toThrow('EAI_AGAIN');
  });

  it('takes the place of the one before when the token is exchanged', async () => {
    await start(() => Promise.resolve(northwind));
    await start(() => Promise.resolve({ ...northwind, team_id: 'T0SOUTHWIND' }));

    expect(await botFor(database.db, 'T0NORTHWIND')).toBeUndefined();
    expect((await start(unreachable)).workspaceId).toBe('T0SOUTHWIND');
  });

  it('is forgotten when the app is removed, or the bot’s token revoked', async () => {
    const app = testContext(database.db, { slackId: 'app', kind: 'system' });
    await start(() => Promise.resolve(northwind));
    await tokensRevoked(app, { tokens: { oauth: ['U0ANA'], bot: [] } });
    const afterOthers = await botFor(database.db, 'T0NORTHWIND');
    await tokensRevoked(app, { tokens: { bot: ['U0FLOORWALK'] } });
    const afterOurs = await botFor(database.db, 'T0NORTHWIND');
    await start(() => Promise.resolve(northwind));
    await appRemoved(app);

    expect(afterOthers?.workspaceId).toBe('T0NORTHWIND');
    expect(afterOurs).toBeUndefined();
    expect(await botFor(database.db, 'T0NORTHWIND')).toBeUndefined();
  });
});
