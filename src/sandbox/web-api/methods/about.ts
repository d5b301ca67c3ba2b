import { z } from 'zod';
import { channelAnswer, userAnswer } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { pageOf } from '../paging.ts';
import { SlackRefusal } from '../refusal.ts';

/** Who the app is, who the people are, what the workspace is. */
export const apiTest = defineMethod({
  name: 'api.test',
  token: 'none',
  tier: 'tier4',
  args: z.object({ error: arg.optional }),
  run(_world, { error }) {
    if (error) throw new SlackRefusal(error, { args: { error } });
    return { args: {} };
  },
});

export const authTest = defineMethod({
  name: 'auth.test',
  tier: 'special',
  args: z.object({}),
  run({ state, identity, manifest }) {
    return {
      url: `https://${state.workspace.domain}.slack.com/`,
      team: state.workspace.name,
      user: manifest.appName.toLowerCase(),
      team_id: state.workspace.id,
      user_id: identity.botUserId,
      bot_id: identity.botId,
      is_enterprise_install: false,
    };
  },
});

export const teamInfo = defineMethod({
  name: 'team.info',
  scopes: ['team:read'],
  tier: 'tier3',
  args: z.object({ team: arg.optional }),
  run({ state }, { team }) {
    if (team && team !== state.workspace.id) throw new SlackRefusal('team_not_found');
    return { team: { ...state.workspace, email_domain: '', icon: {} } };
  },
});

export const usersInfo = defineMethod({
  name: 'users.info',
  scopes: ['users:read'],
  tier: 'tier4',
  args: z.object({ user: arg.text }),
  run(world, { user }) {
    const person = world.state.people[user];
    if (!person) throw new SlackRefusal('user_not_found');
    return { user: userAnswer(world, person) };
  },
});

export const usersList = defineMethod({
  name: 'users.list',
  scopes: ['users:read'],
  tier: 'tier2',
  args: z.object({ limit: arg.limit(100, 1000), cursor: arg.optional }),
  run(world, { limit, cursor }) {
    const { items, response_metadata } = pageOf(Object.values(world.state.people), limit, cursor);
    return { members: items.map((person) => userAnswer(world, person)), cache_ts: 0, response_metadata };
  },
});

export const usersConversations = defineMethod({
  name: 'users.conversations',
  scopes: ['channels:read', 'groups:read', 'im:read'],
  tier: 'tier2',
  args: z.object({ user: arg.optional, types: arg.optional, limit: arg.limit(100, 999), cursor: arg.optional }),
  run(world, { user, types, limit, cursor }) {
    const who = user ?? world.identity.botUserId;
    const kinds = new Set((types ?? 'public_channel').split(',').map((type) => type.trim()));
    const theirs = Object.values(world.state.channels).filter(
      (channel) => channel.members.includes(who) && kinds.has(channel.kind === 'dm' ? 'im' : `${channel.kind}_channel`),
    );
    const { items, response_metadata } = pageOf(theirs, limit, cursor);
    return { channels: items.map((channel) => channelAnswer(world, channel)), response_metadata };
  },
});
