import { z } from 'zod';
import { setArchived } from '../../operations/archive.ts';
import { createChannel, renameChannel, setPurpose, setTopic } from '../../operations/change-channel.ts';
import { lengthOf } from '../../rules/check.ts';
import { findChannelToChange, findNamedChannel, requireMembership, requireScopeFor } from '../access.ts';
import { channelAnswer } from '../channel-answer.ts';
import { readChannelName } from '../channel-name.ts';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';

const MANAGE = ['channels:manage', 'groups:write'];
/** Characters of a topic or a purpose. */
const MOST_SAID = 250;

/** Making channels and changing what they are called and for. */
export const conversationsCreate = defineMethod({
  name: 'conversations.create',
  scopes: MANAGE,
  tier: 'tier2',
  args: z.object({ name: arg.optional, is_private: arg.flag }),
  run(world, args) {
    const kind = args.is_private ? 'private' : 'public';
    requireScopeFor(world, { kind }, 'manage');
    const name = readChannelName(world, args.name);
    const channel = createChannel(world, name, kind, world.identity.botUserId);
    return { channel: channelAnswer(world, channel, { isMember: true }) };
  },
});

/** Only whoever made a channel may give it another name. */
export const conversationsRename = defineMethod({
  name: 'conversations.rename',
  scopes: MANAGE,
  tier: 'tier2',
  args: z.object({ channel: arg.channel, name: arg.optional }),
  run(world, args) {
    const channel = findChannelToChange(world, args.channel);
    if (channel.creator !== world.identity.botUserId) throw new SlackRefusal('not_authorized');
    renameChannel(world, channel, readChannelName(world, args.name));
    return { channel: channelAnswer(world, channel, { isMember: true }) };
  },
});

export const conversationsSetTopic = defineMethod({
  name: 'conversations.setTopic',
  scopes: [...MANAGE, 'channels:write.topic', 'groups:write.topic'],
  tier: 'tier2',
  args: z.object({ channel: arg.channel, topic: z.string().default('') }),
  run(world, { channel: id, topic }) {
    const channel = findChannelToChange(world, id, 'write.topic');
    if (lengthOf(topic) > MOST_SAID) throw new SlackRefusal('too_long');
    setTopic(world, channel, topic, world.identity.botUserId);
    return { channel: channelAnswer(world, channel) };
  },
});

export const conversationsSetPurpose = defineMethod({
  name: 'conversations.setPurpose',
  scopes: [...MANAGE, 'channels:write.topic', 'groups:write.topic'],
  tier: 'tier2',
  args: z.object({ channel: arg.channel, purpose: z.string().default('') }),
  run(world, { channel: id, purpose }) {
    const channel = findChannelToChange(world, id, 'write.topic');
    if (lengthOf(purpose) > MOST_SAID) throw new SlackRefusal('too_long');
    setPurpose(world, channel, purpose, world.identity.botUserId);
    return { channel: channelAnswer(world, channel) };
  },
});

export const conversationsArchive = defineMethod({
  name: 'conversations.archive',
  scopes: MANAGE,
  tier: 'tier2',
  args: z.object({ channel: arg.channel }),
  run(world, args) {
    const channel = findNamedChannel(world, args.channel);
    if (channel.archived) throw new SlackRefusal('already_archived');
    findChannelToChange(world, channel.id);
    if (channel.name === 'general') throw new SlackRefusal('cant_archive_general');
    setArchived(world, channel, true, world.identity.botUserId);
    return {};
  },
});

export const conversationsUnarchive = defineMethod({
  name: 'conversations.unarchive',
  scopes: MANAGE,
  tier: 'tier2',
  args: z.object({ channel: arg.channel }),
  run(world, args) {
    const channel = findNamedChannel(world, args.channel);
    requireScopeFor(world, channel, 'manage');
    requireMembership(world, channel);
    if (!channel.archived) throw new SlackRefusal('not_archived');
    setArchived(world, channel, false, world.identity.botUserId);
    return {};
  },
});
