import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bench } from './methods/bench.ts';

/** What every object has without anybody having put it there. */
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(() => bench.workspace.close());

test.each(INHERITED)('%s is the id of nothing', async (id) => {
  const at = Math.floor(Date.now() / 1000) + 600;
  const home = { type: 'home', blocks: [] };
  const tries: Record<string, [method: string, args: Record<string, unknown>]> = {
    post: ['chat.postMessage', { channel: id, text: 'x' }],
    info: ['conversations.info', { channel: id }],
    invite: ['conversations.invite', { channel: 'C0CARE', users: id }],
    person: ['users.info', { user: id }],
    ephemeral: ['chat.postEphemeral', { channel: 'C0CARE', user: id, text: 'x' }],
    schedule: ['chat.scheduleMessage', { channel: id, text: 'x', post_at: at }],
    unscheduled: ['chat.deleteScheduledMessage', { channel: 'C0CARE', scheduled_message_id: id }],
    home: ['views.publish', { user_id: id, view: home }],
    view: ['views.update', { view_id: id, view: home }],
    file: ['files.info', { file: id }],
    group: ['usergroups.users.list', { usergroup: id }],
  };
  await bench.fresh();
  bench.join('C0CARE');

  const answers = await Promise.all(
    Object.entries(tries).map(async ([name, [method, args]]) => [name, (await bench.call(method, args))['error']]),
  );

  expect(Object.fromEntries(answers)).toEqual({
    post: 'channel_not_found',
    info: 'channel_not_found',
    invite: 'user_not_found',
    person: 'user_not_found',
    ephemeral: 'user_not_in_channel',
    schedule: 'channel_not_found',
    unscheduled: 'invalid_scheduled_message_id',
    home: 'invalid_arguments',
    view: 'not_found',
    file: 'file_not_found',
    group: 'no_such_subteam',
  });
});

test.each(INHERITED)('the page finds nobody called %s, no file and no response_url either', async (id) => {
  const { url } = bench.workspace;

  const answers = await Promise.all([
    fetch(`${url}/api/state?as=${id}`),
    fetch(`${url}/files/${id}/name.txt`),
    fetch(`${url}/upload/v1/${id}`, { method: 'POST', body: 'x' }),
    fetch(`${url}/commands/T0NORTHWIND/${id}`, { method: 'POST', body: '{}' }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});

test.each([
  ['rota.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['odd.constructor', 'application/octet-stream'],
])('what a person uploads as %s is of type %s', async (name, mimetype) => {
  const answer = await fetch(`${bench.workspace.url}/api/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'upload', as: 'U0ANA', name, contentBase64: 'aGVsbG8=' }),
  });

  expect(await answer.json()).toMatchObject({ ok: true, file: { name, mimetype } });
});

test.each(INHERITED)('a form may call a block and a field %s', async (name) => {
  const element = { type: 'plain_text_input', action_id: name, initial_value: 'kept' };
  const blocks = [{ type: 'input', block_id: name, label: { type: 'plain_text', text: 'Field' }, element }];
  const title = { type: 'plain_text', text: 'Form' };
  const view = { type: 'modal', title, submit: title, blocks };

  const answer = await bench.call('views.open', { trigger_id: bench.trigger(), view });

  const { values } = (answer['view'] as { state: { values: Record<string, Record<string, unknown>> } }).state;
  expect(Object.entries(values).map(([block, fields]) => [block, Object.keys(fields)])).toEqual([[name, [name]]]);
  expect(Object.hasOwn(Object.prototype, 'type')).toBe(false);
});
