import { z } from 'zod';
import { postEphemeral, postMessage } from '../../operations/post-message.ts';
import { isMember } from '../../state/channels.ts';
import { findMessage } from '../../state/messages.ts';
import type { World } from '../../world.ts';
import { findChannelToPost } from '../access.ts';
import { messageAnswer } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { contentArguments, readContent, readMetadata } from '../message-arguments.ts';
import { RateLimited, SlackRefusal } from '../refusal.ts';

const content = { ...contentArguments, channel: arg.text, thread_ts: arg.optional };

export const chatPostMessage = defineMethod({
  name: 'chat.postMessage',
  scopes: ['chat:write'],
  tier: 'special',
  args: z.object({ ...content, metadata: arg.json, reply_broadcast: arg.flag }),
  run(world, args) {
    const channel = findChannelToPost(world, args.channel);
    const draft = readContent(args);
    const metadata = readMetadata(args.metadata);
    const threadTs = threadOf(world, channel.id, args.thread_ts);
    const wait = world.pacing.post(channel.id);
    if (wait !== undefined) throw new RateLimited(wait);
    const message = postMessage(world, channel, { ...draft, user: world.identity.botUserId, threadTs, metadata });
    return { channel: channel.id, ts: message.ts, message: messageAnswer(world, message) };
  },
});

export const chatPostEphemeral = defineMethod({
  name: 'chat.postEphemeral',
  scopes: ['chat:write'],
  tier: 'tier4',
  args: z.object({ ...content, user: arg.text }),
  run(world, args) {
    const channel = findChannelToPost(world, args.channel);
    if (!world.state.people[args.user] || !isMember(channel, args.user)) throw new SlackRefusal('user_not_in_channel');
    const draft = readContent(args);
    const threadTs = threadOf(world, channel.id, args.thread_ts);
    const message = postEphemeral(world, channel, args.user, { ...draft, user: world.identity.botUserId, threadTs });
    return { message_ts: message.ts };
  },
});

/** A reply to a reply goes to the thread's parent. Slack refuses no unknown parent; here it is an error, since it is always a mistake. */
function threadOf(world: World, channel: string, threadTs: string | undefined): string | undefined {
  if (!threadTs) return undefined;
  const parent = findMessage(world.state, channel, threadTs);
  if (!parent) throw new SlackRefusal('thread_not_found');
  return parent.threadTs ?? parent.ts;
}
