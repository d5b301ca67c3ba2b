import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Bench } from './methods/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.fresh());

afterAll(() => bench.workspace.close());

const plain = (text: string) => ({ type: 'plain_text', text });
const button = { type: 'button', text: plain('Press') };

type Block = Record<string, unknown> & { readonly block_id: string };

/** The blocks of a message as the workspace keeps them. */
async function posted(blocks: readonly object[]): Promise<{ ts: string; blocks: Block[] }> {
  const { ts, message } = await bench.call('chat.postMessage', { channel: 'C0CARE', text: 'x', blocks });
  return { ts: String(ts), blocks: (message as { blocks: Block[] }).blocks };
}

/** What is kept first in a field of a block. */
function firstIn(block: Record<string, unknown> | undefined, field: string): Block {
  const [first] = (block?.[field] ?? []) as Block[];
  if (!first) throw new Error(`nothing in ${field}`);
  return first;
}

/** The action the app was sent when Ana pressed it. */
async function pressed(ts: string, blockId: string, element: unknown): Promise<unknown> {
  const { action_id } = element as { action_id: string };
  const act = {
    type: 'block_action',
    as: 'U0ANA',
    where: { message: { channel: 'C0CARE', ts } },
    blockId,
    action: { type: 'button', action_id },
  };
  await fetch(`${bench.workspace.url}/api/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(act),
  });
  const sent = bench.workspace.requests.at(-1)?.payload as { actions?: unknown[] } | undefined;
  return sent?.actions?.[0];
}

test('a button in a container can be pressed though the app gave it no id', async () => {
  const inner = { type: 'actions', elements: [button] };
  const { ts, blocks } = await posted([{ type: 'container', title: plain('Box'), child_blocks: [inner] }]);
  const actions = firstIn(blocks[0], 'child_blocks');

  expect(await pressed(ts, actions.block_id, firstIn(actions, 'elements'))).toMatchObject({ type: 'button' });
});

test('a button of a card in a carousel can be pressed though the app gave it no id', async () => {
  const card = { type: 'card', title: { type: 'mrkdwn', text: 'Card' }, actions: [button] };
  const { ts, blocks } = await posted([{ type: 'carousel', elements: [card] }]);
  const kept = firstIn(blocks[0], 'elements');

  expect(await pressed(ts, kept.block_id, firstIn(kept, 'actions'))).toMatchObject({ type: 'button' });
});

test('feedback buttons get an id of their own', async () => {
  const feedback = {
    type: 'feedback_buttons',
    positive_button: { text: plain('Good'), value: 'good' },
    negative_button: { text: plain('Bad'), value: 'bad' },
  };
  const { blocks } = await posted([{ type: 'context_actions', elements: [feedback] }]);

  expect(blocks[0]?.['elements']).toMatchObject([{ action_id: expect.any(String) }]);
});

test('what only shows something gets no action id', async () => {
  const { blocks } = await posted([{ type: 'context', elements: [{ type: 'mrkdwn', text: 'Words' }] }]);

  expect(blocks[0]?.['elements']).toEqual([{ type: 'mrkdwn', text: 'Words' }]);
});

test('a field in a container of the Home tab has its first value in the state', async () => {
  const field = {
    type: 'input',
    block_id: 'name',
    label: plain('Name'),
    element: { type: 'plain_text_input', action_id: 'typed', initial_value: 'Ana' },
  };
  const view = { type: 'home', blocks: [{ type: 'container', title: plain('Box'), child_blocks: [field] }] };

  const answer = await bench.call('views.publish', { user_id: 'U0ANA', view });

  expect(answer).toMatchObject({ view: { state: { values: { name: { typed: { value: 'Ana' } } } } } });
});
