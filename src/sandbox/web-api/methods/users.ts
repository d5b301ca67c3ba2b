import { z } from 'zod';
import { isMember } from '../../state/channels.ts';
import { findByEmail } from '../../state/people.ts';
import { findPerson, requireScopeFor } from '../access.ts';
import { channelAnswer } from '../channel-answer.ts';
import { kindsIn } from '../conversation-types.ts';
import { arg, defineMethod } from '../method.ts';
import { paged, pageOf } from '../paging.ts';
import { SlackRefusal } from '../refusal.ts';
import { profileAnswer, userAnswer } from '../user-answer.ts';

const base = { scopes: ['users:read'], takesJson: false } as const;

export const usersInfo = defineMethod({
  ...base,
  name: 'users.info',
  tier: 'tier4',
  args: z.object({ user: arg.text, include_locale: arg.flag }),
  run: (world, { user, include_locale: locale }) => ({ user: userAnswer(world, findPerson(world, user), { locale }) }),
});

export const usersList = defineMethod({
  ...base,
  name: 'users.list',
  tier: 'tier2',
  args: z.object({ ...paged, include_locale: arg.flag }),
  run(world, args) {
    const { items, response_metadata } = pageOf(Object.values(world.state.people), args);
    const members = items.map((person) => userAnswer(world, person, { locale: args.include_locale }));
    return { members, cache_ts: Math.floor(world.now().getTime() / 1000), response_metadata };
  },
});

export const usersLookupByEmail = defineMethod({
  name: 'users.lookupByEmail',
  scopes: ['users:read.email'],
  tier: 'tier3',
  takesJson: false,
  args: z.object({ email: arg.text }),
  run(world, { email }) {
    const person = findByEmail(world.state, email);
    if (!person) throw new SlackRefusal('users_not_found');
    return { user: userAnswer(world, person) };
  },
});

export const usersProfileGet = defineMethod({
  name: 'users.profile.get',
  scopes: ['users.profile:read'],
  tier: 'tier4',
  takesJson: false,
  args: z.object({ user: arg.optional }),
  run(world, { user }) {
    const {
      team: _team,
      bot_id: _bot,
      api_app_id: _app,
      ...profile
    } = profileAnswer(world, findPerson(world, user ?? world.identity.botUserId));
    return { profile };
  },
});

/** Everybody who still works here is about, day and night. */
export const usersGetPresence = defineMethod({
  ...base,
  name: 'users.getPresence',
  tier: 'tier3',
  args: z.object({ user: arg.optional }),
  run(world, { user }) {
    const person = findPerson(world, user ?? world.identity.botUserId);
    return { presence: person.kind === 'deactivated' ? 'away' : 'active' };
  },
});

export const usersConversations = defineMethod({
  name: 'users.conversations',
  scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  tier: 'tier2',
  takesJson: false,
  args: z.object({ user: arg.optional, types: arg.optional, exclude_archived: arg.flag, ...paged }),
  run(world, args) {
    const who = findPerson(world, args.user ?? world.identity.botUserId).id;
    const kinds = kindsIn(args.types);
    for (const kind of kinds) requireScopeFor(world, { kind }, 'read');
    const theirs = Object.values(world.state.channels).filter(
      (channel) =>
        kinds.has(channel.kind) &&
        isMember(channel, who) &&
        (channel.kind === 'public' || isMember(channel, world.identity.botUserId)) &&
        !(args.exclude_archived && channel.archived),
    );
    const { items, response_metadata } = pageOf(theirs, args);
    return { channels: items.map((channel) => channelAnswer(world, channel)), response_metadata };
  },
});

/** Nobody has set do-not-disturb hours; Slack says 1 for times that never come. */
export const dndInfo = defineMethod({
  name: 'dnd.info',
  scopes: ['dnd:read'],
  tier: 'tier3',
  takesJson: false,
  args: z.object({ user: arg.optional }),
  run(world, { user }) {
    findPerson(world, user ?? world.identity.botUserId);
    return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
  },
});
