import { z } from 'zod';
import { bookmarksOf, removeBookmark } from '../../state/bookmarks.ts';
import { newId } from '../../state/ids.ts';
import type { Bookmark, Channel } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannel, requireMembership } from '../access.ts';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';

const WRITE = { scopes: ['bookmarks:write'], tier: 'tier2' } as const;
const MOST = 100;

/** Links along the top of a channel. Slack's other kinds of bookmarks are not made by apps. */
export const bookmarksAdd = defineMethod({
  ...WRITE,
  name: 'bookmarks.add',
  args: z.object({ channel_id: arg.channel, title: arg.text, type: arg.text, link: arg.optional, emoji: arg.optional }),
  run(world, args) {
    const channel = place(world, args.channel_id);
    if (args.type !== 'link') throw new SlackRefusal('invalid_bookmark_type');
    if (bookmarksOf(world.state, channel.id).length >= MOST) throw new SlackRefusal('too_many_bookmarks');
    const created = seconds(world);
    const bookmark: Bookmark = {
      id: newId('Bk'),
      channel: channel.id,
      title: args.title,
      link: readLink(args.link),
      emoji: readEmoji(args.emoji),
      created,
      updated: 0,
      updatedBy: world.identity.botUserId,
    };
    bookmarksOf(world.state, channel.id).push(bookmark);
    world.changed();
    return { bookmark: bookmarkAnswer(world, bookmark) };
  },
});

export const bookmarksEdit = defineMethod({
  ...WRITE,
  name: 'bookmarks.edit',
  args: z.object({
    channel_id: arg.channel,
    bookmark_id: arg.text,
    title: arg.optional,
    link: arg.optional,
    emoji: arg.optional,
  }),
  run(world, args) {
    const bookmark = find(world, args);
    Object.assign(bookmark, {
      ...(args.title ? { title: args.title } : {}),
      ...(args.link === undefined ? {} : { link: readLink(args.link) }),
      ...(args.emoji === undefined ? {} : { emoji: readEmoji(args.emoji) }),
      updated: seconds(world),
      updatedBy: world.identity.botUserId,
    });
    world.changed();
    return { bookmark: bookmarkAnswer(world, bookmark) };
  },
});

export const bookmarksRemove = defineMethod({
  ...WRITE,
  name: 'bookmarks.remove',
  args: z.object({ channel_id: arg.channel, bookmark_id: arg.text }),
  run(world, args) {
    removeBookmark(world.state, find(world, args));
    world.changed();
    return {};
  },
});

export const bookmarksList = defineMethod({
  name: 'bookmarks.list',
  scopes: ['bookmarks:read'],
  tier: 'tier3',
  args: z.object({ channel_id: arg.channel }),
  run(world, args) {
    const channel = findChannel(world, args.channel_id);
    requireMembership(world, channel);
    return { bookmarks: bookmarksOf(world.state, channel.id).map((bookmark) => bookmarkAnswer(world, bookmark)) };
  },
});

function place(world: World, id: string): Channel {
  const channel = findChannel(world, id);
  requireMembership(world, channel);
  if (channel.archived) throw new SlackRefusal('is_archived');
  return channel;
}

function find(world: World, args: { channel_id: string; bookmark_id: string }): Bookmark {
  const channel = place(world, args.channel_id);
  const bookmark = bookmarksOf(world.state, channel.id).find(({ id }) => id === args.bookmark_id);
  if (!bookmark) throw new SlackRefusal('not_found');
  return bookmark;
}

function readLink(link = ''): string {
  if (!/^https?:\/\//.test(link) || !URL.canParse(link)) throw new SlackRefusal('invalid_link');
  return link;
}

function readEmoji(emoji = ''): string {
  if (emoji !== '' && !/^:[a-z0-9_+'-]+:$/.test(emoji)) throw new SlackRefusal('invalid_emoji');
  return emoji;
}

function seconds(world: World): number {
  return Math.floor(world.now().getTime() / 1000);
}

function bookmarkAnswer(world: World, bookmark: Bookmark): Record<string, unknown> {
  return {
    id: bookmark.id,
    channel_id: bookmark.channel,
    title: bookmark.title,
    link: bookmark.link,
    emoji: bookmark.emoji,
    icon_url: null,
    type: 'link',
    entity_id: null,
    date_created: bookmark.created,
    date_updated: bookmark.updated,
    rank: bookmarksOf(world.state, bookmark.channel).indexOf(bookmark).toString(36).padStart(3, '0'),
    last_updated_by_user_id: bookmark.updatedBy,
    last_updated_by_team_id: world.state.workspace.id,
    shortcut_id: null,
    app_id: world.identity.appId,
  };
}
