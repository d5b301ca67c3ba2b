import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { withinPromised } from '../../test/support/long-form.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { click, event, signed, submit, view } from '../../test/support/slack-requests.ts';
import { eventually } from '../../test/support/worker.ts';
import { UserError } from '../core/errors.ts';
import { onClick, onEvent, onSubmit } from '../slack/listener.ts';
import { modal } from '../slack/modal.ts';
import { textOf } from '../slack/modal-state.ts';

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;

const nothing = async () => {};
const next = modal({ callbackId: 'next', title: 'Next', blocks: [] });

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  app = await startSlackApp({
    db: database.db,
    slack,
    listeners: [
      onSubmit('case.raise', {
        parse: (opened) => {
          const summary = textOf(opened.state, 'summary');
          if (summary === 'refuse') throw new UserError('Say more.', 'summary');
          if (summary === 'break') throw new Error('bug');
          return summary ? { input: { summary } } : { errors: { summary: 'Say what happened.' } };
        },
        after: ({ summary }) => {
          const ways = { update: { update: next }, push: { push: next }, clear: 'close-all' } as const;
          return ways[summary as keyof typeof ways] ?? 'close';
        },
        work: nothing,
      }),
      onSubmit('no.fields', { parse: () => ({ input: {} }), work: nothing }),
      onClick('case.claim', nothing),
      onEvent('reaction_added', nothing),
      onEvent('message', nothing),
    ],
  });
});

afterEach(async () => {
  slack.calls.length = 0;
  await database.sql`truncate intake, jobs`;
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});

function stored() {
  return database.sql`select identity, kind, key, payload, correlation_id from intake order by id`;
}

test('the work is due at once by the clock of the database, whatever that of this process says', async () => {
  await app.send(click('case.claim'));

  const [job] =
    await database.sql`select run_at <= business_now() and run_at > business_now() - interval '1 minute' as due from jobs`;
  expect(job).toEqual({ due: true });
});

test('a submission is stored with its job before it is acked', async () => {
  const answer = await app.send(submit('case.raise', { summary: 'Parcel <lost>' }));

  expect(answer).toMatchObject({ status: 200, body: '' });
  const [row] = await stored();
  const [job] = await database.sql`select kind, payload, correlation_id from jobs`;
  expect(row).toMatchObject({ kind: 'submit', key: 'case.raise', payload: { person: 'U0ANA' } });
  expect(job).toMatchObject({ kind: 'intake.work', correlation_id: row?.['correlation_id'] });
  expect(app.log.join('')).toContain(row?.['correlation_id']);
});

test.each([
  ['', { summary: 'Say what happened.' }],
  ['refuse', { summary: 'Say more.' }],
  ['break', { summary: expect.stringMatching(/FW-[0-9A-Z]{5}/) }],
])('a form that holds "%s" stays open, with words at the field, and nothing is stored', async (summary, errors) => {
  const answer = await app.send(submit('case.raise', { summary }));

  expect(answer.body).toEqual({ response_action: 'errors', errors });
  expect(await stored()).toHaveLength(0);
});

test.each([
  ['update', { response_action: 'update', view: { callback_id: 'next' } }],
  ['push', { response_action: 'push', view: { callback_id: 'next' } }],
  ['clear', { response_action: 'clear' }],
])('after a submission the form goes on by %s', async (summary, body) => {
  expect((await app.send(submit('case.raise', { summary }))).body).toMatchObject(body);
});

test.each([
  ['submission', submit('case.raise', { summary: 'Parcel lost' })],
  ['click', click('case.claim')],
  ['reaction', event('reaction_added', { reaction: 'eyes' })],
  ['message', event('message', { channel: 'C0CARE', ts: '1.1', text: 'hi' })],
])('a %s delivered 11 times, at once and later, is one', async (_name, payload) => {
  const first = await Promise.all(Array.from({ length: 6 }, () => app.send(payload)));
  const later = await Promise.all(Array.from({ length: 5 }, () => app.send(payload)));

  expect(new Set([...first, ...later].map(({ status, body }) => `${status} ${String(body)}`))).toEqual(
    new Set(['200 ']),
  );
  expect(await stored()).toHaveLength(1);
  expect(await database.sql`select 1 from jobs`).toHaveLength(1);
});

test('events nobody listens to, and those we caused ourselves, are acked and not kept', async () => {
  const answers = await Promise.all([
    app.send(event('emoji_changed')),
    app.send(event('reaction_added', { user: 'U0FLOORWALK' })),
    app.send(event('message', { user: undefined, bot_id: 'B0FLOORWALK', channel: 'C0CARE', ts: '1.1' })),
    app.send({ ...event('reaction_added'), team_id: 'T0ELSEWHERE', authorizations: [] }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await stored()).toHaveLength(0);
});

const deliveries = [
  submit('case.raise', { summary: 'Parcel lost' }),
  submit('no.fields', {}),
  click('case.claim', '7', { response_url: 'set below' }),
  click('case.claim', '7', { view: view('card'), message: undefined }),
  event('reaction_added'),
];

/** Sends one of each, and says what the person or Slack is told. */
async function sendAll() {
  const [form, window, , , happened] = await Promise.all(
    deliveries.map((payload) =>
      app.send('response_url' in payload ? { ...payload, response_url: slack.responseUrl } : payload),
    ),
  );

  await eventually(() => expect(slack.calls).toHaveLength(2));
  const told = Object.fromEntries(
    slack.calls.map((call) => [call.method, JSON.stringify(call.body).includes('did not go through')]),
  );
  return { form: form?.body, window: window?.body, event: happened?.status, told, ms: form?.ms };
}

const notSaved = {
  form: { response_action: 'errors', errors: { summary: 'Not saved, your text is still here. Try again.' } },
  window: { response_action: 'push', view: { callback_id: 'trouble' } },
  event: 503,
  told: { respond: true, 'views.push': true },
};

test('while the database refuses, everybody is told and Slack is asked to repeat events', async () => {
  await database.sql`alter table intake rename to intake_away`;

  const told = await sendAll();
  await database.sql`alter table intake_away rename to intake`;

  expect(told).toMatchObject(notSaved);
});

test('while the database does not answer, everybody is told in time, and sending the same again is no second one', async () => {
  const lock = await database.sql.reserve();
  await lock`begin`;
  await lock`lock table intake in access exclusive mode`;

  const told = await sendAll();
  await lock`rollback`;
  lock.release();
  await eventually(async () => expect(await stored()).toHaveLength(5));
  const again = await app.send(deliveries[0] ?? {});

  expect(told).toMatchObject(notSaved);
  expect(told.ms).toBeLessThan(withinPromised(2500));
  expect(again).toMatchObject({ status: 200, body: '' });
  expect(await stored()).toHaveLength(5);
});

test('neither a trigger nor a response_url nor a token reaches the log', async () => {
  await app.sendRaw(signed(click('case.claim', '7', { response_url: slack.responseUrl })));

  expect(app.log.join('')).not.toMatch(/\/commands\/T0|1\.2\.trigger|xoxb/);
});
