import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace({ app: { url: () => 'http://127.0.0.1:9/' } });
  await call(workspace, 'conversations.join', { channel: 'C0CARE' });
});

afterAll(() => workspace.close());

/** The checks happen before the pace does; this keeps accepted posts from waiting for each other. */
beforeEach(() => {
  workspace.world.pacing.post = () => undefined;
});

describe('a call', () => {
  it.each<[string, string, Record<string, unknown>, Record<string, unknown>]>([
    ['an unknown method', 'chat.shout', {}, { error: 'unknown_method', req_method: 'chat.shout' }],
    ['an unknown channel', 'chat.postMessage', { channel: 'C0NOWHERE', text: 'x' }, { error: 'channel_not_found' }],
    [
      'a private channel the app is not in',
      'chat.postMessage',
      { channel: 'C0LEADS', text: 'x' },
      { error: 'channel_not_found' },
    ],
    [
      'a channel the app is not in',
      'chat.postMessage',
      { channel: 'C0RANDOM', text: 'x' },
      { error: 'not_in_channel' },
    ],
    [
      'no channel',
      'chat.postMessage',
      { text: 'x' },
      { error: 'invalid_arguments', response_metadata: { messages: ['[ERROR] missing required field: channel'] } },
    ],
    ['an empty channel', 'chat.postMessage', { channel: '', text: 'x' }, { error: 'channel_not_found' }],
    ['the name of no channel', 'chat.postMessage', { channel: '#carpet', text: 'x' }, { error: 'channel_not_found' }],
    [
      'the name of a private channel the app is not in',
      'chat.postMessage',
      { channel: '#leads', text: 'x' },
      { error: 'channel_not_found' },
    ],
    [
      'an update of somebody else',
      'chat.update',
      { channel: 'C0CARE', ts: 'other', text: 'x' },
      { error: 'cant_update_message' },
    ],
    [
      'an update of nothing',
      'chat.update',
      { channel: 'C0CARE', ts: '1.1', text: 'x' },
      { error: 'message_not_found' },
    ],
    [
      'an ephemeral to somebody elsewhere',
      'chat.postEphemeral',
      { channel: 'C0CARE', user: 'U0COLE', text: 'x' },
      { error: 'user_not_in_channel' },
    ],
    ['a bot as partner', 'conversations.open', { users: 'U0STATUS' }, { error: 'cannot_dm_bot' }],
    ['somebody who left', 'conversations.open', { users: 'U0HUGO' }, { error: 'user_disabled' }],
    [
      'a scope the manifest has not',
      'reactions.add',
      { channel: 'C0CARE', timestamp: 'own', name: 'tada' },
      { error: 'missing_scope', needed: 'reactions:write' },
    ],
    ['a cursor of its own making', 'users.list', { cursor: 'abc' }, { error: 'invalid_cursor' }],
    ['a join to a private channel', 'conversations.join', { channel: 'C0LEADS' }, { error: 'channel_not_found' }],
  ])('with %s is refused', async (_name, method, args, refusal) => {
    const own = await call(workspace, 'chat.postMessage', { channel: 'C0CARE', text: 'mine' });
    const stamps: Record<string, unknown> = {
      own: own['ts'],
      other: workspace.world.state.messages['C0CARE']?.[0]?.ts,
    };
    const filled = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [name, stamps[String(value)] ?? value]),
    );

    expect(await call(workspace, method, filled)).toMatchObject({ ok: false, ...refusal });
  });

  it.each([
    [undefined, 'not_authed'],
    ['xoxb-somebody-else', 'invalid_auth'],
  ])('with the token %s is refused', async (token, error) => {
    expect(await call(workspace, 'auth.test', {}, token ?? '')).toMatchObject({ ok: false, error });
  });

  it.each(['#care', 'care'])('may name the channel it posts to: %s', async (channel) => {
    const answer = await call(workspace, 'chat.postMessage', { channel, text: 'x' });

    expect(answer).toMatchObject({ ok: true, channel: 'C0CARE' });
  });

  it('says what is wrong with an empty argument', async () => {
    const answer = await call(workspace, 'chat.update', { channel: 'C0CARE', ts: '', text: 'x' });

    expect(answer).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/ts]'] },
    });
  });

  it('gives metadata back only to those who ask for it', async () => {
    const metadata = { event_type: 'case', event_payload: { id: '42' } };
    const { ts } = await call(workspace, 'chat.postMessage', { channel: 'C0CARE', text: 'x', metadata });

    const range = { channel: 'C0CARE', oldest: ts, inclusive: true };
    const asked = await call(workspace, 'conversations.history', { ...range, include_all_metadata: true });
    const plainly = await call(workspace, 'conversations.history', range);

    expect(asked['messages']).toMatchObject([{ ts, metadata }]);
    expect(plainly['messages']).not.toMatchObject([{ metadata }]);
  });

  it('lists in pages', async () => {
    const first = await call(workspace, 'users.list', { limit: 10 });
    const cursor = (first['response_metadata'] as { next_cursor: string }).next_cursor;
    const second = await call(workspace, 'users.list', { limit: 10, cursor });

    expect([first, second].flatMap(({ members }) => members as unknown[])).toHaveLength(13);
    expect(second['response_metadata']).toMatchObject({ next_cursor: '' });
  });
});
