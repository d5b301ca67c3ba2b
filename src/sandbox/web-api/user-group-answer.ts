import type { UserGroup } from '../state/state.ts';
import type { World } from '../world.ts';

/** A user group as Slack shows it; its people and their number only where they were asked for. */
export function userGroupAnswer(
  world: World,
  group: UserGroup,
  options: { users?: boolean; count?: boolean } = { users: true, count: true },
): Record<string, unknown> {
  return {
    id: group.id,
    team_id: world.state.workspace.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: group.created.at,
    date_update: group.updated.at,
    date_delete: group.disabled?.at ?? 0,
    auto_provision: false,
    enterprise_subteam_id: '',
    created_by: group.created.by,
    updated_by: group.updated.by,
    deleted_by: group.disabled?.by ?? null,
    prefs: { channels: group.channels, groups: [] },
    channel_count: group.channels.length,
    ...(options.users ? { users: group.users } : {}),
    ...(options.count ? { user_count: group.users.length } : {}),
  };
}
