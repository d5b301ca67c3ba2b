import { z } from 'zod';
import { TEXT } from '../../limits.ts';
import { deleteMessage, editMessage } from '../../operations/change-message.ts';
import { lengthOf } from '../../rules/check.ts';
import { findMessage } from '../../state/messages.ts';
import type { Message } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannel } from '../access.ts';
import { messageAnswer, permalink } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { contentArguments, readContent, readMetadata } from '../message-arguments.ts';
import { SlackRefusal } from '../refusal.ts';

/** Only the app's own messages, never an ephemeral one. Without `blocks` the old ones stay, an empty list removes them. */
export const chatUpdate = defineMethod({
  name: 'chat.update',
  scopes: ['chat:write'],
  tier: 'tier3',
  args: z.object({ ...contentArguments, channel: arg.channel, ts: arg.text, metadata: arg.json }),
  run(world, args) {
    const message = ownMessage(world, args.channel, args.ts, 'cant_update_message');
    if (lengthOf(args.text ?? '') > TEXT['message.text.update'].max) throw new SlackRefusal('msg_too_long');
    const draft = readContent(args);
    editMessage(world, message, world.identity.botUserId, { ...draft, metadata: readMetadata(args.metadata) });
    // The changed message comes without its ts, which stands beside it.
    const { ts, ...changed } = messageAnswer(world, message);
    return { channel: args.channel, ts, text: message.text, message: changed };
  },
});

export const chatDelete = defineMethod({
  name: 'chat.delete',
  scopes: ['chat:write'],
  tier: 'tier3',
  args: z.object({ channel: arg.channel, ts: arg.text }),
  run(world, args) {
    deleteMessage(world, ownMessage(world, args.channel, args.ts, 'cant_delete_message'));
    return { channel: args.channel, ts: args.ts };
  },
});

export const chatGetPermalink = defineMethod({
  name: 'chat.getPermalink',
  tier: 'special',
  takesJson: false,
  args: z.object({ channel: arg.channel, message_ts: arg.text }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    const message = findMessage(world.state, channel.id, args.message_ts);
    if (!message) throw new SlackRefusal('message_not_found');
    return { channel: channel.id, permalink: permalink(world, channel.id, message) };
  },
});

function ownMessage(world: World, channelId: string, ts: string, refusal: string): Message {
  const channel = findChannel(world, channelId);
  const message = findMessage(world.state, channel.id, ts);
  if (!message) throw new SlackRefusal('message_not_found');
  if (message.user !== world.identity.botUserId) throw new SlackRefusal(refusal);
  if (channel.archived) throw new SlackRefusal('is_archived');
  return message;
}
