import { sendEvent } from '../delivery/send-event.ts';
import { isMember } from '../state/channels.ts';
import { findPin, pinsOf, removePin } from '../state/pins.ts';
import type { Channel, Message } from '../state/state.ts';
import { pinAnswer } from '../web-api/pin-answer.ts';
import { tsNow } from '../web-api/answers.ts';
import type { World } from '../world.ts';

/** Pins a message to its channel; false if it was pinned already. */
export function pinMessage(world: World, channel: Channel, message: Message, by: string): boolean {
  if (findPin(world.state, channel.id, message.ts)) return false;
  pinsOf(world.state, channel.id).push({ ts: message.ts, by, at: Math.floor(world.now().getTime() / 1000) });
  world.changed();
  announce(world, 'pin_added', channel, message, by);
  return true;
}

/** False if it was not pinned. */
export function unpinMessage(world: World, channel: Channel, message: Message, by: string): boolean {
  const pin = findPin(world.state, channel.id, message.ts);
  if (!pin) return false;
  // Told while it is still pinned: the event says what the pin was.
  announce(world, 'pin_removed', channel, message, by);
  removePin(world.state, channel.id, message.ts);
  world.changed();
  return true;
}

function announce(
  world: World,
  type: 'pin_added' | 'pin_removed',
  channel: Channel,
  message: Message,
  by: string,
): void {
  if (!isMember(channel, world.identity.botUserId)) return;
  const count = pinsOf(world.state, channel.id).length;
  sendEvent(world, type, {
    type,
    user: by,
    channel_id: channel.id,
    item: pinAnswer(world, message),
    item_user: message.user,
    pin_count: type === 'pin_added' ? count : count - 1,
    ...(type === 'pin_removed' ? { has_pins: count > 1 } : {}),
    event_ts: tsNow(world),
  });
}
