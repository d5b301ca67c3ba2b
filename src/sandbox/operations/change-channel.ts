import { sendEvent } from '../delivery/send-event.ts';
import { isMember } from '../state/channels.ts';
import { newId } from '../state/ids.ts';
import type { Channel } from '../state/state.ts';
import { tsNow } from '../web-api/answers.ts';
import type { World } from '../world.ts';

/** Makes a channel with one person in it. */
export function createChannel(world: World, name: string, kind: 'public' | 'private', by: string): Channel {
  const created = seconds(world);
  const channel: Channel = {
    id: newId('C'),
    name,
    kind,
    topic: '',
    members: [by],
    archived: false,
    created,
    creator: by,
  };
  world.state.channels[channel.id] = channel;
  world.state.messages[channel.id] = [];
  world.changed();
  if (kind === 'public') {
    const short = { id: channel.id, is_channel: true, name, name_normalized: name, created, creator: by };
    sendEvent(world, 'channel_created', { type: 'channel_created', channel: short, event_ts: tsNow(world) });
  }
  return channel;
}

export function renameChannel(world: World, channel: Channel, name: string): void {
  channel.previousNames = [channel.name, ...(channel.previousNames ?? [])];
  channel.name = name;
  world.changed();
  const type = channel.kind === 'private' ? 'group_rename' : 'channel_rename';
  if (channel.kind === 'private' && !isMember(channel, world.identity.botUserId)) return;
  const short = { id: channel.id, is_channel: true, is_mpim: false, name, name_normalized: name };
  sendEvent(world, type, { type, channel: { ...short, created: channel.created }, event_ts: tsNow(world) });
}

export function setTopic(world: World, channel: Channel, topic: string, by: string): void {
  channel.topic = topic;
  channel.topicSet = { by, at: seconds(world) };
  world.changed();
}

export function setPurpose(world: World, channel: Channel, purpose: string, by: string): void {
  channel.purpose = purpose;
  channel.purposeSet = { by, at: seconds(world) };
  world.changed();
}

function seconds(world: World): number {
  return Math.floor(world.now().getTime() / 1000);
}
