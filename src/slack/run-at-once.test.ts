import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { withinPromised } from '../../test/support/long-form.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { command, click, messageShortcut, shortcut, suggest, view } from '../../test/support/slack-requests.ts';
import { queuedMessages } from '../../test/support/queued-messages.ts';
import { eventually } from '../../test/support/worker.ts';
import { UserError } from '../core/errors.ts';
import { DeadlineExceeded } from '../db/errors.ts';
import { option } from './blocks.ts';
import { onClickNow, onCommand, onMessageShortcut, onOptions, onShortcut, onSubmit } from './listener.ts';
import { modal } from './modal.ts';

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;
const seen: unknown[] = [];

const form = modal({
  callbackId: 'case.raise',
  title: 'Escalate',
  submit: 'Escalate',
  privateMetadata: 'mine',
  blocks: [],
});
const broken = () => Promise.reject(new Error('no table called xoxb-leaked-token'));
const refused = () => Promise.reject(new UserError('Only leads of A & B can do that. Ask <@U0LEO>.'));

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  app = await startSlackApp({
    db: database.db,
    slack,
    listeners: [
      onCommand('/floorwalker', async () => ({ text: 'The hub' })),
      onCommand('/case', async (ctx, asked) => {
        seen.push({ actor: ctx.actor.slackId, ...asked });
        return { text: `Case ${asked.text}` };
      }),
      onCommand('/open', (_ctx, _asked, views) => views.open(form)),
      onCommand('/slow', async (_ctx, asked) => {
        await sleep(2300);
        if (asked.text === 'refuse') throw new UserError('Too slow for you.');
        return { text: 'At last' };
      }),
      onClickNow('case.slow', () => sleep(2300).then(broken)),
      onClickNow('case.slow-form', async (_ctx, _pressed, views) => {
        await sleep(1700);
        await views.update(form);
      }),
      onCommand('/away', () => Promise.reject(new DeadlineExceeded('the database', 8_000))),
      onCommand('/broken', broken),
      onCommand('/refused', refused),
      onShortcut('escalate', (_ctx, _surface, views) => views.open(form)),
      onShortcut('broken', broken),
      onShortcut('late', async (_ctx, _surface, views) => {
        await views.open(form);
        throw new UserError('Then it failed.');
      }),
      onMessageShortcut('escalate_message', async (_ctx, message) => ({ text: `${message.author}: ${message.text}` })),
      onClickNow('case.ask', async (_ctx, pressed, views) => {
        seen.push(pressed);
        if (pressed.value === 'redraw') await views.update(form);
        else await views.push(form);
      }),
      onClickNow('case.broken', broken),
      onOptions('zone', async (_ctx, typed) => [option(typed, typed)]),
      onOptions('many', async () => Array.from({ length: 300 }, (_, index) => option(`${index}`, `${index}`))),
      onOptions('broken', broken),
      onSubmit('case.raise', { parse: () => ({ input: {} }), work: async () => {} }),
    ],
  });
});

beforeEach(() => {
  seen.length = 0;
  slack.calls.length = 0;
  slack.answers.clear();
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});

test('a command is answered in its ack, to the person alone', async () => {
  const answer = await app.send(command('/case', '  42 '));

  expect(answer).toMatchObject({ status: 200, body: { response_type: 'ephemeral', text: 'Case 42' } });
  expect(seen).toMatchObject([{ actor: 'U0ANA', name: '/case', text: '42', surface: { channel: 'C0CARE' } }]);
});

test('every command is also behind the hub', async () => {
  const answers = await Promise.all([
    app.send(command('/fw', 'case 42')),
    app.send(command('/floorwalker', 'case 43')),
  ]);

  expect(answers.map(({ body }) => body)).toMatchObject([{ text: 'Case 42' }, { text: 'Case 43' }]);
});

test('an unknown command is answered in plain words', async () => {
  const answer = await app.send(command('/weather'));

  expect(answer.body).toMatchObject({ text: expect.stringContaining('does not know /weather') });
});

test('a slow command is told so in time, with what was typed, and answered by response_url', async () => {
  const answer = await app.send(command('/slow', 'lost <@U0LEO>', { response_url: slack.responseUrl }));

  expect(answer).toMatchObject({ status: 200, body: { text: expect.stringContaining('try again') } });
  expect(JSON.stringify(answer.body)).toContain('{"type":"plain_text","text":"/slow lost <@U0LEO>"');
  expect(answer.ms).toBeLessThan(withinPromised(2300));
  await eventually(() =>
    expect(slack.calls).toMatchObject([
      { method: 'respond', body: { text: 'At last', response_type: 'ephemeral', replace_original: false } },
    ]),
  );
});

test('a slow click that opens something is told so by response_url, and not again when it fails', async () => {
  await app.send(click('case.slow', '1', { response_url: slack.responseUrl }));
  await sleep(600);

  expect(slack.calls).toMatchObject([{ method: 'respond', body: { text: expect.stringContaining('try again') } }]);
});

test('while the database is away a command says to try again, with what was typed', async () => {
  const { body } = await app.send(command('/away', 'parcel 7'));

  expect(body).toMatchObject({ text: expect.stringContaining('Try again in a moment') });
  expect(JSON.stringify(body)).toContain('/away parcel 7');
});

test('a slow command that fails says so by response_url', async () => {
  await app.send(command('/slow', 'refuse', { response_url: slack.responseUrl }));

  await eventually(() =>
    expect(slack.calls).toMatchObject([{ method: 'respond', body: { text: 'Too slow for you.' } }]),
  );
});

