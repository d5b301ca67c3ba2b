import { z } from 'zod';
import { pinMessage, unpinMessage } from '../../operations/pin-message.ts';
import { findMessage } from '../../state/messages.ts';
import { pinsOf } from '../../state/pins.ts';
import type { Channel, Message } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannel, requireMembership } from '../access.ts';
import { arg, defineMethod } from '../method.ts';
import { pinAnswer } from '../pin-answer.ts';
import { SlackRefusal } from '../refusal.ts';

const WRITE = { scopes: ['pins:write'], tier: 'tier2' } as const;
const item = z.object({ channel: arg.channel, timestamp: arg.optional });
const MOST = 100;

export const pinsAdd = defineMethod({
  ...WRITE,
  name: 'pins.add',
  args: item,
  run(world, args) {
    const { channel, message } = pinnable(world, args);
    if (pinsOf(world.state, channel.id).length >= MOST) throw new SlackRefusal('too_many_pins');
    if (!pinMessage(world, channel, message, world.identity.botUserId)) throw new SlackRefusal('already_pinned');
    return {};
  },
});

export const pinsRemove = defineMethod({
  ...WRITE,
  name: 'pins.remove',
  args: item,
  run(world, args) {
    const { channel, message } = pinnable(world, args);
    if (!unpinMessage(world, channel, message, world.identity.botUserId)) throw new SlackRefusal('no_pin');
    return {};
  },
});

/** The newest pin first. */
export const pinsList = defineMethod({
  name: 'pins.list',
  scopes: ['pins:read'],
  tier: 'tier2',
  takesJson: false,
  args: z.object({ channel: arg.channel }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    requireMembership(world, channel);
    const messages = pinsOf(world.state, channel.id)
      .toReversed()
      .flatMap(({ ts }) => findMessage(world.state, channel.id, ts) ?? []);
    return { items: messages.map((message) => pinAnswer(world, message)) };
  },
});

function pinnable(world: World, args: z.infer<typeof item>): { channel: Channel; message: Message } {
  const channel = findChannel(world, args.channel);
  if (!args.timestamp) throw new SlackRefusal('no_item_specified');
  if (!/^\d+\.\d+$/.test(args.timestamp)) throw new SlackRefusal('bad_timestamp');
  requireMembership(world, channel);
  if (channel.archived) throw new SlackRefusal('is_archived');
  const message = findMessage(world.state, channel.id, args.timestamp);
  if (!message) throw new SlackRefusal('message_not_found');
  return { channel, message };
}
