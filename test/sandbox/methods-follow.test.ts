import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newIdentity } from '../../src/sandbox/identity.ts';
import { readManifest } from '../../src/sandbox/manifest.ts';
import { northwindSupport } from '../../src/sandbox/sample/northwind.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { SlackState } from '../../src/sandbox/state/state.ts';
import { Bench, EVERYTHING } from './methods/bench.ts';

const channel = 'C0CARE';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(async () => {
  await bench.fresh();
  bench.workspace.requests.length = 0;
});

afterAll(() => bench.workspace.close());

/** The events the app was sent, without the messages unless asked for. */
function events(): unknown[] {
  return bench.workspace.requests.flatMap(({ payload }) => payload['event'] ?? []);
}

const texts = (state: SlackState) => (state.messages[channel] ?? []).map(({ text }) => text);

describe('a scheduled message', () => {
  it('is posted when the clock gets there, and is no longer listed', async () => {
    await bench.call('chat.scheduleMessage', { channel, text: 'for <@U0ANA>, later', post_at: bench.seconds(3600) });

    await bench.workspace.forward({ minutes: 59 });
    const before = texts(bench.state);
    await bench.workspace.forward({ minutes: 2 });

    expect(before).not.toContain('for <@U0ANA>, later');
    expect(texts(bench.state)).toContain('for <@U0ANA>, later');
    expect(await bench.call('chat.scheduledMessages.list', {})).toMatchObject({ scheduled_messages: [] });
  });

  it('is not posted once it is called off', async () => {
    const args = { channel, text: 'never', post_at: bench.seconds(3600) };
    const id = await bench.get('chat.scheduleMessage', args, 'scheduled_message_id');

    await bench.call('chat.deleteScheduledMessage', { channel, scheduled_message_id: id });
    await bench.workspace.forward({ hours: 2 });

    expect(texts(bench.state)).not.toContain('never');
  });

  it('is lost where the channel was archived meanwhile', async () => {
    await bench.call('chat.scheduleMessage', { channel, text: 'too late', post_at: bench.seconds(3600) });
    await bench.call('conversations.archive', { channel });

    await bench.workspace.forward({ hours: 2 });

    expect(texts(bench.state)).not.toContain('too late');
    expect(bench.state.scheduled).toEqual({});
  });

  it('survives a restart, and comes late if its moment has passed', async () => {
    await bench.call('chat.scheduleMessage', { channel, text: 'after the restart', post_at: bench.seconds(1) });
    const saved = JSON.parse(JSON.stringify(bench.state)) as SlackState;
    saved.clockOffsetMs += 60_000;

    const again = await startSandbox({
      identity: newIdentity(),
      manifest: readManifest(EVERYTHING),
      state: saved,
      freshState: () => northwindSupport(new Date(), newIdentity()),
      port: 0,
      mode: 'http',
      appUrl: () => 'http://127.0.0.1:9/',
      eventRetriesMs: [],
    });

    await expect.poll(() => texts(again.world.state)).toContain('after the restart');
    await again.close();
  });
});

describe('people’s zones', () => {
  it('follow daylight saving at the moment of the clock', async () => {
    const zoneAt = async (iso: string) => {
      bench.state.clockOffsetMs = Date.parse(iso) - Date.now();
      const { user } = (await bench.call('users.info', { user: 'U0ANA' })) as unknown as {
        user: { tz: string; tz_label: string; tz_offset: number };
      };
      return [user.tz, user.tz_label, user.tz_offset];
    };

    expect(await zoneAt('2026-03-29T00:59:00Z')).toEqual(['Europe/Berlin', 'Central European Standard Time', 3600]);
    expect(await zoneAt('2026-03-29T01:01:00Z')).toEqual(['Europe/Berlin', 'Central European Summer Time', 7200]);
  });
});

describe('reactions', () => {
  it('name a few people without `full`, all of them with it, and are counted right either way', async () => {
    const [message] = bench.state.messages[channel] ?? [];
    const users = ['U0ANA', 'U0LEO', 'U0MAYA', 'U0JONAS', 'U0SOFIA'];
    message?.reactions.push({ name: 'tada', users });
    const item = { channel, timestamp: message?.ts };

    const some = await bench.call('reactions.get', item);
    const all = await bench.call('reactions.get', { ...item, full: true });

    expect(some['message']).toMatchObject({ reactions: [{ name: 'tada', users: users.slice(0, 3), count: 5 }] });
    expect(all['message']).toMatchObject({ reactions: [{ name: 'tada', users, count: 5 }] });
  });
});