test('a refusal is said in its own words, with names and without markup', async () => {
  const { body } = await app.send(command('/refused'));

  expect(body).toMatchObject({
    text: 'Only leads of A &amp; B can do that. Ask <@U0LEO>.',
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            elements: [
              { text: 'Only leads of A & B can do that. Ask ' },
              { type: 'user', user_id: 'U0LEO' },
              { text: '.' },
            ],
          },
        ],
      },
    ],
  });
});

test('what fails on our side is told with a reference that stands in the log', async () => {
  const { body } = await app.send(command('/broken'));

  const [reference] = /FW-[0-9A-Z]{5}/.exec(JSON.stringify(body)) ?? [];
  const line = app.log.find((logged) => logged.includes(`"reference":"${reference}"`));
  expect(line).toContain('request failed');
  expect(JSON.parse(line ?? '')).toMatchObject({ correlationId: expect.stringMatching(`^${reference?.slice(3)}`) });
  expect(JSON.stringify(body) + app.log.join('')).not.toContain('xoxb-');
});

test('a shortcut opens its form', async () => {
  const answer = await app.send(shortcut('escalate'));

  expect(answer).toMatchObject({ status: 200, body: '' });
  await eventually(() =>
    expect(slack.calls).toMatchObject([
      { method: 'views.open', body: { trigger_id: '1.2.trigger', view: { callback_id: 'case.raise' } } },
    ]),
  );
});

test('a form remembers the channel it was opened from, and gives back its own metadata', async () => {
  await app.send(command('/open', '', { channel_id: 'C0CAREUS' }));
  const { private_metadata: carried } = slack.calls[0]!.body['view'] as { private_metadata: string };

  await app.send(
    click('case.ask', '1', {
      channel: undefined,
      container: undefined,
      message: undefined,
      view: view('x', {}, { private_metadata: carried }),
    }),
  );

  expect(seen).toMatchObject([{ surface: { channel: 'C0CAREUS', view: { privateMetadata: 'mine' } } }]);
  await eventually(() =>
    expect(slack.calls[1]).toMatchObject({ method: 'views.push', body: { view: { private_metadata: carried } } }),
  );
});

test('a shortcut that fails opens a window that says so', async () => {
  await app.send(shortcut('broken'));

  await eventually(() =>
    expect(slack.calls).toMatchObject([{ method: 'views.open', body: { view: { callback_id: 'trouble' } } }]),
  );
  expect(JSON.stringify(slack.calls)).toMatch(/FW-[0-9A-Z]{5}/);
});

test('a shortcut that fails after it used its trigger says so directly', async () => {
  await app.send(shortcut('late'));

  await eventually(async () =>
    expect(await queuedMessages(database.sql)).toMatchObject([
      { kind: 'ephemeral', payload: expect.stringContaining('Then it failed.') },
    ]),
  );
});

test('a trigger that came too late is told to the person', async () => {
  slack.answers.set('views.open', { ok: false, error: 'expired_trigger_id' });

  const { body } = await app.send(command('/open'));

  expect(body).toMatchObject({ text: expect.stringContaining('took too long') });
});

test('a message shortcut answers by response_url, so it works where the app is no member', async () => {
  await app.send(messageShortcut('escalate_message', {}, { response_url: slack.responseUrl }));

  await eventually(() =>
    expect(slack.calls).toMatchObject([{ method: 'respond', body: { text: 'U0LEO: The parcel is lost' } }]),
  );
});

test('an answer is never sent to a response_url that is not of Slack, but told directly', async () => {
  const stranger = await fakeSlack();

  await app.send(messageShortcut('escalate_message', {}, { response_url: stranger.responseUrl }));

  await eventually(async () =>
    expect(await queuedMessages(database.sql)).toContainEqual(
      expect.objectContaining({ kind: 'ephemeral', payload: expect.stringContaining('U0LEO: The parcel is lost') }),
    ),
  );
  expect(stranger.calls).toEqual([]);
  await stranger.close();
});

test('a form that was closed or changed meanwhile is left alone', async () => {
  slack.answers.set('views.update', { ok: false, error: 'hash_conflict' });

  const answer = await app.send(click('case.ask', 'redraw', { view: view('x') }));

  expect(answer.status).toBe(200);
  await eventually(() =>
    expect(slack.calls).toMatchObject([{ method: 'views.update', body: { view_id: 'V0FORM', hash: '1700000000.h' } }]),
  );
});

test('a click in a form that fails is told on top of the form', async () => {
  await app.send(click('case.broken', '1', { view: view('x') }));

  await eventually(() =>
    expect(slack.calls).toMatchObject([{ method: 'views.push', body: { view: { callback_id: 'trouble' } } }]),
  );
});

test('a click that changes a form slowly is told so on top of the form, and still changes the form itself', async () => {
  await app.send(click('case.slow-form', '1', { view: view('x') }));

  await eventually(() =>
    expect(slack.calls).toMatchObject([
      { method: 'views.push', body: { view: { callback_id: 'trouble' } } },
      { method: 'views.update', body: { view_id: 'V0FORM', hash: '1700000000.h' } },
    ]),
  );
});

test('menus get what fits them, and nothing when it cannot be had', async () => {
  const [zone, many, bad, unknown] = await Promise.all(
    ['zone', 'many', 'broken', 'unheard-of'].map((source) => app.send(suggest(`${source}:1`, 'Ber'))),
  );

  expect(zone?.body).toMatchObject({ options: [{ value: 'Ber' }] });
  expect(many?.body).toHaveProperty('options.length', 100);
  expect([bad?.body, unknown?.body]).toEqual([{ options: [] }, { options: [] }]);
});
