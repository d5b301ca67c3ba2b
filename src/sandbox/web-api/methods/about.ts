import { z } from 'zod';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';

/** Who the app is and what the workspace is. */
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

/** From then on every call is `token_revoked`, until somebody switches that off in the workshop. */
export const authRevoke = defineMethod({
  name: 'auth.revoke',
  tier: 'tier3',
  args: z.object({ test: arg.flag }),
  run(world, { test }) {
    if (!test) Object.assign(world.switches, { tokenRevoked: true });
    return { revoked: !test };
  },
});

export const teamInfo = defineMethod({
  name: 'team.info',
  scopes: ['team:read'],
  tier: 'tier3',
  takesJson: false,
  args: z.object({ team: arg.optional }),
  run({ state }, { team }) {
    if (team && team !== state.workspace.id) throw new SlackRefusal('team_not_found');
    const { id, name, domain } = state.workspace;
    const url = `https://${domain}.slack.com/`;
    return { team: { id, name, domain, url, email_domain: `${domain}.example`, icon: { image_default: true } } };
  },
});

export const botsInfo = defineMethod({
  name: 'bots.info',
  scopes: ['users:read'],
  tier: 'tier3',
  takesJson: false,
  args: z.object({ bot: arg.optional }),
  run({ identity, manifest }, { bot }) {
    if (bot === undefined) return {};
    if (bot !== identity.botId) throw new SlackRefusal('bot_not_found');
    const { botId: id, appId, botUserId } = identity;
    return {
      bot: { id, deleted: false, name: manifest.appName, updated: 0, app_id: appId, user_id: botUserId, icons: {} },
    };
  },
});

/** The workspace has no emoji of its own. */
export const emojiList = defineMethod({
  name: 'emoji.list',
  scopes: ['emoji:read'],
  tier: 'tier2',
  takesJson: false,
  args: z.object({}),
  run: () => ({ emoji: {}, cache_ts: '0' }),
});
