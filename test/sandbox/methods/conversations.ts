import { MISSING_TS } from './bench.ts';
import type { Row } from './row.ts';

const channel = 'C0CARE';
const noSuchChannel: Row['refusals'] = {
  channel_not_found: () => ({ channel: 'C0NOWHERE', name: 'x', user: 'U0ANA', users: 'U0ANA' }),
  'channel_not_found private': () => ({ channel: 'C0LEADS', name: 'x', user: 'U0ANA', users: 'U0ANA' }),
};
const lists: Row['refusals'] = {
  invalid_limit: () => ({ channel, limit: 'all', ts: MISSING_TS }),
  invalid_cursor: () => ({ channel, cursor: 'abc', ts: MISSING_TS }),
};
const ranges: Row['refusals'] = {
  invalid_ts_oldest: (bench) => ({ channel, oldest: 'yesterday', ts: bench.others() }),
  invalid_ts_latest: (bench) => ({ channel, latest: 'now', ts: bench.others() }),
};
const changes: Row['refusals'] = {
  ...noSuchChannel,
  not_in_channel: () => ({ channel: 'C0RANDOM', users: 'U0ANA', user: 'U0ANA', name: 'x' }),
};
const notArchived: Row['refusals'] = { is_archived: (bench) => ({ channel: bench.archived(), users: 'U0ANA' }) };
const noDm: Row['refusals'] = {
  method_not_supported_for_channel_type: async (bench) => ({ channel: await dm(bench), users: 'U0LEO', user: 'U0LEO' }),
};

function dm(bench: Parameters<Row['good']>[0]): Promise<string> {
  return bench.get('conversations.open', { users: 'U0ANA' }, 'channel.id');
}

const names: Row['refusals'] = {
  invalid_name_required: async (bench) => ({ channel: await made(bench) }),
  invalid_name_maxlength: async (bench) => ({ channel: await made(bench), name: 'x'.repeat(81) }),
  invalid_name_punctuation: async (bench) => ({ channel: await made(bench), name: '---' }),
  invalid_name_specials: async (bench) => ({ channel: await made(bench), name: 'Night Shift' }),
  name_taken: async (bench) => ({ channel: await made(bench), name: 'care' }),
};

function made(bench: Parameters<Row['good']>[0]): Promise<string> {
  return bench.get('conversations.create', { name: 'night-shift' }, 'channel.id');
}

export const conversations: readonly Row[] = [
  { method: 'conversations.info', good: () => ({ channel, include_num_members: true }), refusals: noSuchChannel },
  {
    method: 'conversations.list',
    good: () => ({ types: 'public_channel,private_channel', exclude_archived: true }),
    refusals: {
      invalid_types: () => ({ types: 'rooms' }),
      invalid_limit: () => ({ limit: '-1' }),
      invalid_cursor: () => ({ cursor: 'abc' }),
    },
  },
  { method: 'conversations.members', good: () => ({ channel }), refusals: { ...noSuchChannel, ...lists } },
  {
    method: 'conversations.history',
    good: () => ({ channel, limit: 2 }),
    refusals: { ...noSuchChannel, ...lists, ...ranges, not_in_channel: () => ({ channel: 'C0RANDOM' }) },
  },
  {
    method: 'conversations.replies',
    good: (bench) => ({ channel, ts: bench.others() }),
    // Only messages of apps were recorded.
    beyondSamples: ['messages[].client_msg_id'],
    refusals: {
      ...ranges,
      thread_not_found: () => ({ channel, ts: MISSING_TS }),
      not_in_channel: () => ({ channel: 'C0RANDOM', ts: MISSING_TS }),
      invalid_cursor: (bench) => ({ channel, ts: bench.others(), cursor: 'abc' }),
    },
  },
  {
    method: 'conversations.join',
    good: () => ({ channel: 'C0RANDOM' }),
    refusals: { ...noSuchChannel, ...notArchived, ...noDm },
  },
  {
    method: 'conversations.leave',
    good: () => ({ channel }),
    refusals: {
      ...noSuchChannel,
      ...notArchived,
      ...noDm,
      cant_leave_general: (bench) => ({ channel: bench.join('C0GENERAL') }),
      last_member: async (bench) => ({
        channel: await bench.get('conversations.create', { name: 'alone', is_private: true }, 'channel.id'),
      }),
    },
  },
  {
    method: 'conversations.open',
    good: () => ({ users: 'U0LEO', return_im: true }),
    refusals: {
      users_list_not_supplied: () => ({}),
      user_not_found: () => ({ users: 'U0NOBODY' }),
      user_disabled: () => ({ users: 'U0HUGO' }),
      cannot_dm_bot: () => ({ users: 'U0STATUS' }),
      channel_not_found: () => ({ users: 'U0LEO', prevent_creation: true }),
      too_many_users: () => ({ users: Array.from({ length: 9 }, (_, index) => `U${index}`).join(',') }),
      method_not_supported_for_channel_type: () => ({ users: 'U0ANA,U0LEO' }),
    },
  },
  {
    method: 'conversations.invite',
    good: () => ({ channel, users: 'U0COLE,U0DANA' }),
    refusals: {
      ...changes,
      ...notArchived,
      ...noDm,
      no_user: () => ({ channel }),
      too_many_users: () => ({ channel, users: Array.from({ length: 101 }, (_, index) => `U${index}`).join(',') }),
      user_not_found: () => ({ channel, users: 'U0COLE,U0NOBODY' }),
      already_in_channel: () => ({ channel, users: 'U0ANA' }),
      cant_invite_self: (bench) => ({ channel, users: bench.bot }),
      cant_invite: () => ({ channel, users: 'U0HUGO' }),
    },
  },
  {
    method: 'conversations.kick',
    good: () => ({ channel, user: 'U0ANA' }),
    refusals: {
      ...changes,
      ...noDm,
      cant_kick_self: (bench) => ({ channel, user: bench.bot }),
      user_not_found: () => ({ channel, user: 'U0NOBODY' }),
      cant_kick_from_general: (bench) => ({ channel: bench.join('C0GENERAL'), user: 'U0ANA' }),
      'not_in_channel the person': () => ({ channel, user: 'U0COLE' }),
    },
  },
  {
    method: 'conversations.create',
    good: () => ({ name: 'night-shift' }),
    refusals: names,
  },
  {
    method: 'conversations.rename',
    good: async (bench) => ({ channel: await made(bench), name: 'late-shift' }),
    refusals: { ...changes, ...noDm, ...names, not_authorized: () => ({ channel, name: 'ours' }) },
  },
  {
    method: 'conversations.setTopic',
    good: () => ({ channel, topic: 'Open till ten' }),
    refusals: { ...changes, ...notArchived, ...noDm, too_long: () => ({ channel, topic: 'x'.repeat(251) }) },
  },
  {
    method: 'conversations.setPurpose',
    good: () => ({ channel, purpose: 'For customers' }),
    refusals: { ...changes, ...notArchived, ...noDm, too_long: () => ({ channel, purpose: 'x'.repeat(251) }) },
  },
  {
    method: 'conversations.archive',
    good: () => ({ channel }),
    refusals: {
      ...changes,
      ...noDm,
      already_archived: (bench) => ({ channel: bench.archived() }),
      cant_archive_general: (bench) => ({ channel: bench.join('C0GENERAL') }),
    },
  },
  {
    method: 'conversations.unarchive',
    good: (bench) => ({ channel: bench.archived() }),
    refusals: { ...changes, ...noDm, not_archived: () => ({ channel }) },
  },
];
