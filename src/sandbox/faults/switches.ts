import type { Switches } from '../protocol.ts';

/** All off. */
export function createSwitches(): Switches {
  return { tokenRevoked: false, freePlan: false, duplicateEvents: false, shuffleEvents: false };
}
