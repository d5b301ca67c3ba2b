import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../core/log.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { withinPromised } from '../../test/support/long-form.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { command, event, submit } from '../../test/support/slack-requests.ts';
import { socketServer, type SocketServer } from '../../test/support/socket-server.ts';
import { eventually, gate } from '../../test/support/worker.ts';
import { onCommand, onEvent, onSubmit } from './listener.ts';
import { createSocketEntry } from './socket-entry.ts';

let database: TestDatabase;
let slack: FakeSlack;
let server: SocketServer;
let app: TestSlackApp;
const started = gate();
const held = gate();

beforeAll(async () => {
  [database, slack, server] = await Promise.all([createTestDatabase(), fakeSlack(), socketServer()]);
  app = await startSlackApp({
    db: database.db,
    slack,
    mode: { kind: 'socket', appToken: 'xapp-test-app-token', slackApiUrl: server.apiUrl },
    listeners: [
      onCommand('/case', async (_ctx, { text }) => ({ text: `Case ${text}` })),
      onCommand('/held', async () => {
        started.open();
        await held.opened;
        return { text: 'Done' };
      }),
      onSubmit('case.raise', { parse: () => ({ errors: { summary: 'Say more.' } }), work: async () => {} }),
      onEvent('reaction_added', async () => {}),
    ],
  });
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close(), server.close()]);
});

test('commands and forms are answered in the ack of their envelope', async () => {
  const [said, errors] = await Promise.all([
    server.deliver('slash_commands', command('/fw', 'case 42')),
    server.deliver('interactive', submit('case.raise', { summary: '' })),
  ]);

  expect(said).toMatchObject({ response_type: 'ephemeral', text: 'Case 42' });
  expect(errors).toEqual({ response_action: 'errors', errors: { summary: 'Say more.' } });
});

test('an event is stored before it is acked, and not acked while it cannot be', async () => {
  const acked = await server.deliver('events_api', event('reaction_added', { reaction: 'eyes\u0000' }));
  const [{ count: stored } = { count: 0 }] = await database.sql`select count(*)::int from intake`;
  await database.sql`alter table intake rename to intake_away`;
  const refused = await server.deliver('events_api', event('reaction_added'), 500);
  await database.sql`alter table intake_away rename to intake`;

  expect([acked, stored, refused]).toEqual([{}, 1, undefined]);
});

test('the port serves a page, and takes no requests of Slack', async () => {
  const [page, request] = await Promise.all([
    fetch(app.url),
    fetch(`${app.url}/slack/events`, { method: 'POST', body: '{}' }),
  ]);

  expect([page.status, request.status]).toEqual([200, 404]);
});

test('a refresh leaves less than a second without a connection', async () => {
  const before = server.link.opened();

  server.link.refresh();
  const began = performance.now();
  await eventually(() => expect(server.link.opened()).toBe(before + 1));

  expect(performance.now() - began).toBeLessThan(withinPromised(1000));
  expect(await server.deliver('slash_commands', command('/case', '43'))).toMatchObject({ text: 'Case 43' });
});

test('a frame that the library cannot read ends nothing', async () => {
  await server.deliver('events_api', { type: 'app_rate_limited', minute_rate_limited: 28_000_000 }, 100);

  expect(await server.deliver('slash_commands', command('/case', '45'))).toMatchObject({ text: 'Case 45' });
});

test('a network that breaks, and stays away for a while, ends nothing', async () => {
  const before = server.link.opened();
  server.down = 503;

  server.link.drop();
  await eventually(() => expect(app.trouble()).toBe('Slack cannot be reached'));
  server.down = undefined;
  await eventually(() => expect(server.link.opened()).toBe(before + 1));

  await eventually(() => expect(app.trouble()).toBeUndefined());
  expect(await server.deliver('slash_commands', command('/case', '44'))).toMatchObject({ text: 'Case 44' });
});

test('a Slack that greets and hangs up is asked ever more rarely', async () => {
  const fickle = await socketServer();
  const entry = createSocketEntry({
    appToken: 'xapp-test-app-token',
    slackApiUrl: fickle.apiUrl,
    log: createLog('silent'),
    take: async () => {},
  });
  const greetings: number[] = [];
  const hangUp = setInterval(() => {
    if (entry.trouble() !== undefined || fickle.link.connections() === 0) return;
    greetings.push(performance.now());
    fickle.link.drop();
  }, 10);

  await entry.start();
  await eventually(() => expect(fickle.link.opened()).toBeGreaterThanOrEqual(5));
  const [first = 0, , , fourth = 0] = greetings;
  clearInterval(hangUp);
  await entry.stop(async () => {});
  await fickle.close();

  expect(fourth - first).toBeGreaterThan(1_500);
});

test('stopping answers what came in before it hangs up', async () => {
  const answer = server.deliver('slash_commands', command('/held'));
  await started.opened;

  const closed = app.close();
  held.open();

  expect(await answer).toMatchObject({ text: 'Done' });
  await closed;
  await eventually(() => expect(server.link.connections()).toBe(0));
});

test('no token reached the log', () => {
  expect(app.log.join('')).not.toMatch(/xapp-|xoxb-/);
});