describe('a user group', () => {
  it('is mentioned by name, and all of its people are notified', async () => {
    const usergroup = await bench.get(
      'usergroups.create',
      { name: 'Leads on duty', handle: 'leads-on-duty' },
      'usergroup.id',
    );
    await bench.call('usergroups.users.update', { usergroup, users: 'U0LEO,U0MAYA' });

    await bench.own(`help, <!subteam^${usergroup}>`);

    const leo = bench.workspace.as('leo');
    await leo.sees('help, @leads-on-duty', { in: '#care' });
    expect((await leo.screen()).channels.find(({ id }) => id === channel)?.mentions).toBe(1);
    const ana = await bench.workspace.as('ana').screen();
    expect(ana.channels.find(({ id }) => id === channel)?.mentions).toBe(0);
  });

  it('tells the app who came and who went', async () => {
    const usergroup = await bench.get('usergroups.create', { name: 'Night' }, 'usergroup.id');
    await bench.call('usergroups.users.update', { usergroup, users: 'U0LEO,U0MAYA' });
    await bench.call('usergroups.users.update', { usergroup, users: 'U0MAYA,U0DANA' });

    expect(events()).toMatchObject([
      { type: 'subteam_created', subteam: { id: usergroup, handle: 'night' } },
      { type: 'subteam_updated' },
      { type: 'subteam_members_changed', added_users: ['U0LEO', 'U0MAYA'], removed_users: [] },
      { type: 'subteam_updated' },
      { type: 'subteam_members_changed', added_users: ['U0DANA'], removed_users: ['U0LEO'], removed_users_count: 1 },
    ]);
  });
});

