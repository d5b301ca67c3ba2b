import type { Row } from './row.ts';

export const about: readonly Row[] = [
  { method: 'api.test', good: () => ({}), refusals: { my_error: () => ({ error: 'my_error' }) } },
  { method: 'auth.test', good: () => ({}), refusals: {} },
  { method: 'auth.revoke', good: () => ({ test: true }), refusals: {} },
  { method: 'team.info', good: () => ({}), refusals: { team_not_found: () => ({ team: 'T0ELSE' }) } },
  { method: 'bots.info', good: () => ({ bot: 'B0FLOORWALK' }), refusals: { bot_not_found: () => ({ bot: 'B0ELSE' }) } },
  { method: 'emoji.list', good: () => ({}), refusals: {} },
  { method: 'apps.connections.open', good: () => ({}), refusals: {} },
  {
    method: 'apps.event.authorizations.list',
    good: () => ({ event_context: '4-ABC123' }),
    refusals: { invalid_arguments: () => ({}), invalid_event_context: () => ({ event_context: 'made up' }) },
  },
];
