import { z } from 'zod';
import { arg, defineMethod } from '../method.ts';
import { paged, pageOf } from '../paging.ts';
import { SlackRefusal } from '../refusal.ts';

/** Where to connect for Socket Mode, once; asks for the app-level token. */
export const appsConnectionsOpen = defineMethod({
  name: 'apps.connections.open',
  token: 'app',
  scopes: ['connections:write'],
  tier: 'tier3',
  args: z.object({}),
  run(world) {
    const url = new URL('/link/', world.baseUrl.replace(/^http/, 'ws'));
    url.searchParams.set('ticket', world.tickets.issue());
    url.searchParams.set('app_id', world.identity.appId);
    return { url: url.href };
  },
});

/** For whom an event was sent: here always the app's one installation. */
export const appsEventAuthorizationsList = defineMethod({
  name: 'apps.event.authorizations.list',
  token: 'app',
  scopes: ['authorizations:read'],
  tier: 'tier4',
  args: z.object({ event_context: arg.text, ...paged }),
  run({ state, identity }, args) {
    if (!/^\d-[A-Z0-9]+$/.test(args.event_context)) throw new SlackRefusal('invalid_event_context');
    const authorization = {
      enterprise_id: null,
      team_id: state.workspace.id,
      user_id: identity.botUserId,
      is_bot: true,
      is_enterprise_install: false,
    };
    return { authorizations: pageOf([authorization], args).items };
  },
});
