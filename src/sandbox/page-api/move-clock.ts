import type { ActResult, ClockMove } from '../protocol.ts';
import { done } from '../acts/result.ts';
import type { World } from '../world.ts';

/** Makes the new offset known to the app, before the workspace itself goes by it. */
export type TellClock = (offsetMs: number) => Promise<void>;

/** Moves the sandbox's clock forward, or back to real time. */
export async function moveClock(world: World, move: ClockMove, tell: TellClock): Promise<ActResult> {
  const offsetMs = offsetAfter(world, move);
  if (!('reset' in move) && offsetMs < world.state.clockOffsetMs)
    return { ok: false, error: 'The clock only moves forward.' };
  await tell(offsetMs);
  world.state.clockOffsetMs = offsetMs;
  world.timers.rearm();
  world.changed();
  return done;
}

function offsetAfter(world: World, move: ClockMove): number {
  if ('reset' in move) return 0;
  if ('byMs' in move) return world.state.clockOffsetMs + move.byMs;
  return world.state.clockOffsetMs + Date.parse(move.to) - world.now().getTime();
}
