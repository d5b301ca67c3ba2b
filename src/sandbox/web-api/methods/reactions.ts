import { z } from 'zod';
import { ASSUMED } from '../../limits.ts';
import { react, unreact } from '../../operations/change-message.ts';
import { isMember } from '../../state/channels.ts';
import { findMessage } from '../../state/messages.ts';
import type { Message } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannel, findPerson, requireMembership } from '../access.ts';
import { messageAnswer, permalink } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { paged, pageOf } from '../paging.ts';
import { SlackRefusal } from '../refusal.ts';

const item = { channel: arg.optional, timestamp: arg.optional };

export const reactionsAdd = defineMethod({
  name: 'reactions.add',
  scopes: ['reactions:write'],
  tier: 'tier3',
  args: z.object({ ...item, name: arg.text }),
  run(world, args) {
    const message = reactable(world, args);
    const name = emojiName(args.name);
    const isNew = !message.reactions.some((reaction) => reaction.name === name);
    if (isNew && message.reactions.length >= ASSUMED.reactionsPerMessage) throw new SlackRefusal('too_many_reactions');
    if (!react(world, message, name, world.identity.botUserId)) throw new SlackRefusal('already_reacted');
    return {};
  },
});

export const reactionsRemove = defineMethod({
  name: 'reactions.remove',
  scopes: ['reactions:write'],
  tier: 'tier2',
  args: z.object({ ...item, name: arg.text }),
  run(world, args) {
    if (!unreact(world, reactable(world, args), emojiName(args.name), world.identity.botUserId))
      throw new SlackRefusal('no_reaction');
    return {};
  },
});

export const reactionsGet = defineMethod({
  name: 'reactions.get',
  scopes: ['reactions:read'],
  tier: 'tier3',
  takesJson: false,
  args: z.object({ ...item, full: arg.flag }),
  run(world, args) {
    const message = messageOf(world, args);
    return { type: 'message', channel: message.channel, message: reactedAnswer(world, message, args.full) };
  },
});

/** What somebody (the app, unless said otherwise) has reacted to, the newest first, where the app is a member. */
export const reactionsList = defineMethod({
  name: 'reactions.list',
  scopes: ['reactions:read'],
  tier: 'tier2',
  takesJson: false,
  args: z.object({ user: arg.optional, full: arg.flag, ...paged }),
  run(world, args) {
    const who = findPerson(world, args.user ?? world.identity.botUserId).id;
    const reacted = Object.values(world.state.channels)
      .filter((channel) => isMember(channel, world.identity.botUserId))
      .flatMap((channel) => world.state.messages[channel.id] ?? [])
      .filter((message) => message.reactions.some(({ users }) => users.includes(who)))
      .toSorted((one, other) => (one.ts < other.ts ? 1 : -1));
    const { items, response_metadata } = pageOf(reacted, args);
    const shown = items.map((message) => ({
      type: 'message',
      channel: message.channel,
      message: reactedAnswer(world, message, args.full),
    }));
    const paging = { count: items.length, total: reacted.length, page: 1, pages: 1 };
    return { items: shown, paging, response_metadata };
  },
});

const NAMED = 3;

/** Without `full` only the first few people of a reaction are named; the count is always right. */
function reactedAnswer(world: World, message: Message, full: boolean): Record<string, unknown> {
  const reactions = message.reactions.map(({ name, users }) => ({
    name,
    users: full ? users : users.slice(0, NAMED),
    count: users.length,
  }));
  const link = permalink(world, message.channel, message);
  return { ...messageAnswer(world, message, { metadata: false }), reactions, permalink: link };
}

function reactable(world: World, args: { channel?: string | undefined; timestamp?: string | undefined }): Message {
  const message = messageOf(world, args);
  if (world.state.channels[message.channel]?.archived) throw new SlackRefusal('is_archived');
  return message;
}

function messageOf(world: World, args: { channel?: string | undefined; timestamp?: string | undefined }): Message {
  if (!args.channel || !args.timestamp) throw new SlackRefusal('no_item_specified');
  const channel = findChannel(world, args.channel);
  requireMembership(world, channel);
  if (!/^\d+\.\d+$/.test(args.timestamp)) throw new SlackRefusal('bad_timestamp');
  const message = findMessage(world.state, channel.id, args.timestamp);
  if (!message) throw new SlackRefusal('message_not_found');
  return message;
}

function emojiName(name: string): string {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackRefusal('invalid_name');
  return name;
}
