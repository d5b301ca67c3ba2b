import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../src/sandbox/ports.ts';
import { startWorkspace, type Workspace } from '../../support/workspace.ts';
import { call, type SlackAnswer } from '../call.ts';
import { block, element, input, type Json, options, plain, section } from './pieces.ts';
import { modalWith, send } from './ways-in.ts';

const FINE = [section()];
const WRONG = [block('header', { text: plain('x'.repeat(151)) })];
const channel = 'C0CARE';

let workspace: Workspace;
let app: Server;
/** What the app answers to whatever it is sent. */
let answer: unknown;
/** The newest thing it was sent. */
let payload: Record<string, unknown> = {};

beforeAll(async () => {
  const port = await freePort();
  app = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => void app.listen(port, '127.0.0.1', resolve));
  workspace = await startWorkspace({ app: { url: () => `http://127.0.0.1:${port}/` } });
  workspace.world.state.channels[channel]?.members.push(workspace.world.identity.botUserId);
});

afterAll(async () => {
  app.closeAllConnections();
  app.close();
  await workspace.close();
});

beforeEach(() => {
  workspace.world.pacing.post = () => undefined;
  answer = {};
});

async function act(what: Json): Promise<SlackAnswer> {
  const response = await fetch(`${workspace.url}/api/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: 'U0ANA', ...what }),
  });
  payload = workspace.requests.at(-1)?.payload ?? {};
  return (await response.json()) as SlackAnswer;
}

/** Opens a form and presses its button; the app answers with this. */
async function submitAnd(reply: Json): Promise<SlackAnswer> {
  const opened = await send(workspace, modalWith({ blocks: [input(element('plain_text_input'), { optional: true })] }));
  const { id } = opened['view'] as { id: string };
  answer = reply;
  return act({ type: 'submit', view: id, state: {} });
}

const runCommand = () => act({ type: 'command', channel: 'C0CARE', command: '/escalate', text: '' });
const modalOf = (blocks: unknown) => modalWith({ blocks }).args['view'];
const post = () => call(workspace, 'chat.postMessage', { channel, text: 'first' });
const homeOf = (blocks: unknown) => ({ type: 'home', blocks });

type Way = readonly [name: string, code: string, go: (blocks: unknown) => Promise<unknown>];

/** Every way in which blocks reach Slack: what was wrong with them, or undefined. */
const WAYS: readonly Way[] = [
  ['chat.postMessage', 'invalid_blocks', (blocks) => call(workspace, 'chat.postMessage', { channel, blocks })],
  [
    'chat.postEphemeral',
    'invalid_blocks',
    (blocks) => call(workspace, 'chat.postEphemeral', { channel, user: 'U0ANA', blocks }),
  ],
  [
    'chat.update',
    'invalid_blocks',
    async (blocks) => call(workspace, 'chat.update', { channel, ts: (await post())['ts'], blocks }),
  ],
  [
    'chat.scheduleMessage',
    'invalid_blocks',
    (blocks) =>
      call(workspace, 'chat.scheduleMessage', { channel, blocks, post_at: `${Math.floor(Date.now() / 1000) + 3600}` }),
  ],
  ['views.open', 'invalid_arguments', (blocks) => send(workspace, modalWith({ blocks }))],
  [
    'views.push',
    'invalid_arguments',
    async (blocks) => {
      await send(workspace, modalWith({}));
      return send(workspace, { ...modalWith({ blocks }), method: 'views.push' });
    },
  ],
  [
    'views.update',
    'invalid_arguments',
    async (blocks) => {
      const opened = await send(workspace, modalWith({}));
      const { id } = opened['view'] as { id: string };
      return call(workspace, 'views.update', { view_id: id, view: modalOf(blocks) });
    },
  ],
  [
    'views.publish',
    'invalid_arguments',
    (blocks) => call(workspace, 'views.publish', { user_id: 'U0ANA', view: homeOf(blocks) }),
  ],
  [
    'a response_url',
    'invalid_blocks',
    async (blocks) => {
      await runCommand();
      const response = await fetch(String(payload['response_url']), {
        method: 'POST',
        body: JSON.stringify({ blocks }),
      });
      return response.ok ? { ok: true } : response.json();
    },
  ],
  [
    'the answer to a command',
    'invalid_blocks',
    async (blocks) => {
      answer = { blocks };
      return (await refusalsBy(runCommand)).at(-1) ?? { ok: true };
    },
  ],
  [
    'the answer to a submission: another view',
    'invalid_arguments',
    (blocks) => submitAnd({ response_action: 'update', view: modalOf(blocks) }),
  ],
  [
    'the answer to a submission: a view on top',
    'invalid_arguments',
    (blocks) => submitAnd({ response_action: 'push', view: modalOf(blocks) }),
  ],
];

async function refusalsBy(doing: () => Promise<unknown>): Promise<Workspace['world']['refusals']> {
  const before = workspace.world.refusals.length;
  await doing();
  return workspace.world.refusals.slice(before);
}

describe('blocks are checked whichever way they come', () => {
  it.each(WAYS)('%s', async (_name, code, go) => {
    expect(await go(FINE)).toMatchObject({ ok: true });
    expect(await go(WRONG)).toMatchObject({ error: code });
  });
});

describe('options for a search', () => {
  async function search(reply: Json): Promise<SlackAnswer> {
    const menu = element('external_select', { action_id: 'menu' });
    const opened = await send(workspace, modalWith({ blocks: [input(menu, { block_id: 'search' })] }));
    const { id } = opened['view'] as { id: string };
    answer = reply;
    return act({ type: 'suggest', where: { view: id }, blockId: 'search', actionId: 'menu', value: 'a' });
  }
  const group = { label: plain('G'), options: options(2) };

  it.each<[string, Json, Json]>([
    ['options', { options: options(100) }, { options: options(101) }],
    ['groups', { option_groups: [group] }, { option_groups: [{ ...group, label: plain('x'.repeat(76)) }] }],
  ])('are checked as those of a menu: %s', async (_what, fine, wrong) => {
    expect(await search(fine)).toMatchObject({ ok: true });
    expect(await search(wrong)).toMatchObject({
      ok: false,
      error: expect.stringContaining('invalid_options') as string,
    });
  });
});

it('what a form has become in one window cannot be sent from another that still showed the form', async () => {
  const { submit: _, ...done } = modalOf([{ type: 'section', text: { type: 'plain_text', text: 'Done' } }]) as Json;
  const sent = await submitAnd({ response_action: 'update', view: done });
  const requests = workspace.requests.length;

  const again = await act({ type: 'submit', view: sent['view'], state: {} });

  expect(again).toMatchObject({ ok: true });
  expect(workspace.requests).toHaveLength(requests);
});
