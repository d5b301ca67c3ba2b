import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { testContext } from '../../test/support/context.ts';
import { clearOutbox, queuedMessages } from '../../test/support/queued-messages.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { click, view } from '../../test/support/slack-requests.ts';
import { UserError } from '../core/errors.ts';
import { modal } from '../slack/modal.ts';
import { onClick } from '../slack/listener.ts';

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;

/** What is done about the next click. */
let work: () => Promise<void>;

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  const claim = onClick(
    'case.claim',
    async (_ctx, { value }) => {
      await work();
      return { text: `Claimed ${value}` };
    },
    (_ctx, outcome, _click, views) => {
      const title = 'done' in outcome ? (outcome.done?.text ?? '') : outcome.refused.message;
      return views.update(modal({ callbackId: 'case', title, blocks: [] }));
    },
  );
  app = await startSlackApp({ db: database.db, slack, listeners: [claim] });
});
afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});
afterEach(async () => {
  slack.answers.clear();
  slack.calls.length = 0;
  await clearOutbox(database.sql);
  await database.sql`truncate intake, jobs`;
});

/** Works off all that is stored, as a worker would, once each. */
async function workOff(): Promise<void> {
  const ctx = testContext(database.db, { kind: 'system', slackId: 'app' });
  for (const job of await database.sql`select payload from jobs where kind = 'intake.work' order by id`) {
    await app.work.run(ctx, job['payload'], { confirm: () => Promise.resolve() });
  }
}

const inWindow = { view: view('case'), container: { type: 'view' }, channel: undefined, message: undefined };

const outcomes: readonly (readonly [said: string, work: () => Promise<void>])[] = [
  ['Claimed 7', () => Promise.resolve()],
  ['Leo has it', () => Promise.reject(new UserError('Leo has it'))],
];

test.each(outcomes)('what came of a click in a window is said there, and not behind it: %s', async (said, does) => {
  work = does;
  await app.send(click('case.claim', '7', inWindow));

  await workOff();

  expect(slack.calls).toMatchObject([{ method: 'views.update', body: { view: { title: { text: said } } } }]);
  expect(await queuedMessages(database.sql)).toEqual([]);
  expect(await database.sql`select done_at is not null as done from intake`).toMatchObject([{ done: true }]);
});

test.each(outcomes)(
  'whoever went on to something else in that window keeps it, and is told: %s',
  async (said, does) => {
    work = does;
    slack.answers.set('views.update', { ok: false, error: 'hash_conflict' });
    await app.send(click('case.claim', '7', inWindow));

    await workOff();

    expect(slack.calls[0]?.body).toMatchObject({ view_id: 'V0FORM', hash: '1700000000.h' });
    expect(await queuedMessages(database.sql)).toMatchObject([{ payload: expect.stringContaining(said) }]);
  },
);

test('on a message it is told as ever', async () => {
  work = () => Promise.resolve();
  await app.send(click('case.claim'));

  await workOff();

  expect(slack.calls).toEqual([]);
  expect(await queuedMessages(database.sql)).toMatchObject([{ payload: expect.stringContaining('Claimed 7') }]);
});
