import { announceHomeOpened } from '../delivery/announce.ts';
import type { Act, ActResult } from '../protocol.ts';
import { openDm } from '../state/channels.ts';
import type { World } from '../world.ts';
import { personIn } from './places.ts';
import { done } from './result.ts';

/** Opens the app's Home tab: the app gets app_home_opened, each time. */
export function openHome(world: World, act: Extract<Act, { type: 'open_home' }>): ActResult {
  personIn(world, act.as);
  const channel = openDm(world.state, act.as, world.identity.botUserId, world.now());
  world.changed();
  announceHomeOpened(world, act.as, channel, world.state.views[world.state.homes[act.as] ?? '']);
  return done;
}
