import { isMember, openDm } from '../state/channels.ts';
import type { Channel } from '../state/state.ts';
import type { World } from '../world.ts';
import { SlackRefusal } from './refusal.ts';

const PREFIX = { public: 'channels', private: 'groups', dm: 'im' } as const;

/** A channel the app may know of: private ones and other people's DMs do not exist for it. */
export function findChannel(world: World, id: string): Channel {
  const channel = world.state.channels[id];
  const isHidden = channel && channel.kind !== 'public' && !isMember(channel, world.identity.botUserId);
  if (!channel || isHidden) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** A channel the app may post to; a person's id means the DM with them. */
export function findChannelToPost(world: World, id: string): Channel {
  if (/^[UW]/.test(id)) return dmWith(world, id, 'channel_not_found');
  const channel = findChannel(world, id);
  if (channel.archived) throw new SlackRefusal('is_archived');
  const mayPostAnywhere = channel.kind === 'public' && world.manifest.scopes.has('chat:write.public');
  if (!isMember(channel, world.identity.botUserId) && !mayPostAnywhere) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** The app's DM with a person. */
export function dmWith(world: World, user: string, unknown: 'channel_not_found' | 'user_not_found'): Channel {
  const person = world.state.people[user];
  if (!person) throw new SlackRefusal(unknown);
  if (person.kind === 'deactivated') throw new SlackRefusal('user_disabled');
  if (person.kind === 'bot') throw new SlackRefusal('cannot_dm_bot');
  return openDm(world.state, user, world.identity.botUserId, world.now());
}

/** The app must be a member, for what only members may read or do. */
export function requireMembership(world: World, channel: Channel): void {
  if (!isMember(channel, world.identity.botUserId)) throw new SlackRefusal('not_in_channel');
}

/** Scopes of conversations depend on their kind: channels:read, groups:read, im:read … */
export function requireScopeFor(world: World, channel: Channel, what: 'read' | 'history'): void {
  requireScope(world, `${PREFIX[channel.kind]}:${what}`);
}

export function requireScope(world: World, ...anyOf: readonly string[]): void {
  const { scopes } = world.manifest;
  if (anyOf.length === 0 || anyOf.some((scope) => scopes.has(scope))) return;
  throw new SlackRefusal('missing_scope', { needed: anyOf.join(','), provided: [...scopes].join(',') });
}
