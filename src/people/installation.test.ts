import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testContext } from '../../test/support/context.ts';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { peopleAlone } from '../../test/support/people-world.ts';
import { testSlack } from '../../test/support/slack-reads.ts';
import type { Ctx } from '../core/context.ts';
import { stillInstalled } from './check-installation.ts';
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
      installedAt: expect.any(Date),
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
});

describe('a workspace that Slack says has removed the app', () => {
  const slack = testSlack({}, {});
  const jobs = peopleAlone(slack).jobs.filter(({ kind }) => kind.name === 'people.check-installation');
  const app = () => testContext(database.db, { slackId: 'app', kind: 'system' });

  /** Works off what is due, however late, and says for how many seconds the next look waits. */
  async function look(): Promise<number[]> {
    const [job] = await database.sql<{ payload: unknown; wait: number }[]>`
      delete from jobs where kind = 'people.check-installation'
      returning payload, extract(epoch from run_at - business_now())::int as wait`;
    for (const handler of jobs) if (job) await handler.run(app(), job.payload, { confirm: () => Promise.resolve() });
    return job ? [job.wait] : [];
  }

  beforeEach(async () => {
    await database.sql`truncate jobs`;
    slack.hasToken = false;
    await start(() => Promise.resolve(northwind));
  });

  it.each([
    ['that it was removed', (ctx: Ctx) => appRemoved(ctx)],
    ['that the bot’s token was revoked', (ctx: Ctx) => tokensRevoked(ctx, { tokens: { bot: ['U0FLOORWALK'] } })],
  ])('is forgotten: %s', async (_what, event) => {
    await event(app());
    await event(app());
    await look();

    expect(await botFor(database.db, 'T0NORTHWIND')).toBeUndefined();
    expect(await look()).toEqual([]);
  });

  it('is not, when only people’s tokens were revoked', async () => {
    await tokensRevoked(app(), { tokens: { oauth: ['U0ANA'], bot: [] } });

    expect(await look()).toEqual([]);
  });

  it('is kept while the token works, and looked at once more half a minute later', async () => {
    slack.hasToken = true;
    await appRemoved(app());

    const waits = [await look(), await look(), await look()];

    expect(waits).toEqual([[0], [30], []]);
    expect(await botFor(database.db, 'T0NORTHWIND')).toBeDefined();
  });

  it('is kept when somebody installs the app while it is looked at', async () => {
    await appRemoved(app());
    const meanwhile = {
      ...slack,
      tokenWorks: async () => {
        await database.sql`update installations set installed_at = installed_at + interval '1 s'`;
        return false;
      },
    };
    await stillInstalled(app(), meanwhile, false);

    expect(await botFor(database.db, 'T0NORTHWIND')).toBeDefined();
  });
});
