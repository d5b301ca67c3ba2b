import { newId } from '../state/ids.ts';
import type { World } from '../world.ts';

/** Sends an event if the manifest subscribes to it. Does not wait. */
export function sendEvent(world: World, subscription: string, event: Record<string, unknown>): void {
  if (world.manifest.events.has(subscription)) world.events.send(envelope(world, event));
}

function envelope(world: World, event: Record<string, unknown>): Record<string, unknown> {
  const { identity, state } = world;
  return {
    token: identity.verificationToken,
    team_id: state.workspace.id,
    context_team_id: state.workspace.id,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(world.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: state.workspace.id,
        user_id: identity.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${newId('')}`,
  };
}
