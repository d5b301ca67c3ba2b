import { newId } from '../state/ids.ts';
import type { World } from '../world.ts';

/** Sends an event the manifest subscribes to, and again up to three times if the app does not take it. Does not wait. */
export function sendEvent(world: World, subscription: string, event: Record<string, unknown>): void {
  if (!world.manifest.events.has(subscription)) return;
  void deliver(world, envelope(world, event));
}

async function deliver(world: World, payload: Record<string, unknown>): Promise<void> {
  let delivered = await world.app.send({ kind: 'events_api', payload });
  for (const [index, pause] of world.eventRetriesMs.entries()) {
    if (delivered.ok || delivered.noRetry) return;
    const { reason } = delivered;
    await pauseFor(pause);
    delivered = await world.app.send({ kind: 'events_api', payload, retry: { num: index + 1, reason } });
  }
}

/** Does not keep the process alive: an event that waits for its repetition is lost when the workspace stops. */
function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
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
