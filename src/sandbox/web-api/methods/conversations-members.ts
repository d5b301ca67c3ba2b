import { z } from 'zod';
import { joinChannel, leaveChannel } from '../../operations/membership.ts';
import { findDm, isMember } from '../../state/channels.ts';
import { own } from '../../state/own.ts';
import type { Channel } from '../../state/state.ts';
import type { World } from '../../world.ts';
import {
  dmWith,
  findChannel,
  findChannelToChange,
  findNamedChannel,
  requireMembership,
  requireScopeFor,
} from '../access.ts';
import { channelAnswer } from '../channel-answer.ts';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';
import { withWarnings } from '../warnings.ts';

const MANAGE = ['channels:manage', 'groups:write'];
const MOST_INVITED = 100;
const MOST_IN_GROUP_MESSAGE = 8;

/** Who is in a conversation: coming, going, asking others in. */
export const conversationsJoin = defineMethod({
  name: 'conversations.join',
  scopes: ['channels:join'],
  tier: 'tier3',
  args: z.object({ channel: arg.channel }),
  run(world, args) {
    const channel = findChannel(world, args.channel);
    if (channel.kind !== 'public') throw new SlackRefusal('method_not_supported_for_channel_type');
    if (channel.archived) throw new SlackRefusal('is_archived');
    const isNew = joinChannel(world, channel, world.identity.botUserId);
    return withWarnings(
      { channel: channelAnswer(world, channel, { isMember: true }) },
      isNew ? [] : ['already_in_channel'],
    );
  },
});

/** Leaving where it never was is no error. */
export const conversationsLeave = defineMethod({
  name: 'conversations.leave',
  scopes: [...MANAGE, 'im:write'],
  tier: 'tier3',
  args: z.object({ channel: arg.channel }),
  run(world, args) {
    const channel = findNamedChannel(world, args.channel);
    if (channel.archived) throw new SlackRefusal('is_archived');
    if (channel.name === 'general') throw new SlackRefusal('cant_leave_general');
    if (!isMember(channel, world.identity.botUserId)) return { not_in_channel: true };
    if (channel.kind === 'private' && channel.members.length === 1) throw new SlackRefusal('last_member');
    leaveChannel(world, channel, world.identity.botUserId);
    return {};
  },
});

/** Opens the direct message with one person; those of several people do not exist here. */
export const conversationsOpen = defineMethod({
  name: 'conversations.open',
  scopes: ['im:write', 'mpim:write'],
  tier: 'tier3',
  args: z.object({ users: arg.list, channel: arg.optional, return_im: arg.flag, prevent_creation: arg.flag }),
  run(world, args) {
    const user = onlyOne(args.users);
    if (!user && !args.channel) throw new SlackRefusal('users_list_not_supplied');
    const isOpen = !user || findDm(world.state, user, world.identity.botUserId) !== undefined;
    if (!isOpen && args.prevent_creation) throw new SlackRefusal('channel_not_found');
    const channel = user ? dmWith(world, user, 'user_not_found') : findChannel(world, args.channel ?? '');
    world.changed();
    return {
      ...(isOpen ? { no_op: true, already_open: true } : {}),
      channel: args.return_im ? channelAnswer(world, channel) : { id: channel.id },
    };
  },
});

function onlyOne([user, ...others]: readonly string[]): string | undefined {
  if (others.length >= MOST_IN_GROUP_MESSAGE) throw new SlackRefusal('too_many_users');
  if (others.length > 0) throw new SlackRefusal('method_not_supported_for_channel_type');
  return user;
}

/** All of them or nobody; what stands in the way is told for each. With `force` the others come in all the same. */
export const conversationsInvite = defineMethod({
  name: 'conversations.invite',
  scopes: [...MANAGE, 'channels:write.invites', 'groups:write.invites'],
  tier: 'tier3',
  args: z.object({ channel: arg.channel, users: arg.list, force: arg.flag }),
  run(world, args) {
    const channel = findChannelToChange(world, args.channel, 'write.invites');
    if (args.users.length === 0) throw new SlackRefusal('no_user');
    if (args.users.length > MOST_INVITED) throw new SlackRefusal('too_many_users');
    const errors = args.users.flatMap((user) => whyNotInvited(world, channel, user));
    const [first] = errors;
    if (first && (!args.force || errors.length === args.users.length)) throw new SlackRefusal(first.error, { errors });
    for (const user of args.users)
      if (own(world.state.people, user)) joinChannel(world, channel, user, world.identity.botUserId);
    return { channel: channelAnswer(world, channel), ...(first ? { errors } : {}) };
  },
});

export const conversationsKick = defineMethod({
  name: 'conversations.kick',
  scopes: MANAGE,
  tier: 'tier3',
  args: z.object({ channel: arg.channel, user: arg.text }),
  run(world, args) {
    const channel = findNamedChannel(world, args.channel);
    requireScopeFor(world, channel, 'manage');
    requireMembership(world, channel);
    if (args.user === world.identity.botUserId) throw new SlackRefusal('cant_kick_self');
    if (!own(world.state.people, args.user)) throw new SlackRefusal('user_not_found');
    if (channel.name === 'general') throw new SlackRefusal('cant_kick_from_general');
    if (!leaveChannel(world, channel, args.user)) throw new SlackRefusal('not_in_channel');
    return {};
  },
});

interface NotInvited {
  readonly ok: false;
  readonly user: string;
  readonly error: string;
}

function whyNotInvited(world: World, channel: Channel, user: string): NotInvited[] {
  const person = own(world.state.people, user);
  const no = (error: string): NotInvited[] => [{ ok: false, user, error }];
  if (!person) return no('user_not_found');
  if (user === world.identity.botUserId) return no('cant_invite_self');
  if (person.kind === 'deactivated') return no('cant_invite');
  return isMember(channel, user) ? no('already_in_channel') : [];
}
