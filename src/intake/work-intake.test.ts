import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { testContext } from '../../test/support/context.ts';
import { clearOutbox, queuedMessages } from '../../test/support/queued-messages.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import { click, event, submit } from '../../test/support/slack-requests.ts';
import { eventually, gate, testWorker } from '../../test/support/worker.ts';
import { recordAudit } from '../core/audit.ts';
import { type Ctx, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { modal } from '../slack/modal.ts';
import { textOf } from '../slack/modal-state.ts';
import { onClick, onEvent, onSubmit } from '../slack/listener.ts';

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;

const nothing = () => Promise.resolve();

/** What the handler of the next request does after it has written. */
let then: (ctx: Ctx) => Promise<void>;
/** What it does before. */
let ahead: (ctx: Ctx) => Promise<unknown>;
/** Under which identity forms were worked off. */
const requestIds: string[] = [];

const write = (ctx: Ctx, subject: string) =>
  transaction(ctx, (tx) => recordAudit(tx, ctx, { action: 'tested', subject }));

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  app = await startSlackApp({
    db: database.db,
    slack,
    listeners: [
      onClick('case.claim', async (ctx, { value }) => {
        await write(ctx, `case:${value}`);
        await then(ctx);
        return { text: `Claimed ${value}` };
      }),
      onSubmit('case.raise', {
        parse: (view) => ({ input: { summary: textOf(view.state, 'summary') ?? '' } }),
        prepare: async (ctx) => void (await ahead(ctx)),
        work: async (ctx, { summary }, submission) => {
          await write(ctx, `${summary} by ${ctx.actor.slackId} in ${submission.surface.channel}`);
          requestIds.push(submission.requestId);
          await then(ctx);
        },
        show: (_ctx, outcome, _submission, views) => {
          const title = 'done' in outcome ? 'Done' : 'Refused';
          return views.update(modal({ callbackId: 'done', title, blocks: [] }));
        },
      }),
      onEvent('reaction_added', async (ctx, { reaction }) => {
        await write(ctx, `:${String(reaction)}: by ${ctx.actor.slackId} (${ctx.actor.kind})`);
        await then(ctx);
      }),
    ],
  });
});

beforeEach(() => {
  ahead = nothing;
});

afterEach(async () => {
  slack.answers.clear();
  await clearOutbox(database.sql);
  await database.sql`truncate intake, jobs, audit_log`;
  slack.calls.length = 0;
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});

const context = () => testContext(database.db, { kind: 'system', slackId: 'app', correlationId: 'ABCDEFGH' });
const lease = { confirm: nothing };

/** Works off all that is stored, as a worker would, once each. */
async function workOff(): Promise<void> {
  for (const job of await database.sql`select payload from jobs where kind = 'intake.work' order by id`) {
    await app.work.run(context(), job['payload'], lease);
  }
}

async function written(): Promise<unknown[]> {
  return (await database.sql`select subject from audit_log order by id`).map(({ subject }) => subject);
}

const intakeRows = () => database.sql`select done_at is not null as done, payload from intake order by id`;

test('a click is worked off once, however often it is tried, and answered to the person alone', async () => {
  then = nothing;
  await app.send(click('case.claim', '7', { response_url: slack.responseUrl }));

  await Promise.all([workOff(), workOff()]);
  await workOff();

  expect(await written()).toEqual(['case:7']);
  expect(await intakeRows()).toEqual([{ done: true, payload: null }]);
  const queued = await queuedMessages(database.sql);
  expect(queued).toMatchObject([{ kind: 'ephemeral', payload: expect.stringContaining('Claimed 7') }]);
  expect(queued[0]?.payload).toContain(slack.responseUrl);
});

test('a submission is worked off by the person, where it was opened, and its form can be redrawn', async () => {
  then = nothing;
  await app.send(submit('case.raise', { summary: 'Lost' }, { private_metadata: '@C0CARE\n' }));

  await workOff();

  expect(await written()).toEqual(['Lost by U0ANA in C0CARE']);
  expect(slack.calls).toMatchObject([{ method: 'views.update', body: { view_id: 'V0FORM' } }]);
  expect(slack.calls[0]?.body).not.toHaveProperty('hash');
});

test.each([
  ['a person', {}, 'U0ANA (full)'],
  ['another app', { user: undefined, bot_id: 'B0OTHER' }, 'B0OTHER (bot)'],
  ['nobody in particular', { user: undefined }, 'app (system)'],
])('an event by %s is worked off as theirs', async (_name, fields, actor) => {
  then = nothing;
  await app.send(event('reaction_added', { reaction: 'eyes', ...fields }));

  await workOff();

  expect(await written()).toEqual([`:eyes: by ${actor}`]);
});

test('what fails half-way leaves nothing behind and is tried again', async () => {
  then = async (ctx) => {
    await write(ctx, 'second');
    throw new Error('the power went out');
  };
  await app.send(click('case.claim'));

  await expect(workOff()).rejects.toThrow('the power went out');
  const left = await written();
  then = (ctx) => write(ctx, 'second');
  await workOff();

  expect(left).toEqual([]);
  expect(await written()).toEqual(['case:7', 'second']);
});

test('transactions side by side, within one another and refused in between keep to themselves', async () => {
  then = async (ctx) => {
    await Promise.all(['a', 'b', 'c'].map((subject) => write(ctx, subject)));
    await transaction(ctx, async () => write(ctx, 'inner'));
    await transaction(ctx, async (tx) => {
      await recordAudit(tx, ctx, { action: 'tested', subject: 'undone' });
      throw new UserError('no');
    }).catch(() => {});
    await expect(ctx.db.withWorkspace('T0ELSEWHERE', nothing)).rejects.toThrow('one workspace');
  };
  await app.send(click('case.claim'));

  await workOff();

  expect(await written()).toEqual(['case:7', 'a', 'b', 'c', 'inner']);
});

