import { z } from 'zod';
import { defineMethod } from '../method.ts';

/** Where to connect for Socket Mode, once; asks for the app-level token. */
export const appsConnectionsOpen = defineMethod({
  name: 'apps.connections.open',
  token: 'app',
  tier: 'tier3',
  args: z.object({}),
  run(world) {
    const url = new URL('/link/', world.baseUrl.replace(/^http/, 'ws'));
    url.searchParams.set('ticket', world.tickets.issue());
    url.searchParams.set('app_id', world.identity.appId);
    return { url: url.href };
  },
});
