import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { TEST_NOW, testContext } from '../../test/support/context.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { event } from '../../test/support/slack-requests.ts';
import { type PersonKind, transaction } from '../core/context.ts';
import type { JobHandler } from '../jobs/define-job.ts';
import { LeaseLost } from '../jobs/lease.ts';
import { section } from './blocks.ts';
import { touchHomes, type HomeSection } from './home.ts';
import { createHome } from './publish-home.ts';

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;
let home: JobHandler;
let sections: HomeSection[] = [];
let kind: PersonKind = 'full';

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  const actorFor = ({ slackId }: { slackId: string }) =>
    Promise.resolve({ slackId, kind, isAdmin: false, timeZone: 'UTC', memberships: [] });
  const holder = await startSlackApp({ db: database.db, slack, listeners: [] });
  const made = createHome({
    api: holder.desk.api,
    actorFor,
    get sections() {
      return sections;
    },
  });
  await holder.close();
  home = made.job;
  app = await startSlackApp({ db: database.db, slack, listeners: [made.listener] });
});

afterEach(async () => {
  await database.sql`truncate jobs, intake, home_openings`;
  slack.calls.length = 0;
  kind = 'full';
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});

const context = (now = TEST_NOW) => testContext(database.db, { kind: 'system', now });
const lease = { confirm: () => Promise.resolve() };
const publish = () => home.run(context(), { person: 'U0ANA' }, lease);

async function openHome(tab = 'home'): Promise<void> {
  await app.send(event('app_home_opened', { tab, channel: 'D0ANA' }));
  for (const { payload } of await database.sql`select payload from jobs where kind = 'intake.work'`) {
    await app.work.run(context(), payload, lease);
  }
}

const waiting = () => database.sql`select payload from jobs where kind = 'home.publish'`;

function says(order: number, text: string): HomeSection {
  return { order, blocks: () => Promise.resolve([section(text)]) };
}

function shown(): string[] {
  const view = slack.calls[0]?.body['view'] as { blocks: unknown[] };
  return view.blocks.map((block) => JSON.stringify(block));
}

test('opening App Home shows every feature’s part, in order', async () => {
  sections = [says(2, 'second'), says(1, 'first'), { order: 3, blocks: () => Promise.resolve([]) }];

  await openHome();
  await openHome();
  await publish();

  expect(await waiting()).toMatchObject([{ payload: { person: 'U0ANA' } }]);
  expect(slack.calls).toMatchObject([{ method: 'views.publish', body: { user_id: 'U0ANA', view: { type: 'home' } } }]);
  expect(shown()).toEqual([expect.stringContaining('first'), expect.stringContaining('second')]);
});

test('the messages tab is not App Home', async () => {
  await openHome('messages');

  expect(await waiting()).toHaveLength(0);
});

test('a change shows only to those who opened it lately, once each', async () => {
  await openHome();
  const touch = (now: Date) => transaction(context(now), (tx) => touchHomes(tx, context(now), ['U0ANA', 'U0LEO']));
  await database.sql`truncate jobs`;

  await touch(TEST_NOW);
  await touch(TEST_NOW);
  const lately = await waiting();
  await database.sql`truncate jobs`;
  await touch(new Date(TEST_NOW.getTime() + 8 * 24 * 60 * 60 * 1000));

  expect(lately).toMatchObject([{ payload: { person: 'U0ANA' } }]);
  expect(await waiting()).toHaveLength(0);
});

test('a part that fails does not take the page with it', async () => {
  sections = [says(1, 'first'), { order: 2, blocks: () => Promise.reject(new Error('bug')) }];

  await publish();

  expect(shown()).toEqual([expect.stringContaining('first'), expect.stringMatching(/FW-/)]);
});

test('a page that is too long ends with a line that says so', async () => {
  sections = [{ order: 1, blocks: () => Promise.resolve(Array.from({ length: 140 }, (_, n) => section(`row ${n}`))) }];

  await publish();

  expect(shown()).toHaveLength(100);
  expect(shown().at(-1)).toContain('more than fits');
});

test('an empty page says what to do', async () => {
  sections = [];

  await publish();

  expect(shown()).toEqual([expect.stringContaining('/floorwalker')]);
});

test('nothing is published for people who are gone, nor by a process that lost its lease', async () => {
  kind = 'deactivated';
  await publish();
  kind = 'full';
  const lost = { confirm: () => Promise.reject(new LeaseLost()) };

  await expect(home.run(context(), { person: 'U0ANA' }, lost)).rejects.toThrow(LeaseLost);

  expect(slack.calls).toEqual([]);
});
