import { newId } from './ids.ts';
import type { Channel, SlackState } from './state.ts';

export function isMember(channel: Channel, user: string): boolean {
  return channel.members.includes(user);
}

/** Channels a person sees in their sidebar: theirs, and every public one (to look into and join). */
export function visibleChannels(state: SlackState, user: string): Channel[] {
  return Object.values(state.channels).filter((channel) => channel.kind === 'public' || isMember(channel, user));
}

/** The channel of this name, with its # or without. */
export function channelNamed(state: SlackState, name: string): Channel | undefined {
  const bare = name.replace(/^#/, '');
  return Object.values(state.channels).find((channel) => channel.kind !== 'dm' && channel.name === bare);
}

/** The DM of two people, or undefined while they have not talked. */
export function findDm(state: SlackState, one: string, other: string): Channel | undefined {
  return Object.values(state.channels).find(
    (channel) => channel.kind === 'dm' && isMember(channel, one) && isMember(channel, other),
  );
}

export function openDm(state: SlackState, one: string, other: string, now: Date): Channel {
  const existing = findDm(state, one, other);
  if (existing) return existing;
  const channel: Channel = {
    id: newId('D'),
    name: '',
    kind: 'dm',
    topic: '',
    members: [one, other],
    archived: false,
    created: Math.floor(now.getTime() / 1000),
  };
  state.channels[channel.id] = channel;
  state.messages[channel.id] = [];
  return channel;
}

/** The other person of a DM. */
export function dmPartner(channel: Channel, user: string): string | undefined {
  return channel.kind === 'dm' ? (channel.members.find((member) => member !== user) ?? user) : undefined;
}

export function addMember(channel: Channel, user: string): boolean {
  if (isMember(channel, user)) return false;
  channel.members.push(user);
  return true;
}

export function removeMember(channel: Channel, user: string): boolean {
  const before = channel.members.length;
  channel.members = channel.members.filter((member) => member !== user);
  return channel.members.length < before;
}