async function act(body: Readonly<Record<string, unknown>>): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${bench.workspace.url}/api/act`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return response.json();
}

describe('people', () => {
  it('pin a message and take the pin off again; the app hears of both', async () => {
    const ts = bench.others();

    const results = [
      await act({ type: 'pin', as: 'U0LEO', channel, ts }),
      await act({ type: 'pin', as: 'U0ANA', channel, ts }),
      await act({ type: 'unpin', as: 'U0ANA', channel, ts }),
    ];

    expect(results).toEqual([{ ok: true }, { ok: false, error: 'already_pinned' }, { ok: true }]);
    expect(events()).toMatchObject([
      { type: 'pin_added', user: 'U0LEO', channel_id: channel, item: { message: { ts } }, pin_count: 1 },
      { type: 'pin_removed', user: 'U0ANA', item: { created_by: 'U0LEO' }, pin_count: 0, has_pins: false },
    ]);
  });

  it('take the app out of a channel: it hears so, and may not post there any more', async () => {
    const result = await act({ type: 'remove', as: 'U0MAYA', channel, user: bench.bot });

    expect(result).toEqual({ ok: true });
    expect(events()).toMatchObject([{ type: 'member_left_channel', user: bench.bot, channel }]);
    expect(await bench.call('chat.postMessage', { channel, text: 'x' })).toMatchObject({ error: 'not_in_channel' });
  });

  it('see pins, bookmarks and what the app shows for a link', async () => {
    const ts = await bench.own('see https://tickets.example/42');
    await bench.call('pins.add', { channel, timestamp: ts });
    await bench.call('bookmarks.add', {
      channel_id: channel,
      title: 'Runbook',
      type: 'link',
      link: 'https://a.example/',
    });
    const unfurls = { 'https://tickets.example/42': { text: 'Ticket 42' } };

    await bench.call('chat.unfurl', { channel, ts, unfurls });

    const { channels } = await bench.workspace.as('ana').screen();
    const care = channels.find(({ id }) => id === channel);
    expect(care).toMatchObject({
      pinned: [ts],
      bookmarks: [{ title: 'Runbook', link: 'https://a.example/', emoji: '' }],
    });
    expect(care?.messages.find((message) => message.ts === ts)?.attachments).toMatchObject([{ text: 'Ticket 42' }]);
  });
});

describe('channels', () => {
  it('tell the app what becomes of them', async () => {
    const id = await bench.get('conversations.create', { name: 'night-shift' }, 'channel.id');
    await bench.call('conversations.rename', { channel: id, name: 'late-shift' });
    await bench.call('conversations.archive', { channel: id });
    await bench.call('conversations.unarchive', { channel: id });

    expect(events()).toMatchObject([
      { type: 'channel_created', channel: { id, name: 'night-shift' } },
      { type: 'channel_rename', channel: { id, name: 'late-shift' } },
      { type: 'channel_archive', channel: id },
      { type: 'channel_unarchive', channel: id },
    ]);
  });

  it('keep what was set', async () => {
    await bench.call('conversations.setTopic', { channel, topic: 'Open till ten' });
    await bench.call('conversations.setPurpose', { channel, purpose: 'For customers' });

    const answer = await bench.call('conversations.info', { channel });

    expect(answer['channel']).toMatchObject({
      topic: { value: 'Open till ten', creator: bench.bot },
      purpose: { value: 'For customers', creator: bench.bot },
    });
  });

  it('invite all or nobody, unless the app insists', async () => {
    const half = { channel, users: 'U0COLE,U0NOBODY' };

    const refused = await bench.call('conversations.invite', half);
    const before = bench.state.channels[channel]?.members.includes('U0COLE');
    const forced = await bench.call('conversations.invite', { ...half, force: true });

    expect(refused['errors']).toEqual([{ ok: false, user: 'U0NOBODY', error: 'user_not_found' }]);
    expect(before).toBe(false);
    expect(forced).toMatchObject({ ok: true, errors: [{ user: 'U0NOBODY' }] });
    expect(bench.state.channels[channel]?.members).toContain('U0COLE');
  });
});

describe('files', () => {
  it('are announced where they are shared, and go from messages when they are deleted', async () => {
    const file = await bench.file();
    const shared = events();

    await bench.call('files.delete', { file });

    expect(shared).toContainEqual(expect.objectContaining({ type: 'file_shared', file_id: file, channel_id: channel }));
    expect(bench.state.messages[channel]?.at(-1)?.files).toEqual([]);
    expect(await bench.call('files.info', { file })).toMatchObject({ error: 'file_not_found' });
  });

  it('are shared in several channels at once', async () => {
    const id = await bench.uploaded();
    const channels = `${channel},${bench.join('C0RANDOM')}`;

    const answer = await bench.call('files.completeUploadExternal', { files: [{ id }], channels });

    expect(answer['files']).toMatchObject([{ id, channels: [channel, 'C0RANDOM'] }]);
  });

  it('that a person sends come as one message, each announced, and can be looked up', async () => {
    await bench.workspace.as('ana').give({ 'returns.md': '# Returns', 'list.csv': 'a;b' }, { in: '#care' });
    await bench.workspace.world.events.quiet();

    const [message, ...shared] = events();
    const named = { name: 'returns.md', filetype: 'markdown', pretty_type: 'Markdown', size: 9, user: 'U0ANA' };
    expect(message).toMatchObject({ type: 'message', subtype: 'file_share', text: '', user: 'U0ANA' });
    expect(message).toMatchObject({ files: [named, { name: 'list.csv', filetype: 'csv' }] });
    expect(shared).toMatchObject([{ type: 'file_shared' }, { type: 'file_shared', user_id: 'U0ANA' }]);
    const [first] = shared as { file_id: string }[];
    const looked = await bench.call('files.info', { file: first?.file_id ?? '' });
    const { file } = looked as unknown as { file: Record<string, string> };
    expect(file).toMatchObject({ ...named, channels: [channel] });
    expect(await (await fetch(file['url_private'] ?? '')).text()).toBe('# Returns');
  });

  it.each([
    ['more than ten in a message', 11, 1, 'a message takes 10 files'],
    ['a larger one than is kept here', 1, 14_000_001, 'that file is too large for the sandbox'],
    ['an empty one', 1, 0, 'an empty file cannot be uploaded'],
  ])('refuses %s', async (_what, count, bytes, reason) => {
    const files = Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.txt`, 'x'.repeat(bytes)]));

    await expect(bench.workspace.as('ana').give(files, { in: '#care' })).rejects.toThrow(reason);
  });
});

it('answers token_revoked to everything once the token was revoked', async () => {
  const revoked = await bench.call('auth.revoke', {});

  expect(revoked).toMatchObject({ ok: true, revoked: true });
  expect(await bench.call('auth.test', {})).toMatchObject({ ok: false, error: 'token_revoked' });
});
