import { done } from '../acts/result.ts';
import type { ActResult, ClockMove } from '../protocol.ts';
import type { Worlds } from '../worlds.ts';
import type { AppClock } from './app-clock.ts';
import { earlier, goThrough, type Passage, PATIENCE, type Timed } from './go-through.ts';

/** The clock as people move it: one for all workspaces, since the app in them has only one. */
export interface ClockMover {
  /** Forward, through every moment at which something is due, or back to real time at once. A second move at a time is refused. */
  move(move: ClockMove): Promise<ActResult>;
  isMoving(): boolean;
}

export const STILL_MOVING = 'The clock is still on its way. Try again when it has got there.';

export function createClockMover(worlds: Worlds, app: AppClock, patience = PATIENCE): ClockMover {
  const [first] = worlds;
  const now = (): Date => first.now();
  let isMoving = false;

  /** The app hears of it before the workspaces go by it. */
  async function put(offsetMs: number): Promise<void> {
    await app.setClock(offsetMs);
    for (const world of worlds) {
      world.state.clockOffsetMs = offsetMs;
      world.timers.rearm();
      world.changed();
    }
  }

  const timed: Timed = {
    app,
    now,
    timers: {
      next: () => worlds.map(({ timers }) => timers.next()).reduce(earlier, undefined),
      runDue: async () => void (await Promise.all(worlds.map(({ timers }) => timers.runDue()))),
    },
    put: (moment) => put(Math.max(moment.getTime() - Date.now(), first.state.clockOffsetMs)),
    quiet: async () => void (await Promise.all(worlds.map(({ events }) => events.quiet()))),
  };

  function inWords(passage: Passage): ActResult {
    if (passage.ok) return { ok: true, moments: passage.moments.map((moment) => moment.toISOString()) };
    const standsAt = `The clock stands at ${now().toUTCString()}.`;
    if (passage.why === 'too much on the way')
      return { ok: false, error: `There is much to do on the way. ${standsAt} Move it on from there.` };
    const what = first.app.connected() ? 'The app does not get done with what is due' : 'The app cannot be reached';
    return { ok: false, error: `${what}. ${standsAt}` };
  }

  async function moveOnce(move: ClockMove): Promise<ActResult> {
    if ('reset' in move) {
      await put(0);
      return done;
    }
    const target = 'to' in move ? new Date(move.to) : new Date(now().getTime() + move.byMs);
    if (target < now()) return { ok: false, error: 'The clock only moves forward.' };
    return inWords(await goThrough(timed, target, patience));
  }

  return {
    isMoving: () => isMoving,
    async move(move) {
      if (isMoving) return { ok: false, error: STILL_MOVING };
      isMoving = true;
      try {
        return await moveOnce(move);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return {
          ok: false,
          error: `The app’s database does not answer: ${why}. The clock stands at ${now().toUTCString()}.`,
        };
      } finally {
        isMoving = false;
      }
    },
  };
}
