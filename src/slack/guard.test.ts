import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { withinPromised } from '../../test/support/long-form.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { click, command, event, signed, submit } from '../../test/support/slack-requests.ts';
import { onClick, onCommand, onEvent, onSubmit } from './listener.ts';

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;
let ran = 0;

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  const count = async () => {
    ran += 1;
  };
  app = await startSlackApp({
    db: database.db,
    slack,
    listeners: [
      onCommand('/case', count),
      onClick('case.claim', count),
      onSubmit('case.raise', { parse: () => ({ input: {} }), work: count }),
      onEvent('reaction_added', count),
    ],
  });
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});

const FORM = 'application/x-www-form-urlencoded';
const good = command('/case', '42');
const smuggled = `ssl_check=1&payload=${encodeURIComponent(JSON.stringify(click('case.claim')))}`;
const unsigned = (body: string, type = FORM) => ({ body, headers: { 'content-type': type } });

test.each([
  ['a wrong secret', 401, signed(good, { secret: 'wrong' })],
  ['an empty secret', 401, signed(good, { secret: '' })],
  ['the word undefined as secret', 401, signed(good, { secret: 'undefined' })],
  ['an age of 301 s', 401, signed(good, { age: -301 })],
  ['a date an hour ahead', 401, signed(good, { age: 3600 })],
  ['the date Infinity', 401, signed(good, { timestamp: 'Infinity' })],
  ['a changed body', 401, { ...signed(good), body: signed(command('/case', '43')).body }],
  ['no signature', 401, unsigned(signed(good).body)],
  ['an unsigned interaction', 401, unsigned(signed(click('case.claim')).body)],
  ['an interaction smuggled into a TLS check', 401, unsigned(smuggled)],
  ['a command smuggled into a TLS check', 401, unsigned(`ssl_check=1&${signed(good).body}`)],
  ['a signed null', 400, signed('null')],
  ['a signed array', 400, signed('[]')],
  ['a signed number', 400, signed('1')],
  ['signed garbage', 400, signed('{"type":')],
  ['a signed empty body', 400, signed('')],
  ['an empty object', 400, signed('{}')],
  ['an event without its event', 400, signed('{"type":"event_callback","team_id":"T0NORTHWIND","event_id":"Ev1"}')],
  ['an event that is null', 400, signed(event('x', {}, { event: null }))],
  ['a click without actions', 400, signed(click('case.claim', '1', { actions: [] }))],
  ['a click by nobody', 400, signed(click('case.claim', '1', { user: null }))],
  ['a submission without a form', 400, signed({ ...submit('case.raise', {}), view: null })],
  ['ids that are none', 400, signed({ ...good, team_id: "T0' or 1=1" })],
  ['a type from the prototype', 400, signed({ type: '__proto__' })],
  ['another content type', 400, signed(good, { contentType: 'text/plain' })],
  ['5 MB', 413, signed(`{"type":"${'x'.repeat(5_000_000)}"}`)],
])('%s is refused with %i at once, without effect', async (_name, status, request) => {
  const answer = await app.sendRaw(request);

  expect(answer).toMatchObject({ status, body: '' });
  // A few milliseconds on a machine that has nothing else to do.
  expect(answer.ms).toBeLessThan(withinPromised(1000));
  expect(ran).toBe(0);
  expect(await database.sql`select 1 from intake`).toHaveLength(0);
});

test('nothing of all that ended the process, and the next good request is taken', async () => {
  const before = ran;

  const answer = await app.send(good);

  expect(answer.status).toBe(200);
  expect(ran).toBe(before + 1);
});

test.each([
  ['almost five minutes old', signed(good, { age: -290 })],
  ['a form with a charset', signed(good, { contentType: `${FORM}; charset=utf-8` })],
  ['an event with a charset', signed(event('unheard_of'), { contentType: 'application/json;charset=UTF-8' })],
  ['the unsigned question whether TLS works', unsigned('ssl_check=1&token=old')],
])('%s is answered with 200', async (_name, request) => {
  const answer = await app.sendRaw(request);

  expect(answer).toMatchObject({ status: 200, body: '' });
});

test('the address is confirmed to Slack', async () => {
  const answer = await app.send({ type: 'url_verification', challenge: '3eZbrw1a' });

  expect(answer).toMatchObject({ status: 200, body: { challenge: '3eZbrw1a' } });
});

test('other paths say little', async () => {
  const [page, other] = await Promise.all([fetch(app.url), fetch(`${app.url}/slack/install`)]);

  expect([page.status, other.status]).toEqual([200, 404]);
  expect(await page.text()).toContain('Floorwalker');
});

test('who sends a byte at a time is hung up on, while others are served', async () => {
  const port = Number(new URL(app.url).port);
  const slow = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => slow.once('close', resolve));
  slow.on('error', () => {});
  slow.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
  const dripping = setInterval(() => slow.write(' '), 500);

  const answer = await app.send(good);
  await closed;
  clearInterval(dripping);

  expect(answer.status).toBe(200);
});

test('no secret reached the log', () => {
  const lines = app.log.join('');

  expect(lines).toContain('request refused');
  expect(lines).not.toMatch(/8f742231|xoxb|1\.2\.trigger|v0=[0-9a-f]{10}/);
});
