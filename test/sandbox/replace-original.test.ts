import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bench } from './methods/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(() => bench.workspace.close());

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = { type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Press' } };
const blocks = [{ type: 'actions', block_id: 'row', elements: [button] }];

/** The response_url that comes with a press of the button in a message. */
async function pressed(ts: unknown): Promise<string> {
  const where = { message: { channel: 'C0CARE', ts } };
  const action = { type: 'button', action_id: 'press' };
  await fetch(`${bench.workspace.url}/api/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'block_action', as: 'U0ANA', where, blockId: 'row', action }),
  });
  return String(bench.workspace.requests.at(-1)?.payload['response_url']);
}

/** The attachments that Ana sees of a message, after it was replaced by `answer`. */
async function replaced(ts: unknown, answer: object): Promise<unknown> {
  const body = JSON.stringify({ replace_original: true, ...answer });
  await fetch(await pressed(ts), { method: 'POST', body });
  const { url } = bench.workspace;
  const state = (await (await fetch(`${url}/api/state?as=U0ANA`)).json()) as {
    channels: { messages?: { ts: string; attachments?: unknown }[] }[];
  };
  const messages = state.channels.flatMap((channel) => channel.messages ?? []);
  return messages.find((message) => message.ts === ts)?.attachments;
}

const attachments = (text: string) => [{ color: '#111111', blocks: [section(text)] }];

test.each([
  ['a message', 'chat.postMessage', 'ts'],
  ['an ephemeral message', 'chat.postEphemeral', 'message_ts'],
])('%s that is replaced has the new attachments, or none', async (_name, method, field) => {
  await bench.fresh();
  const posted = await bench.call(method, {
    channel: 'C0CARE',
    user: 'U0ANA',
    text: 'x',
    blocks,
    attachments: attachments('old'),
  });
  const ts = posted[field];

  const after = await replaced(ts, { text: 'y', blocks, attachments: attachments('new') });
  const afterThat = await replaced(ts, { text: 'z' });

  expect(after).toMatchObject([{ blocks: [{ text: { text: 'new' } }] }]);
  expect(afterThat ?? []).toEqual([]);
});
