import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { fakeSlack, startSlackApp, type FakeSlack } from '../../test/support/slack-app.ts';
import { command } from '../../test/support/slack-requests.ts';
import { gate } from '../../test/support/worker.ts';
import { onCommand, type Listener } from './listener.ts';

let database: TestDatabase;
let slack: FakeSlack;

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
});

afterAll(async () => {
  await Promise.all([database.close(), slack.close()]);
});

function held(): { listener: Listener; started: Promise<void>; finish: () => void } {
  const started = gate();
  const end = gate();
  const listener = onCommand('/case', async () => {
    started.open();
    await end.opened;
    return { text: 'Done' };
  });
  return { listener, started: started.opened, finish: () => end.open() };
}

test('stopping answers what came in before, and takes nothing new', async () => {
  const { listener, started, finish } = held();
  const app = await startSlackApp({ db: database.db, slack, listeners: [listener] });
  const answer = app.send(command('/case'));
  await started;

  const closed = app.close();
  const refused = fetch(app.url).then(
    () => 'taken',
    () => 'refused',
  );
  const late = await refused;
  finish();

  expect((await answer).body).toMatchObject({ text: 'Done' });
  expect(late).toBe('refused');
  await closed;
});

test('an answer that is already late is still given before the process may end', async () => {
  const { listener, started, finish } = held();
  const app = await startSlackApp({ db: database.db, slack, listeners: [listener] });
  const acked = app.send(command('/case', '', { response_url: slack.responseUrl }));
  await started;
  await acked;

  const closed = app.close();
  finish();
  await closed;

  expect(slack.calls).toMatchObject([{ method: 'respond', body: { text: 'Done' } }]);
});

test('a port that is taken is said at once', async () => {
  const app = await startSlackApp({ db: database.db, slack, listeners: [] });
  const port = Number(new URL(app.url).port);

  await expect(startSlackApp({ db: database.db, slack, listeners: [], port })).rejects.toThrow('EADDRINUSE');

  await app.close();
});
