import type { Channel, Stamp } from '../state/state.ts';
import type { World } from '../world.ts';

type Answer = Record<string, unknown>;

interface Detail {
  /** Whether the app is in it. */
  readonly isMember?: boolean;
  /** How many are in it. */
  readonly memberCount?: boolean;
}

/** A conversation as Slack shows it to the app; some methods say more of it than others. */
export function channelAnswer(world: World, channel: Channel, detail: Detail = {}): Answer {
  const bot = world.identity.botUserId;
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: world.state.workspace.id,
    updated: channel.created * 1000,
  };
  if (channel.kind === 'dm') {
    return { ...common, is_im: true, user: channel.members.find((member) => member !== bot) ?? bot };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    shared_team_ids: [world.state.workspace.id],
    ...(detail.isMember ? { is_member: channel.members.includes(bot) } : {}),
    creator: channel.creator ?? channel.members[0] ?? '',
    topic: said(channel.topic, channel.topicSet),
    purpose: said(channel.purpose ?? '', channel.purposeSet),
    previous_names: channel.previousNames ?? [],
    unlinked: 0,
    ...(detail.memberCount ? { num_members: channel.members.length } : {}),
  };
}

function said(value: string, set: Stamp | undefined): Answer {
  return { value, creator: set?.by ?? '', last_set: set?.at ?? 0 };
}
