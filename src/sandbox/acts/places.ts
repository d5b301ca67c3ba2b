import { isMember } from '../state/channels.ts';
import { findEphemeral, findMessage } from '../state/messages.ts';
import { own } from '../state/own.ts';
import type { Channel, Message, Person, StoredView } from '../state/state.ts';
import { isShown } from '../state/views.ts';
import type { World } from '../world.ts';
import { ActProblem } from './result.ts';

/** Looks up what an act speaks of, and refuses what the person could not see. */
export function personIn(world: World, id: string): Person {
  const person = own(world.state.people, id);
  if (!person) throw new ActProblem(`nobody has the id ${id}`);
  return person;
}

/** A channel this person may look into; for DMs and private ones they must be in it. */
export function channelFor(world: World, user: string, id: string): Channel {
  const channel = own(world.state.channels, id);
  if (!channel || (channel.kind !== 'public' && !isMember(channel, user)))
    throw new ActProblem(`${user} sees no channel ${id}`);
  return channel;
}

/** A channel this person may write in. */
export function channelToWriteIn(world: World, user: string, id: string): Channel {
  const channel = channelFor(world, user, id);
  if (channel.archived) throw new ActProblem('is_archived');
  if (!isMember(channel, user)) throw new ActProblem('not_in_channel');
  return channel;
}

export function messageFor(world: World, user: string, channelId: string, ts: string): Message {
  const channel = channelFor(world, user, channelId);
  const message = findMessage(world.state, channel.id, ts) ?? findEphemeral(world.state, channel.id, ts);
  if (!message || ('to' in message && message.to !== user))
    throw new ActProblem(`there is no message ${ts} in ${channelId}`);
  return message;
}

/** A view by its id; `home` is this person's Home tab. */
export function viewFor(world: World, user: string, id: string): StoredView {
  const stored = findView(world, user, id);
  if (!stored) throw new ActProblem(`${user} has no view ${id} open`);
  return stored;
}

/** The same, if it is still open. */
export function findView(world: World, user: string, id: string): StoredView | undefined {
  const stored = own(world.state.views, id === 'home' ? (world.state.homes[user] ?? '') : id);
  return stored?.user === user && isShown(world.state, stored) ? stored : undefined;
}
