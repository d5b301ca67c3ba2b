import type { Row } from './row.ts';

const nobody = () => ({ user: 'U0NOBODY' });

export const users: readonly Row[] = [
  {
    method: 'users.info',
    good: () => ({ user: 'U0ANA', include_locale: true }),
    refusals: { invalid_arguments: () => ({}), user_not_found: nobody },
  },
  {
    method: 'users.list',
    good: () => ({ limit: 5 }),
    refusals: { invalid_limit: () => ({ limit: 'many' }), invalid_cursor: () => ({ cursor: 'abc' }) },
  },
  {
    method: 'users.lookupByEmail',
    good: () => ({ email: 'Ana@northwind-support.example' }),
    refusals: {
      users_not_found: () => ({ email: 'nobody@northwind-support.example' }),
      'users_not_found deactivated': () => ({ email: 'hugo@northwind-support.example' }),
    },
  },
  { method: 'users.profile.get', good: () => ({ user: 'U0ANA' }), refusals: { user_not_found: nobody } },
  { method: 'users.getPresence', good: () => ({ user: 'U0ANA' }), refusals: { user_not_found: nobody } },
  {
    method: 'users.conversations',
    good: () => ({ types: 'public_channel,private_channel,im' }),
    refusals: {
      user_not_found: nobody,
      invalid_types: () => ({ types: 'rooms' }),
      invalid_cursor: () => ({ cursor: 'abc' }),
    },
  },
  { method: 'dnd.info', good: () => ({ user: 'U0ANA' }), refusals: { user_not_found: nobody } },
];
