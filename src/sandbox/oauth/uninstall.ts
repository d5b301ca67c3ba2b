import { ActProblem, done } from '../acts/result.ts';
import { sendEvent } from '../delivery/send-event.ts';
import type { Act, ActResult } from '../protocol.ts';
import { own } from '../state/own.ts';
import type { World } from '../world.ts';

/** A person removes the app from the workspace: its token is dead at once, and it is told so twice over. */
export function uninstall(world: World, act: Extract<Act, { type: 'uninstall' }>): ActResult {
  if (own(world.state.people, act.as)?.kind !== 'full') throw new ActProblem('guests cannot remove apps');
  const { access, identity } = world;
  if (!access.isRemovable()) throw new ActProblem('the app of this sandbox is there by its token and stays');
  // Told by the subscriptions it still has.
  sendEvent(world, 'app_uninstalled', { type: 'app_uninstalled' });
  sendEvent(world, 'tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: [identity.botUserId] } });
  access.uninstall();
  for (const user of Object.keys(world.state.openModals)) delete world.state.openModals[user];
  world.changed();
  return done;
}
