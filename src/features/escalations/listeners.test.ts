import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, openCaseOfAna } from '../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { fingersOn, type Fingers } from '../../../test/support/fingers.ts';
import { CARE, openNorthwind, type CastName, type Northwind } from '../../../test/support/northwind.ts';
import { fieldNames, openForm, redrawnForm, type Typed } from '../../../test/support/open-form.ts';
import type { Surface } from '../../slack/listener.ts';
import { listeners } from './listeners.ts';
import { caseForViewing, caseHistory } from './queries.ts';

let database: TestDatabase;
let northwind: Northwind;
let fingers: Fingers;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate teams, people, members, cases, case_entries, case_numbers, outbox_messages, outbox_lanes cascade`;
  northwind = await openNorthwind(database);
  fingers = fingersOn(listeners({ onFilesGiven: () => [] }));
});

function press(name: CastName, key: string, value: string, surface?: Surface) {
  return fingers.press(northwind.as(name), key, value, surface);
}

function send(name: CastName, typed?: Typed) {
  return fingers.send(northwind.as(name), typed);
}

function command(name: CastName, typed: string, channel?: string) {
  return fingers.type(northwind.as(name), typed, channel);
}

function wordsIn(view: ModalView): string {
  return JSON.stringify(view.blocks);
}

describe('raising', () => {
  test('"/escalate refund 180 angry" opens a form that is sent as it is', async () => {
    await command('ana', '/escalate refund 180 angry', 'C0CARE');

    expect(await send('ana')).toBeUndefined();

    const [row] = await database.sql`select number, summary, wanted, amount, currency, team_id from cases`;
    expect(row).toMatchObject({
      number: 1,
      summary: 'refund 180 angry',
      wanted: 'refund',
      amount: '18000',
      currency: 'EUR',
      team_id: CARE,
    });
  });

  test('a choice changed while typing redraws the form with the amount', async () => {
    await command('ana', '/escalate late', 'C0CARE');
    const typed = openForm(fingers.last(), { wanted: 'refund', customer: 'Jane' });

    await press('ana', 'case.escalate-change', 'refund', { view: typed });

    expect(fingers.shown.at(-1)?.how).toBe('update');
    expect(fieldNames(fingers.last())).toContain('amount');
    expect(await fingers.send(northwind.as('ana'), {}, redrawnForm(fingers.last(), typed))).toBeUndefined();
    expect(await database.sql`select customer, wanted from cases`).toEqual([{ customer: 'Jane', wanted: 'refund' }]);
  });

  test('somebody on no team is told how to get on one', async () => {
    const stranger = {
      ...northwind.as('ana'),
      actor: { ...northwind.as('ana').actor, slackId: 'U0NEW', memberships: [] },
    };

    const answer = await fingers.type(stranger, '/escalate help');

    expect(answer).toMatchObject({ text: expect.stringContaining("You're not on a team yet") as string });
    expect(fingers.shown).toEqual([]);
  });

  test('a message is escalated once, with its words as they were typed; the second time its case opens', async () => {
    const { run } = fingers.listener('message_shortcut', 'escalate_message');
    const message = {
      channel: 'C0RANDOM',
      ts: '1700000000.000100',
      text: 'R&amp;D says &lt;no&gt;. <@U0EVE|eve> agrees.',
      author: 'U0BEN',
    };
    await run(
      northwind.as('ana'),
      message,
      { channel: 'C0RANDOM', responseUrl: 'https://hooks.slack.com/x' },
      fingers.views,
    );
    await send('ana');

    await run(northwind.as('ana'), message, { channel: 'C0RANDOM' }, fingers.views);

    const [row] = await database.sql`select summary, source_text, source_author from cases`;
    expect(row).toEqual({
      summary: 'R&D says <no>.',
      source_text: 'R&D says <no>. @eve agrees.',
      source_author: 'U0BEN',
    });
    expect(fingers.last().title.text).toBe('Case #1');
    expect(await run(northwind.as('ben'), message, {}, fingers.views)).toMatchObject({
      text: 'This message was escalated before. Whoever did that sees how the case goes.',
    });
  });

  test('a manager sends a test escalation once, however often the click is worked off', async () => {
    await press('maya', 'case.test', CARE);
    await press('maya', 'case.test', CARE);

    expect(await database.sql`select number from cases`).toHaveLength(1);
  });
});

describe('a test escalation from the window of a set-up team', () => {
  test.each([
    ['twice in one window, is one case', ['V0ONE', 'V0ONE'], 1],
    ['in two windows, is two', ['V0ONE', 'V0TWO'], 2],
  ] as const)('pressed %s', async (_times, windows, made) => {
    const window = { hash: '1.a', type: 'modal', callbackId: 'team.set-up', privateMetadata: '', state: {} } as const;

    for (const [index, id] of windows.entries()) {
      const ctx = { ...northwind.as('maya'), correlationId: `click-${index}` };
      await fingers.press(ctx, 'case.test', CARE, { view: { ...window, id } });
    }

    expect(await database.sql`select number from cases`).toHaveLength(made);
  });
});

describe('deciding', () => {
  test('ask, answer, resolve, told: from button to button', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 18_000, currency: 'EUR' });

    await press('leo', 'case.ask', id);
    await send('leo', { question: 'Which order?' });
    await press('ana', 'case.details', id);
    expect(wordsIn(fingers.last())).toContain('Which order?');
    await send('ana', { text: 'It is 4711' });
    await press('leo', 'case.resolve', id);
    await send('leo', {
      decision: 'granted',
      tellCustomer: 'We refund it.',
      writeUpWho: 'Jane',
      writeUpSaid: 'Sorry',
      writeUpOutcome: 'Fine',
    });
    await press('ana', 'case.told', id, { channel: 'D0ANA' });

    const { case: done } = await caseForViewing(northwind.as('leo'), id);
    expect(done).toMatchObject({
      state: 'resolved',
      decision: 'granted',
      decidedAmount: 18_000,
      tellCustomer: 'We refund it.',
    });
    expect(done.toldCustomerAt).not.toBeNull();
  });

  test('what a form refuses stays in it', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 18_000, currency: 'EUR' });
    await press('leo', 'case.resolve', id);

    const errors = await send('leo', { decision: 'partly', amount: '1,234', tellCustomer: 'x' });

    expect(Object.keys(errors ?? {}).toSorted()).toEqual(['amount', 'writeUpOutcome', 'writeUpSaid', 'writeUpWho']);
    expect((await caseForViewing(northwind.as('leo'), id)).case.state).toBe('claimed');
  });

  test('is refused before anything is typed, saying who may', async () => {
    const { id } = await claimedByLeo(northwind);

    await expect(press('ben', 'case.resolve', id)).rejects.toThrow(
      'Only leads, managers and directors of Northwind Care can resolve this case.',
    );
    await expect(press('ana', 'case.resolve', id)).rejects.toThrow('Somebody else has to resolve this case');
    expect(fingers.shown).toEqual([]);
  });

  test('a button of a month ago says what holds now', async () => {
    const { id } = await openCaseOfAna(northwind);
    await press('ana', 'case.more', `cancel:${id}`);
    await send('ana');

    await expect(press('leo', 'case.resolve', id)).rejects.toThrow(/^#1: Ana cancelled it at/);
  });

  test.each(['', 'x', "1' or '1'='1"])('a forged value %j is refused in plain words', async (value) => {
    await expect(press('leo', 'case.resolve', value)).rejects.toThrow('This button is out of date.');
    await expect(press('leo', 'case.more', `history:${value}`)).rejects.toThrow('This button is out of date.');
    await expect(press('leo', 'case.more', `constructor:${value}`)).rejects.toThrow('not on offer any more');
  });

  test('hand-over offers those who may decide it, without the raiser, the owner and oneself', async () => {
    const { id } = await claimedByLeo(northwind);
    await press('maya', 'case.hand-over', id);
    const { run } = fingers.listener('options', 'case.hand-over-to');
    const surface = { view: openForm(fingers.last()) };

    const all = await run(northwind.as('maya'), '', surface);
    const found = await run(northwind.as('maya'), 'dOR', surface);

    expect(all.map(({ value }) => value)).toEqual(['U0DORA', 'U0LIA']);
    expect(found.map(({ value }) => value)).toEqual(['U0DORA']);
  });

  test('another lead takes over after a confirmation that names the owner; the owner gives it back', async () => {
    const { id } = await claimedByLeo(northwind);

    await press('leo', 'case.more', `take-over:${id}`);
    expect(wordsIn(fingers.last())).toContain('Somebody else is asked at once.');
    await press('lia', 'case.more', `take-over:${id}`);
    expect(wordsIn(fingers.last())).toContain('Leo has this case. Take it over?');
    await send('lia');

    expect((await caseForViewing(northwind.as('lia'), id)).case.owner).toBe('U0LIA');
  });

  test('a form on top of a form is pushed, elsewhere opened', async () => {
    const { id } = await openCaseOfAna(northwind);

    await press('leo', 'case.view', id);
    await press('leo', 'case.more', `history:${id}`, { view: openForm(fingers.last()) });

    expect(fingers.shown.map(({ how }) => how)).toEqual(['open', 'push']);
  });
});

test('a reply on the card becomes a note, and follows what is edited and deleted; other messages are left alone', async () => {
  const { id } = await claimedByLeo(northwind);
  await database.sql`
    insert into posted_messages (workspace_id, message_key, channel, slack_channel, ts)
    values ('T0NORTHWIND', ${`case:${id}:card`}, 'C0CAREESC', 'C0CAREESC', '1.0')
    on conflict (workspace_id, message_key) do update set slack_channel = excluded.slack_channel, ts = excluded.ts`;
  const leo = northwind.as('leo');
  const reply = { channel: 'C0CAREESC', ts: '2.0', thread_ts: '1.0', user: 'U0LEO', text: 'He is &lt;calm&gt; now' };
  const notes = async () => (await caseHistory(leo, id)).filter(({ kind }) => kind === 'note').map(({ text }) => text);

  await fingers.listener('event', 'message').run(leo, { ...reply, ts: '3.0', thread_ts: undefined });
  await fingers.listener('event', 'message').run(leo, { ...reply, ts: '4.0', bot_id: 'B1' });
  await fingers.listener('event', 'message').run(leo, reply);
  expect(await notes()).toEqual(['He is <calm> now']);

  const edit = { channel: 'C0CAREESC', message: { ...reply, text: 'He hung up' } };
  await fingers.listener('event', 'message.message_changed').run(leo, edit);
  expect(await notes()).toEqual(['He hung up']);

  await fingers.listener('event', 'message.message_deleted').run(leo, {
    channel: 'C0CAREESC',
    deleted_ts: '2.0',
    previous_message: reply,
  });
  expect(await notes()).toEqual([]);
});
