import { z } from 'zod';
import { isMember } from '../../state/channels.ts';
import { findChannel, requireScopeFor } from '../access.ts';
import { channelAnswer } from '../channel-answer.ts';
import { kindsIn } from '../conversation-types.ts';
import { arg, defineMethod } from '../method.ts';
import { paged, pageOf } from '../paging.ts';

/** Looking at conversations: which scope is needed depends on their kind. */
const base = { scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], takesJson: false } as const;

export const conversationsInfo = defineMethod({
  ...base,
  name: 'conversations.info',
  tier: 'tier3',
  args: z.object({ channel: arg.channel, include_num_members: arg.flag }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    requireScopeFor(world, channel, 'read');
    return { channel: channelAnswer(world, channel, { isMember: true, memberCount: args.include_num_members }) };
  },
});

export const conversationsList = defineMethod({
  ...base,
  name: 'conversations.list',
  tier: 'tier2',
  args: z.object({ types: arg.optional, exclude_archived: arg.flag, ...paged }),
  run(world, args) {
    const kinds = kindsIn(args.types);
    for (const kind of kinds) requireScopeFor(world, { kind }, 'read');
    const visible = Object.values(world.state.channels).filter((channel) => {
      if (!kinds.has(channel.kind) || (args.exclude_archived && channel.archived)) return false;
      return channel.kind === 'public' || isMember(channel, world.identity.botUserId);
    });
    const { items, response_metadata } = pageOf(visible, args);
    const channels = items.map((channel) => channelAnswer(world, channel, { isMember: true, memberCount: true }));
    return { channels, response_metadata };
  },
});

export const conversationsMembers = defineMethod({
  ...base,
  name: 'conversations.members',
  tier: 'tier4',
  args: z.object({ channel: arg.channel, ...paged }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    requireScopeFor(world, channel, 'read');
    const { items, response_metadata } = pageOf(channel.members, args);
    return { members: items, response_metadata };
  },
});
