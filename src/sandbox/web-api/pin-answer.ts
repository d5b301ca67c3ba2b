import { findPin } from '../state/pins.ts';
import type { Message } from '../state/state.ts';
import type { World } from '../world.ts';
import { messageAnswer } from './answers.ts';

/** A pinned message as pins.list and the pin events show it. */
export function pinAnswer(world: World, message: Message): Record<string, unknown> {
  const pin = findPin(world.state, message.channel, message.ts);
  return {
    type: 'message',
    channel: message.channel,
    created: pin?.at ?? 0,
    created_by: pin?.by ?? '',
    message: messageAnswer(world, message, { metadata: false }),
  };
}
