import { z } from 'zod';
import { postEphemeral, postMessage } from '../../operations/post-message.ts';
import { isMember } from '../../state/channels.ts';
import { own } from '../../state/own.ts';
import { findChannelToPost, findThread } from '../access.ts';
import { messageAnswer } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { contentArguments, readContent, readMetadata } from '../message-arguments.ts';
import { RateLimited, SlackRefusal } from '../refusal.ts';
import { messageWarnings, withWarnings } from '../warnings.ts';

const content = { ...contentArguments, channel: arg.channel, thread_ts: arg.optional };

export const chatPostMessage = defineMethod({
  name: 'chat.postMessage',
  scopes: ['chat:write'],
  tier: 'special',
  args: z.object({ ...content, metadata: arg.json, reply_broadcast: arg.flag }),
  run(world, args) {
    const channel = findChannelToPost(world, args.channel);
    const draft = readContent(args);
    const metadata = readMetadata(args.metadata);
    const threadTs = findThread(world, channel, args.thread_ts);
    const wait = world.pacing.post(channel.id);
    if (wait !== undefined) throw new RateLimited(wait);
    const message = postMessage(world, channel, {
      ...draft,
      user: world.identity.botUserId,
      threadTs,
      alsoInChannel: args.reply_broadcast,
      metadata,
    });
    const answer = { channel: channel.id, ts: message.ts, message: messageAnswer(world, message) };
    return withWarnings(answer, messageWarnings(args));
  },
});

export const chatPostEphemeral = defineMethod({
  name: 'chat.postEphemeral',
  scopes: ['chat:write'],
  tier: 'tier4',
  args: z.object({ ...content, user: arg.text }),
  run(world, args) {
    const channel = findChannelToPost(world, args.channel);
    if (!own(world.state.people, args.user) || !isMember(channel, args.user))
      throw new SlackRefusal('user_not_in_channel');
    const draft = readContent(args);
    const threadTs = findThread(world, channel, args.thread_ts);
    const message = postEphemeral(world, channel, args.user, { ...draft, user: world.identity.botUserId, threadTs });
    return withWarnings({ message_ts: message.ts }, messageWarnings(args));
  },
});
