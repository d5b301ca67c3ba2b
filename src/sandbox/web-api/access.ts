import { channelNamed, isMember, openDm } from '../state/channels.ts';
import { findMessage } from '../state/messages.ts';
import { own } from '../state/own.ts';
import type { Channel, Person } from '../state/state.ts';
import type { World } from '../world.ts';
import { SlackRefusal } from './refusal.ts';

const PREFIX = { public: 'channels', private: 'groups', dm: 'im' } as const;
/** Private channels are managed with groups:write. */
const MANAGE = { public: 'channels:manage', private: 'groups:write', dm: 'im:write' } as const;
/** A part of managing that an app can be granted alone. */
type Narrower = 'write.topic' | 'write.invites';

/** A channel the app may know of: private ones and other people's DMs do not exist for it. */
export function findChannel(world: World, id: string): Channel {
  const channel = own(world.state.channels, id);
  const isHidden = channel && channel.kind !== 'public' && !isMember(channel, world.identity.botUserId);
  if (!channel || isHidden) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** A channel the app may post to, by its id or its name; a person's id means the DM with them. */
export function findChannelToPost(world: World, idOrName: string): Channel {
  if (/^[UW]/.test(idOrName)) return dmWith(world, idOrName, 'channel_not_found');
  const channel = findChannel(world, channelNamed(world.state, idOrName)?.id ?? idOrName);
  if (channel.archived) throw new SlackRefusal('is_archived');
  const mayPostAnywhere = channel.kind === 'public' && world.manifest.scopes.has('chat:write.public');
  if (!isMember(channel, world.identity.botUserId) && !mayPostAnywhere) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** A public or private channel, which a method of channels needs. */
export function findNamedChannel(world: World, id: string): Channel {
  const channel = findChannel(world, id);
  if (channel.kind === 'dm') throw new SlackRefusal('method_not_supported_for_channel_type');
  return channel;
}

/** A channel that may be changed: the app may manage it, is in it, and it is not archived. */
export function findChannelToChange(world: World, id: string, narrower?: Narrower): Channel {
  const channel = findNamedChannel(world, id);
  requireScopeFor(world, channel, 'manage', narrower);
  requireMembership(world, channel);
  if (channel.archived) throw new SlackRefusal('is_archived');
  return channel;
}

/** The thread a message goes into: a reply to a reply goes to its parent. Slack refuses no unknown one; here it is an error, since it is always a mistake. */
export function findThread(world: World, channel: Channel, threadTs: string | undefined): string | undefined {
  if (!threadTs) return undefined;
  const parent = findMessage(world.state, channel.id, threadTs);
  if (!parent) throw new SlackRefusal('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

/** Somebody of this workspace. */
export function findPerson(world: World, id: string, unknown = 'user_not_found'): Person {
  const person = own(world.state.people, id);
  if (!person) throw new SlackRefusal(unknown);
  return person;
}

/** The app's DM with a person. */
export function dmWith(world: World, user: string, unknown: 'channel_not_found' | 'user_not_found'): Channel {
  const person = own(world.state.people, user);
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
export function requireScopeFor(
  world: World,
  { kind }: Pick<Channel, 'kind'>,
  what: 'read' | 'history' | 'manage',
  narrower?: Narrower,
): void {
  const scope = what === 'manage' ? MANAGE[kind] : `${PREFIX[kind]}:${what}`;
  requireScope(world, scope, ...(narrower ? [`${PREFIX[kind]}:${narrower}`] : []));
}

export function requireScope(world: World, ...anyOf: readonly string[]): void {
  const { scopes } = world.manifest;
  if (anyOf.length === 0 || anyOf.some((scope) => scopes.has(scope))) return;
  throw new SlackRefusal('missing_scope', { needed: anyOf.join(','), provided: [...scopes].join(',') });
}
