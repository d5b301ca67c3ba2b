import type { Bench } from './bench.ts';
import { MISSING_TS } from './bench.ts';
import type { Row } from './row.ts';

const channel = 'C0CARE';
const channel_id = channel;
const link = { title: 'Runbook', type: 'link', link: 'https://runbook.example/' };

const bookmarked = (bench: Bench) => bench.get('bookmarks.add', { channel_id, ...link }, 'bookmark.id');

const whereBookmarks: Row['refusals'] = {
  channel_not_found: () => ({ channel_id: 'C0LEADS', bookmark_id: 'Bk0', ...link }),
  not_in_channel: () => ({ channel_id: 'C0RANDOM', bookmark_id: 'Bk0', ...link }),
  is_archived: (bench) => ({ channel_id: bench.archived(), bookmark_id: 'Bk0', ...link }),
};

/** Whatever points at a message. */
const messages: Row['refusals'] = {
  no_item_specified: () => ({ channel, name: 'tada' }),
  bad_timestamp: () => ({ channel, timestamp: 'noon', name: 'tada' }),
  message_not_found: () => ({ channel, timestamp: MISSING_TS, name: 'tada' }),
  channel_not_found: () => ({ channel: 'C0LEADS', timestamp: MISSING_TS, name: 'tada' }),
  not_in_channel: () => ({ channel: 'C0RANDOM', timestamp: MISSING_TS, name: 'tada' }),
};
const notArchived: Row['refusals'] = {
  is_archived: (bench) => {
    const archived = bench.archived();
    return { channel: archived, timestamp: bench.state.messages[archived]?.[0]?.ts, name: 'tada' };
  },
};

async function pinned(bench: Bench): Promise<{ channel: string; timestamp: string }> {
  const args = { channel, timestamp: bench.others() };
  await bench.call('pins.add', args);
  return args;
}

async function reacted(bench: Bench): Promise<{ channel: string; timestamp: string; name: string }> {
  const args = { channel, timestamp: bench.others(), name: 'tada' };
  await bench.call('reactions.add', args);
  return args;
}

/** What hangs on channels and messages: bookmarks, pins, reactions. */
export const things: readonly Row[] = [
  {
    method: 'bookmarks.add',
    good: () => ({ channel_id, ...link, emoji: ':book:' }),
    refusals: {
      ...whereBookmarks,
      invalid_arguments: () => ({ channel_id }),
      invalid_bookmark_type: () => ({ channel_id, ...link, type: 'poem' }),
      invalid_link: () => ({ channel_id, ...link, link: 'runbook' }),
      invalid_emoji: () => ({ channel_id, ...link, emoji: 'book' }),
      too_many_bookmarks: async (bench) => {
        for (let count = 0; count < 100; count += 1) await bookmarked(bench);
        return { channel_id, ...link };
      },
    },
  },
  {
    method: 'bookmarks.edit',
    good: async (bench) => ({ channel_id, bookmark_id: await bookmarked(bench), title: 'The runbook' }),
    refusals: {
      ...whereBookmarks,
      not_found: () => ({ channel_id, bookmark_id: 'Bk0' }),
      invalid_link: async (bench) => ({ channel_id, bookmark_id: await bookmarked(bench), link: 'x' }),
      invalid_emoji: async (bench) => ({ channel_id, bookmark_id: await bookmarked(bench), emoji: 'x' }),
    },
  },
  {
    method: 'bookmarks.list',
    good: async (bench) => {
      await bookmarked(bench);
      return { channel_id };
    },
    refusals: {
      channel_not_found: () => ({ channel_id: 'C0LEADS' }),
      not_in_channel: () => ({ channel_id: 'C0RANDOM' }),
    },
  },
  {
    method: 'bookmarks.remove',
    good: async (bench) => ({ channel_id, bookmark_id: await bookmarked(bench) }),
    refusals: { ...whereBookmarks, not_found: () => ({ channel_id, bookmark_id: 'Bk0' }) },
  },
  {
    method: 'pins.add',
    good: (bench) => ({ channel, timestamp: bench.others() }),
    refusals: { ...messages, ...notArchived, already_pinned: pinned },
  },
  {
    method: 'pins.list',
    good: async (bench) => {
      await pinned(bench);
      return { channel };
    },
    // Only a pinned file was recorded.
    beyondSamples: ['items[].channel', 'items[].message'],
    refusals: { channel_not_found: () => ({ channel: 'C0LEADS' }), not_in_channel: () => ({ channel: 'C0RANDOM' }) },
  },
  {
    method: 'pins.remove',
    good: pinned,
    refusals: { ...messages, ...notArchived, no_pin: (bench) => ({ channel, timestamp: bench.others() }) },
  },
  {
    method: 'reactions.add',
    good: (bench) => ({ channel, timestamp: bench.others(), name: 'tada' }),
    refusals: {
      ...messages,
      ...notArchived,
      invalid_name: (bench) => ({ channel, timestamp: bench.others(), name: 'Not An Emoji' }),
      already_reacted: reacted,
      too_many_reactions: (bench) => {
        const [message] = bench.state.messages[channel] ?? [];
        message?.reactions.push(...Array.from({ length: 50 }, (_, index) => ({ name: `e${index}`, users: ['U0ANA'] })));
        return { channel, timestamp: bench.others(), name: 'tada' };
      },
    },
  },
  {
    method: 'reactions.remove',
    good: reacted,
    refusals: {
      ...messages,
      no_reaction: (bench) => ({ channel, timestamp: bench.others(), name: 'eyes' }),
      invalid_name: (bench) => ({ channel, timestamp: bench.others(), name: 'Not An Emoji' }),
    },
  },
  {
    method: 'reactions.get',
    good: async (bench) => {
      const timestamp = await bench.own();
      await bench.call('reactions.add', { channel, timestamp, name: 'tada' });
      return { channel, timestamp };
    },
    refusals: messages,
  },
  {
    method: 'reactions.list',
    good: async (bench) => {
      await reacted(bench);
      return { full: true };
    },
    refusals: { user_not_found: () => ({ user: 'U0NOBODY' }), invalid_cursor: () => ({ cursor: 'abc' }) },
  },
];
