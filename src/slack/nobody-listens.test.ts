import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { command, click, shortcut, submit } from '../../test/support/slack-requests.ts';
import { eventually } from '../../test/support/worker.ts';
import { onCommand } from './listener.ts';

/** What arrives and finds nobody: from a message of an older version, or from a workspace that is not ours. */

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  app = await startSlackApp({
    db: database.db,
    slack,
    listeners: [onCommand('/case', () => Promise.reject(new Error('nobody of ours asked')))],
  });
});

beforeEach(() => {
  slack.calls.length = 0;
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});

test('an old button says what to do instead', async () => {
  await app.send(click('case.retired', '1', { response_url: slack.responseUrl }));
  await app.send(shortcut('retired'));

  await eventually(() => expect(slack.calls.map(({ method }) => method).toSorted()).toEqual(['respond', 'views.open']));
  for (const call of slack.calls) expect(JSON.stringify(call)).toContain('older version');
});

test('an old form keeps what was typed', async () => {
  const answer = await app.send(submit('case.retired', { summary: 'long story' }));

  expect(answer.body).toMatchObject({
    response_action: 'errors',
    errors: { summary: expect.stringContaining('older version') },
  });
});

test('a button that is only a link is acked', async () => {
  const answer = await app.send(click('link:7', '', { response_url: slack.responseUrl }));

  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(slack.calls).toEqual([]);
});

test('a workspace without the app is told so', async () => {
  const answer = await app.send(command('/case', '42', { team_id: 'T0ELSEWHERE' }));

  expect(answer.body).toMatchObject({ text: expect.stringContaining('not installed') });
});
