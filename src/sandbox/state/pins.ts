import type { Pin, SlackState } from './state.ts';

export function pinsOf(state: SlackState, channel: string): Pin[] {
  return (state.pins[channel] ??= []);
}

export function findPin(state: SlackState, channel: string, ts: string): Pin | undefined {
  return state.pins[channel]?.find((pin) => pin.ts === ts);
}

/** Takes a pin out; false if that message was not pinned. */
export function removePin(state: SlackState, channel: string, ts: string): boolean {
  if (!findPin(state, channel, ts)) return false;
  state.pins[channel] = pinsOf(state, channel).filter((pin) => pin.ts !== ts);
  return true;
}
