import { announceMembership } from '../delivery/announce.ts';
import { addMember, removeMember } from '../state/channels.ts';
import type { Channel } from '../state/state.ts';
import type { World } from '../world.ts';

/** Adds somebody to a channel; false if they were in it. What was posted before does not count as unread for them. */
export function joinChannel(world: World, channel: Channel, user: string, inviter?: string): boolean {
  if (!addMember(channel, user)) return false;
  const newest = world.state.messages[channel.id]?.at(-1)?.ts;
  if (newest) (world.state.seen[user] ??= {})[channel.id] = newest;
  world.changed();
  announceMembership(world, 'member_joined_channel', channel, user, inviter);
  return true;
}

export function leaveChannel(world: World, channel: Channel, user: string): boolean {
  // Told while they are still in it: the app must hear of its own leaving too.
  if (!channel.members.includes(user)) return false;
  announceMembership(world, 'member_left_channel', channel, user);
  removeMember(channel, user);
  world.changed();
  return true;
}
