import { dmPartner, isMember } from '../state/channels.ts';
import { formatTs } from '../state/ids.ts';
import type { Channel, Message, StoredView } from '../state/state.ts';
import { messageAnswer, viewAnswer } from '../web-api/answers.ts';
import type { World } from '../world.ts';
import { sendEvent } from './send-event.ts';

const MESSAGE_EVENT = { public: 'message.channels', private: 'message.groups', dm: 'message.im' } as const;
const CHANNEL_TYPE = { public: 'channel', private: 'group', dm: 'im' } as const;
const SHORT_TYPE = { public: 'C', private: 'G', dm: 'D' } as const;

/** Tells the app of a new message, if it is in that channel and subscribed; its own messages come back to it as well. */
export function announceMessage(world: World, message: Message): void {
  announceIn(world, message.channel, (channel) => ({
    ...messageAnswer(world, message),
    ...(message.files ? { subtype: 'file_share' } : {}),
    channel: channel.id,
    channel_type: CHANNEL_TYPE[channel.kind],
    event_ts: message.ts,
  }));
}

export function announceEdit(world: World, message: Message, before: Message): void {
  const at = stamp(world);
  announceIn(world, message.channel, (channel) => ({
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: channel.id,
    message: messageAnswer(world, message),
    previous_message: messageAnswer(world, before),
    channel_type: CHANNEL_TYPE[channel.kind],
    ts: at,
    event_ts: at,
  }));
}

export function announceDeletion(world: World, message: Message): void {
  const at = stamp(world);
  announceIn(world, message.channel, (channel) => ({
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel: channel.id,
    deleted_ts: message.ts,
    previous_message: messageAnswer(world, message),
    channel_type: CHANNEL_TYPE[channel.kind],
    ts: at,
    event_ts: at,
  }));
}

export function announceReaction(
  world: World,
  type: 'reaction_added' | 'reaction_removed',
  message: Message,
  name: string,
  user: string,
): void {
  const channel = world.state.channels[message.channel];
  if (!channel || !hears(world, channel)) return;
  sendEvent(world, type, {
    type,
    user,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: stamp(world),
  });
}

export function announceMembership(
  world: World,
  type: 'member_joined_channel' | 'member_left_channel',
  channel: Channel,
  user: string,
  inviter?: string,
): void {
  if (channel.kind === 'dm' || !hears(world, channel)) return;
  sendEvent(world, type, {
    type,
    user,
    channel: channel.id,
    channel_type: SHORT_TYPE[channel.kind],
    team: world.state.workspace.id,
    ...(inviter ? { inviter } : {}),
    event_ts: stamp(world),
  });
}

/** Tells the app that a person looks at its Home tab, each time they open it. */
export function announceHomeOpened(world: World, user: string, channel: Channel, home: StoredView | undefined): void {
  if (dmPartner(channel, user) !== world.identity.botUserId || !world.manifest.hasHomeTab) return;
  sendEvent(world, 'app_home_opened', {
    type: 'app_home_opened',
    user,
    channel: channel.id,
    tab: 'home',
    ...(home ? { view: viewAnswer(world, home) } : {}),
    event_ts: stamp(world),
  });
}

function announceIn(world: World, channelId: string, event: (channel: Channel) => Record<string, unknown>): void {
  const channel = world.state.channels[channelId];
  if (channel && hears(world, channel)) sendEvent(world, MESSAGE_EVENT[channel.kind], event(channel));
}

function hears(world: World, channel: Channel): boolean {
  return isMember(channel, world.identity.botUserId);
}

function stamp(world: World): string {
  return formatTs(world.now().getTime() * 1000);
}
