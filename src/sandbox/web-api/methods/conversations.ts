import { z } from 'zod';
import { joinChannel } from '../../operations/membership.ts';
import { isMember } from '../../state/channels.ts';
import { dmWith, findChannel, requireMembership, requireScopeFor } from '../access.ts';
import { channelAnswer } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { pageOf } from '../paging.ts';
import { SlackRefusal } from '../refusal.ts';

const READ = ['channels:read', 'groups:read', 'im:read'];

export const conversationsInfo = defineMethod({
  name: 'conversations.info',
  scopes: READ,
  tier: 'tier3',
  args: z.object({ channel: arg.text }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    requireScopeFor(world, channel, 'read');
    return { channel: channelAnswer(world, channel) };
  },
});

export const conversationsList = defineMethod({
  name: 'conversations.list',
  scopes: READ,
  tier: 'tier2',
  args: z.object({
    types: z.string().default('public_channel'),
    exclude_archived: arg.flag,
    limit: arg.limit(100, 1000),
    cursor: arg.optional,
  }),
  run(world, args) {
    const types = new Set(args.types.split(',').map((type) => type.trim()));
    const visible = Object.values(world.state.channels).filter((channel) => {
      if (args.exclude_archived && channel.archived) return false;
      if (!types.has(channel.kind === 'dm' ? 'im' : `${channel.kind}_channel`)) return false;
      return channel.kind === 'public' || isMember(channel, world.identity.botUserId);
    });
    for (const channel of visible) requireScopeFor(world, channel, 'read');
    const { items, response_metadata } = pageOf(visible, args.limit, args.cursor);
    return { channels: items.map((channel) => channelAnswer(world, channel)), response_metadata };
  },
});

export const conversationsMembers = defineMethod({
  name: 'conversations.members',
  scopes: READ,
  tier: 'tier4',
  args: z.object({ channel: arg.text, limit: arg.limit(100, 1000), cursor: arg.optional }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    requireScopeFor(world, channel, 'read');
    const { items, response_metadata } = pageOf(channel.members, args.limit, args.cursor);
    return { members: items, response_metadata };
  },
});

export const conversationsJoin = defineMethod({
  name: 'conversations.join',
  scopes: ['channels:join'],
  tier: 'tier3',
  args: z.object({ channel: arg.text }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    if (channel.kind !== 'public') throw new SlackRefusal('method_not_supported_for_channel_type');
    if (channel.archived) throw new SlackRefusal('is_archived');
    const isNew = joinChannel(world, channel, world.identity.botUserId);
    const answer = { channel: channelAnswer(world, channel) };
    return isNew
      ? answer
      : { ...answer, warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
  },
});

export const conversationsOpen = defineMethod({
  name: 'conversations.open',
  scopes: ['im:write', 'mpim:write'],
  tier: 'tier3',
  args: z.object({ users: arg.optional, channel: arg.optional, return_im: arg.flag }),
  run(world, args) {
    const users = args.users?.split(',') ?? [];
    if (users.length > 1) throw new SlackRefusal('method_not_supported_for_channel_type');
    const [user] = users;
    if (!user && !args.channel) throw new SlackRefusal('users_list_not_supplied');
    const channel = user ? dmWith(world, user, 'user_not_found') : findChannel(world, args.channel ?? '');
    world.changed();
    return { channel: args.return_im ? channelAnswer(world, channel) : { id: channel.id } };
  },
});

export const conversationsInvite = defineMethod({
  name: 'conversations.invite',
  scopes: ['channels:manage', 'channels:write.invites', 'groups:write', 'groups:write.invites'],
  tier: 'tier3',
  args: z.object({ channel: arg.text, users: arg.text }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    requireMembership(world, channel);
    if (channel.archived) throw new SlackRefusal('is_archived');
    for (const user of args.users.split(',')) {
      if (!world.state.people[user]) throw new SlackRefusal('user_not_found');
      if (!joinChannel(world, channel, user, world.identity.botUserId)) throw new SlackRefusal('already_in_channel');
    }
    return { channel: channelAnswer(world, channel) };
  },
});
