import { z } from 'zod';
import { changeUserGroup, createUserGroup, setPeopleOfGroup, switchUserGroup } from '../../operations/user-groups.ts';
import { own } from '../../state/own.ts';
import type { UserGroup } from '../../state/state.ts';
import { isHandleTaken, userGroups } from '../../state/user-groups.ts';
import type { World } from '../../world.ts';
import { findChannel } from '../access.ts';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';
import { userGroupAnswer } from '../user-group-answer.ts';

const READ = { scopes: ['usergroups:read'], tier: 'tier2', takesJson: false } as const;
const WRITE = { scopes: ['usergroups:write'], tier: 'tier2' } as const;
const which = { usergroup: arg.text, include_count: arg.flag };
const words = { handle: arg.optional, description: arg.optional, channels: arg.list };

/** Groups of people with a handle; only where the workspace is paid for. */
export const usergroupsCreate = defineMethod({
  ...WRITE,
  name: 'usergroups.create',
  args: z.object({ name: arg.text, ...words, include_count: arg.flag }),
  run(world, args) {
    requirePaidPlan(world);
    const handle = args.handle ?? args.name.toLowerCase().replaceAll(/[^\p{L}\p{N}_-]+/gu, '-');
    refuseTaken(world, { name: args.name, handle });
    const channels = args.channels.map((id) => findChannel(world, id).id);
    const said = { name: args.name, handle, description: args.description ?? '', channels };
    return answer(world, createUserGroup(world, said, world.identity.botUserId), args);
  },
});

export const usergroupsUpdate = defineMethod({
  ...WRITE,
  name: 'usergroups.update',
  args: z.object({ ...which, name: arg.optional, ...words }),
  run(world, args) {
    const group = find(world, args.usergroup);
    refuseTaken(world, args, group.id);
    const change = {
      ...(args.name ? { name: args.name } : {}),
      ...(args.handle ? { handle: args.handle } : {}),
      ...(args.description === undefined ? {} : { description: args.description }),
      ...(args.channels.length > 0 ? { channels: args.channels.map((id) => findChannel(world, id).id) } : {}),
    };
    changeUserGroup(world, group, change, world.identity.botUserId);
    return answer(world, group, args);
  },
});

export const usergroupsDisable = defineMethod({
  ...WRITE,
  name: 'usergroups.disable',
  args: z.object(which),
  run(world, args) {
    const group = find(world, args.usergroup);
    if (group.disabled) throw new SlackRefusal('already_disabled');
    switchUserGroup(world, group, false, world.identity.botUserId);
    return answer(world, group, args);
  },
});

export const usergroupsEnable = defineMethod({
  ...WRITE,
  name: 'usergroups.enable',
  args: z.object(which),
  run(world, args) {
    const group = find(world, args.usergroup);
    if (!group.disabled) throw new SlackRefusal('already_enabled');
    switchUserGroup(world, group, true, world.identity.botUserId);
    return answer(world, group, args);
  },
});

export const usergroupsList = defineMethod({
  ...READ,
  name: 'usergroups.list',
  args: z.object({ include_users: arg.flag, include_count: arg.flag, include_disabled: arg.flag }),
  run(world, args) {
    requirePaidPlan(world);
    const groups = userGroups(world.state, { disabled: args.include_disabled });
    const detail = { users: args.include_users, count: args.include_count };
    return { usergroups: groups.map((group) => userGroupAnswer(world, group, detail)) };
  },
});

export const usergroupsUsersList = defineMethod({
  ...READ,
  name: 'usergroups.users.list',
  args: z.object({ usergroup: arg.text, include_disabled: arg.flag }),
  run(world, args) {
    const group = find(world, args.usergroup);
    if (group.disabled && !args.include_disabled) throw new SlackRefusal('no_such_subteam');
    return { users: group.users };
  },
});

/** Replaces the whole list; a group is never left without people this way. */
export const usergroupsUsersUpdate = defineMethod({
  ...WRITE,
  name: 'usergroups.users.update',
  args: z.object({ ...which, users: arg.list }),
  run(world, args) {
    const group = find(world, args.usergroup);
    if (args.users.length === 0) throw new SlackRefusal('no_users_provided');
    const isMember = (id: string): boolean => {
      const kind = own(world.state.people, id)?.kind;
      return kind !== undefined && kind !== 'deactivated' && kind !== 'stranger';
    };
    if (!args.users.every(isMember)) throw new SlackRefusal('invalid_users');
    setPeopleOfGroup(world, group, [...new Set(args.users)], world.identity.botUserId);
    return answer(world, group, { include_count: true });
  },
});

function requirePaidPlan(world: World): void {
  if (world.switches.freePlan) throw new SlackRefusal('paid_teams_only');
}

function find(world: World, id: string): UserGroup {
  requirePaidPlan(world);
  const group = own(world.state.userGroups, id);
  if (!group) throw new SlackRefusal('no_such_subteam');
  return group;
}

function refuseTaken(
  world: World,
  { name, handle }: { name?: string | undefined; handle?: string | undefined },
  except?: string,
): void {
  const others = userGroups(world.state, { disabled: true }).filter((group) => group.id !== except);
  if (others.some((group) => group.name === name)) throw new SlackRefusal('name_already_exists');
  if (handle && isHandleTaken(world.state, handle, except)) throw new SlackRefusal('handle_already_exists');
}

function answer(world: World, group: UserGroup, args: { include_count: boolean }): Record<string, unknown> {
  return { usergroup: userGroupAnswer(world, group, { users: true, count: args.include_count }) };
}
