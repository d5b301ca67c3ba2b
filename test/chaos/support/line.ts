import { setTimeout as pause } from 'node:timers/promises';
import type { AppLink, AppRequest } from '../../../src/sandbox/delivery/app-link.ts';
import type { World } from '../../../src/sandbox/world.ts';
import type { Dice } from './dice.ts';

/** The share of requests that Slack delivers more than once when it has a bad day. */
const REPEATED = 0.2;
const MOST_COPIES = 3;
const LATE_MS = [0, 4_000] as const;

/**
 * Puts a line between the workspace and the app that knows which events the app has not taken yet. With `repeats` it
 * also delivers some requests again, at once or seconds later, whatever became of the first delivery.
 */
export function layLine(world: World, repeats?: Dice): ReadonlySet<string> {
  const untold = new Set<string>();
  const { app } = world;
  const again = async (request: AppRequest, afterMs: number) => {
    await pause(afterMs, undefined, { ref: false });
    await app.send(request);
  };
  const line: AppLink = {
    connected: () => app.connected(),
    async send(request) {
      const eventId = String(request.payload['event_id']);
      if (request.kind === 'events_api') untold.add(eventId);
      if (repeats && canRepeat(request)) for (const afterMs of copies(repeats)) void again(request, afterMs);
      const delivered = await app.send(request);
      if (delivered.ok) untold.delete(eventId);
      return delivered;
    },
  };
  Object.assign(world, { app: line });
  return untold;
}

/** A second slash command would open a second form, with a trigger that is used up: that is no repeat of anything stored. */
function canRepeat({ kind, payload }: AppRequest): boolean {
  return kind === 'events_api' || (kind === 'interactive' && payload['type'] !== 'block_suggestion');
}

function copies(dice: Dice): number[] {
  if (dice.roll() >= REPEATED) return [];
  const count = 1 + Math.floor(dice.roll() * MOST_COPIES);
  return Array.from({ length: count }, () => dice.between(...LATE_MS) * (dice.roll() < 0.5 ? 0 : 1));
}
