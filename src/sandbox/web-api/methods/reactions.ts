import { z } from 'zod';
import { ASSUMED } from '../../limits.ts';
import { react, unreact } from '../../operations/change-message.ts';
import { findMessage } from '../../state/messages.ts';
import type { Message } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannel, requireMembership } from '../access.ts';
import { messageAnswer } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';

const item = { channel: arg.text, timestamp: arg.text };

export const reactionsAdd = defineMethod({
  name: 'reactions.add',
  scopes: ['reactions:write'],
  tier: 'tier3',
  args: z.object({ ...item, name: arg.text }),
  run(world, args) {
    const message = reactable(world, args);
    const name = emojiName(args.name);
    if (message.reactions.length >= ASSUMED.reactionsPerMessage) throw new SlackRefusal('too_many_reactions');
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

/** Without `full` only the first few people of a reaction are named; the count is always right. */
export const reactionsGet = defineMethod({
  name: 'reactions.get',
  scopes: ['reactions:read'],
  tier: 'tier3',
  args: z.object({ ...item, full: arg.flag }),
  run(world, args) {
    const message = reactable(world, args);
    const reactions = message.reactions.map(({ name, users }) => ({
      name,
      count: users.length,
      users: args.full ? users : users.slice(0, 3),
    }));
    return { type: 'message', channel: args.channel, message: { ...messageAnswer(world, message), reactions } };
  },
});

function reactable(world: World, args: { channel: string; timestamp: string }): Message {
  const channel = findChannel(world, args.channel);
  requireMembership(world, channel);
  const message = findMessage(world.state, channel.id, args.timestamp);
  if (!message) throw new SlackRefusal('message_not_found');
  return message;
}

function emojiName(name: string): string {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackRefusal('invalid_name');
  return name;
}
