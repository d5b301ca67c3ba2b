import { setArchived } from '../operations/archive.ts';
import { joinChannel, leaveChannel } from '../operations/membership.ts';
import type { Act, ActResult } from '../protocol.ts';
import { openDm } from '../state/channels.ts';
import { markSeen } from '../state/unread.ts';
import type { World } from '../world.ts';
import { channelFor, channelToWriteIn, personIn } from './places.ts';
import { ActProblem, done } from './result.ts';

type Of<Type extends Act['type']> = Extract<Act, { type: Type }>;

/** What people do to channels. */
export function joinOrLeave(world: World, act: Of<'join' | 'leave'>): ActResult {
  const channel = channelFor(world, act.as, act.channel);
  if (channel.kind === 'dm') throw new ActProblem('nobody joins or leaves a direct message');
  (act.type === 'join' ? joinChannel : leaveChannel)(world, channel, act.as);
  return done;
}

export function invite(world: World, act: Of<'invite' | 'remove'>): ActResult {
  const channel = channelToWriteIn(world, act.as, act.channel);
  personIn(world, act.user);
  joinChannel(world, channel, act.user, act.as);
  return done;
}

/** Takes somebody else, or the app, out of a channel. */
export function remove(world: World, act: Of<'invite' | 'remove'>): ActResult {
  const channel = channelToWriteIn(world, act.as, act.channel);
  if (channel.kind === 'dm') throw new ActProblem('nobody is removed from a direct message');
  if (channel.name === 'general') throw new ActProblem('nobody is removed from #general');
  if (!leaveChannel(world, channel, personIn(world, act.user).id)) throw new ActProblem('they are not in the channel');
  return done;
}

export function archive(world: World, act: Of<'archive' | 'unarchive'>): ActResult {
  const channel = channelFor(world, act.as, act.channel);
  if (channel.kind === 'dm') throw new ActProblem('direct messages are not archived');
  setArchived(world, channel, act.type === 'archive', act.as);
  return done;
}

export function talkTo(world: World, act: Of<'open_dm'>): ActResult {
  const other = personIn(world, act.user);
  const channel = openDm(world.state, act.as, other.id, world.now());
  world.changed();
  return { ok: true, channel: channel.id };
}

export function lookAt(world: World, act: Of<'seen'>): ActResult {
  markSeen(world.state, channelFor(world, act.as, act.channel).id, act.as);
  world.changed();
  return done;
}
