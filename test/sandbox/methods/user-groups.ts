import type { Bench } from './bench.ts';
import type { Row } from './row.ts';

const made = (bench: Bench, name = 'Crew') =>
  bench.get('usergroups.create', { name, handle: name.toLowerCase() }, 'usergroup.id');

function onFreePlan(args: Readonly<Record<string, unknown>> = {}) {
  return (bench: Bench) => {
    Object.assign(bench.workspace.world.switches, { freePlan: true });
    return { usergroup: 'S0', name: 'x', users: 'U0ANA', ...args };
  };
}

const common: Row['refusals'] = {
  no_such_subteam: () => ({ usergroup: 'S0', users: 'U0ANA' }),
  paid_teams_only: onFreePlan(),
};

async function off(bench: Bench): Promise<{ usergroup: string }> {
  const usergroup = await made(bench);
  await bench.call('usergroups.disable', { usergroup });
  return { usergroup };
}

export const userGroups: readonly Row[] = [
  {
    method: 'usergroups.create',
    good: () => ({ name: 'Night shift', handle: 'night', channels: 'C0CARE', description: 'Till six' }),
    refusals: {
      paid_teams_only: onFreePlan(),
      invalid_arguments: () => ({}),
      name_already_exists: async (bench) => {
        await made(bench);
        return { name: 'Crew', handle: 'others' };
      },
      handle_already_exists: async (bench) => {
        await made(bench);
        return { name: 'Others', handle: 'crew' };
      },
      'handle_already_exists person': () => ({ name: 'Ana fans', handle: 'ana' }),
      channel_not_found: () => ({ name: 'Others', channels: 'C0NOWHERE' }),
    },
  },
  {
    method: 'usergroups.list',
    good: async (bench) => {
      await made(bench);
      return { include_users: true, include_count: true, include_disabled: true };
    },
    refusals: { paid_teams_only: onFreePlan() },
  },
  {
    method: 'usergroups.update',
    good: async (bench) => ({ usergroup: await made(bench), name: 'All leads', description: 'x' }),
    refusals: {
      ...common,
      name_already_exists: async (bench) => {
        await made(bench, 'Managers');
        return { usergroup: await made(bench), name: 'Managers' };
      },
      handle_already_exists: async (bench) => ({ usergroup: await made(bench), handle: 'care' }),
    },
  },
  {
    method: 'usergroups.disable',
    good: async (bench) => ({ usergroup: await made(bench) }),
    refusals: { ...common, already_disabled: off },
  },
  {
    method: 'usergroups.enable',
    good: off,
    refusals: { ...common, already_enabled: async (bench) => ({ usergroup: await made(bench) }) },
  },
  {
    method: 'usergroups.users.list',
    good: async (bench) => ({ usergroup: await made(bench) }),
    refusals: { ...common, 'no_such_subteam disabled': off },
  },
  {
    method: 'usergroups.users.update',
    good: async (bench) => ({ usergroup: await made(bench), users: 'U0LEO,U0DANA' }),
    beyondSamples: ['usergroup.user_count'],
    refusals: {
      ...common,
      no_users_provided: async (bench) => ({ usergroup: await made(bench) }),
      invalid_users: async (bench) => ({ usergroup: await made(bench), users: 'U0LEO,U0NOBODY' }),
      'invalid_users deactivated': async (bench) => ({ usergroup: await made(bench), users: 'U0HUGO' }),
    },
  },
];
