import { z } from 'zod';
import { TIME } from '../../limits.ts';
import { scheduleMessage } from '../../operations/schedule-message.ts';
import { own } from '../../state/own.ts';
import { scheduledAround, scheduledMessages } from '../../state/scheduled.ts';
import type { Channel, ScheduledMessage } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannelToPost, findThread } from '../access.ts';
import { contentArguments, readContent, readMetadata } from '../message-arguments.ts';
import { arg, defineMethod } from '../method.ts';
import { paged, pageOf } from '../paging.ts';
import { SlackRefusal } from '../refusal.ts';
import { messageWarnings, withWarnings } from '../warnings.ts';

/** Messages for later: at most 120 days ahead, 30 within five minutes of a channel. */
export const chatScheduleMessage = defineMethod({
  name: 'chat.scheduleMessage',
  scopes: ['chat:write'],
  tier: 'tier3',
  args: z.object({
    ...contentArguments,
    channel: arg.channel,
    post_at: arg.text,
    thread_ts: arg.optional,
    metadata: arg.json,
  }),
  run(world, args) {
    const channel = findChannelToPost(world, args.channel);
    const draft = { ...readContent(args), metadata: readMetadata(args.metadata) };
    const threadTs = findThread(world, channel, args.thread_ts);
    const postAt = readMoment(world, channel, args.post_at);
    const { id } = scheduleMessage(world, channel, { ...draft, threadTs }, postAt);
    const answer = {
      channel: channel.id,
      scheduled_message_id: id,
      post_at: postAt,
      message: {
        type: 'delayed_message',
        text: draft.text,
        user: world.identity.botUserId,
        bot_id: world.identity.botId,
        app_id: world.identity.appId,
        team: world.state.workspace.id,
        ...(draft.blocks ? { blocks: draft.blocks } : {}),
        ...(draft.metadata ? { metadata: draft.metadata } : {}),
      },
    };
    return withWarnings(answer, messageWarnings(args));
  },
});

/** Slack lets nobody call off what is due within a minute. */
const TOO_LATE_MS = 60_000;

export const chatDeleteScheduledMessage = defineMethod({
  name: 'chat.deleteScheduledMessage',
  scopes: ['chat:write'],
  tier: 'tier3',
  args: z.object({ channel: arg.channel, scheduled_message_id: arg.text }),
  run(world, args) {
    const channel = findChannelToPost(world, args.channel);
    const scheduled = own(world.state.scheduled, args.scheduled_message_id);
    const isSoon = scheduled && scheduled.postAt * 1000 - world.now().getTime() < TOO_LATE_MS;
    if (!scheduled || scheduled.channel !== channel.id || isSoon)
      throw new SlackRefusal('invalid_scheduled_message_id');
    delete world.state.scheduled[scheduled.id];
    world.changed();
    return {};
  },
});

export const chatScheduledMessagesList = defineMethod({
  name: 'chat.scheduledMessages.list',
  tier: 'tier3',
  args: z.object({ channel: arg.optional, oldest: arg.optional, latest: arg.optional, ...paged }),
  run(world, args) {
    if (args.channel && !own(world.state.channels, args.channel)) throw new SlackRefusal('invalid_channel');
    const from = Number(args.oldest ?? 0);
    const to = Number(args.latest ?? Infinity);
    const asked = scheduledMessages(world.state).filter(
      ({ channel, postAt }) => (!args.channel || channel === args.channel) && postAt >= from && postAt <= to,
    );
    const { items, response_metadata } = pageOf(asked, args);
    return { scheduled_messages: items.map(listed), response_metadata };
  },
});

function listed({ id, channel, postAt, created, text }: ScheduledMessage): Record<string, unknown> {
  return { id, channel_id: channel, post_at: postAt, date_created: created, text };
}

/** Seconds since the epoch at which a message may be posted. */
function readMoment(world: World, channel: Channel, value: string): number {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new SlackRefusal('invalid_time');
  const postAt = Math.floor(Number(value));
  const ahead = postAt * 1000 - world.now().getTime();
  if (ahead <= 0) throw new SlackRefusal('time_in_past');
  if (ahead > TIME.scheduleMaxMs) throw new SlackRefusal('time_too_far');
  if (scheduledAround(world.state, channel.id, postAt) >= TIME.scheduledPerFiveMinutes)
    throw new SlackRefusal('restricted_too_many');
  return postAt;
}