test('Slack is asked before the work, and must not be asked while its transaction is open', async () => {
  const ask = async () => void (await (await app.desk.api.client('T0NORTHWIND')).api.test());
  ahead = ask;
  then = ask;
  await app.send(submit('case.raise', { summary: 'Lost' }));

  await expect(workOff()).rejects.toThrow('Slack is not to be called');

  expect(slack.calls.map(({ method }) => method)).toEqual(['api.test']);
  expect(await written()).toEqual([]);
});

test('a form is only shown as done when that is certain', async () => {
  then = () => Promise.reject(new Error('the power went out'));
  await app.send(submit('case.raise', { summary: 'Lost' }));

  await expect(workOff()).rejects.toThrow('the power went out');

  expect(slack.calls).toEqual([]);
});

test('a form that cannot be redrawn is done all the same', async () => {
  then = nothing;
  slack.answers.set('views.update', { ok: false, error: 'internal_error' });
  await app.send(submit('case.raise', { summary: 'Lost' }));

  await workOff();

  expect(await intakeRows()).toMatchObject([{ done: true }]);
});

test('a refusal shown in the form that is still open is not told again', async () => {
  then = () => Promise.reject(new UserError('Your team has no channel.'));
  await app.send(submit('case.raise', { summary: 'Lost' }));

  await workOff();

  expect(slack.calls).toMatchObject([{ method: 'views.update', body: { view: { title: { text: 'Refused' } } } }]);
  expect(await queuedMessages(database.sql)).toEqual([]);
  expect(await intakeRows()).toMatchObject([{ done: true }]);
});

test('a refused form is told to the person with every text that was typed', async () => {
  then = () => Promise.reject(new UserError('Your team has no <channel>.', 'summary'));
  slack.answers.set('views.update', { ok: false, error: 'not_found' });
  const story = `She said "3 < 4 & <!channel>"\n${'x'.repeat(2900)} end`;
  await app.send(submit('case.raise', { summary: story, happened: 'a second field', empty: '' }));

  await workOff();

  const [message] = await queuedMessages(database.sql);
  const { message: told } = JSON.parse(message?.payload ?? '{}') as { message: { text: string } };
  const shown = JSON.stringify(told);
  expect(await written()).toEqual([]);
  expect(await intakeRows()).toMatchObject([{ done: true }]);
  expect(told.text).toBe('That did not go through: Your team has no &lt;channel&gt;.');
  for (const text of [story, 'a second field', 'Label of happened'])
    expect(shown).toContain(JSON.stringify(text).slice(1, -1));
  expect(shown).not.toContain('Label of empty');
});

test('a form that was changed after "not saved" is another request to its handler too, tried again it is the same', async () => {
  then = () => Promise.resolve();
  requestIds.length = 0;
  for (const summary of ['Lost', 'Lost', 'Lost and found']) await app.send(submit('case.raise', { summary }));

  await workOff();

  expect(new Set(requestIds).size).toBe(2);
  expect(await database.sql`select identity from intake order by id`).toEqual(
    requestIds.map((identity) => ({ identity })),
  );
});

test('what fails for good is told with the reference, and kept', async () => {
  then = () => Promise.reject(new Error('bug'));
  await app.send(submit('case.raise', { summary: 'Lost' }));
  const [job] = await database.sql`select payload from jobs`;

  await app.work.failed?.(context(), job?.['payload'], new Error('bug'));

  const [message] = await queuedMessages(database.sql);
  expect(message?.payload).toContain('FW-ABCDE');
  expect(message?.payload).toContain('Lost');
  expect(await intakeRows()).toMatchObject([{ done: false }]);
});

test('a bug is told at once, as trying again would only keep the person waiting', async () => {
  then = () => Promise.reject(new TypeError('a bug'));
  const worker = testWorker(database.db, [app.work]);
  await worker.start();

  await app.send(click('case.claim'));

  await eventually(async () => expect(await queuedMessages(database.sql)).toHaveLength(1));
  await worker.drain(1000);
  expect([...(await database.sql`select attempts, max_attempts, dead_at is not null as dead from jobs`)]).toEqual(
    expect.arrayContaining([{ attempts: 1, max_attempts: 7, dead: true }]),
  );
});

test('somebody else at the same request is waited for', async () => {
  const held = gate();
  let runs = 0;
  then = () => {
    runs += 1;
    return held.opened;
  };
  await app.send(click('case.claim'));

  const both = Promise.all([workOff(), workOff()]);
  await eventually(() => expect(runs).toBe(1));
  held.open();
  await both;

  expect(runs).toBe(1);
  expect(await written()).toEqual(['case:7']);
});

test('a worker hears of it at once, and the correlation id goes all the way', async () => {
  then = nothing;
  const worker = testWorker(database.db, [app.work]);
  await worker.start();

  await app.send(click('case.claim'));
  await eventually(async () => expect(await written()).toEqual(['case:7']));
  await worker.drain(1000);

  const [{ ids = [] } = {}] = await database.sql`
    select array(select correlation_id from intake union select correlation_id from audit_log
                 union select correlation_id from outbox_messages) as ids`;
  expect(ids).toHaveLength(1);
  expect(app.log.join('')).toContain(ids[0]);
});
