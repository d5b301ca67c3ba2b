import { done } from '../acts/result.ts';
import type { ActResult, ClockMove } from '../protocol.ts';
import type { World } from '../world.ts';
import type { AppClock } from './app-clock.ts';
import { earlier, goThrough, type Passage, type Patience, PATIENCE, type Timed } from './go-through.ts';

/** The clock as people move it: one for all workspaces, since the app in them has only one. */
export interface ClockMover {
  /** Forward, through every moment at which something is due, or back to real time at once. A second move at a time is refused. */
  move(move: ClockMove): Promise<ActResult>;
  isMoving(): boolean;
}

/** As much of a workspace as has to do with time. */
export type Clocked = Pick<World, 'timers' | 'now' | 'changed'> & {
  readonly state: { clockOffsetMs: number };
  readonly events: Pick<World['events'], 'quiet'>;
  readonly app: Pick<World['app'], 'connected'>;
};

type ClockedWorlds = readonly [Clocked, ...Clocked[]];

export const STILL_MOVING = 'The clock is still on its way. Try again when it has got there.';

export function createClockMover(worlds: ClockedWorlds, app: AppClock, patience: Patience = PATIENCE): ClockMover {
  const [first] = worlds;
  const timed = timedOf(worlds, app);
  let isMoving = false;

  async function moveOnce(move: ClockMove): Promise<ActResult> {
    if ('reset' in move) {
      await putOffset(worlds, app, 0);
      return done;
    }
    const now = first.now();
    const target = 'to' in move ? new Date(move.to) : new Date(now.getTime() + move.byMs);
    if (target < now) return { ok: false, error: 'The clock only moves forward.' };
    return inWords(first, await goThrough(timed, target, patience));
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
        return { ok: false, error: `The app’s database does not answer: ${why}. ${standsAt(first)}` };
      } finally {
        isMoving = false;
      }
    },
  };
}

function timedOf(worlds: ClockedWorlds, app: AppClock): Timed {
  const [first] = worlds;
  return {
    app,
    now: () => first.now(),
    timers: {
      next: () => worlds.map(({ timers }) => timers.next()).reduce(earlier, undefined),
      runDue: async () => void (await Promise.all(worlds.map(({ timers }) => timers.runDue()))),
    },
    put: (moment) => putOffset(worlds, app, Math.max(moment.getTime() - Date.now(), first.state.clockOffsetMs)),
    quiet: async () => sum(await Promise.all(worlds.map(({ events }) => events.quiet()))),
  };
}

/** The app hears of it before the workspaces go by it. */
async function putOffset(worlds: ClockedWorlds, app: AppClock, offsetMs: number): Promise<void> {
  await app.setClock(offsetMs);
  for (const world of worlds) {
    world.state.clockOffsetMs = offsetMs;
    world.timers.rearm();
    world.changed();
  }
}

function inWords(world: Clocked, passage: Passage): ActResult {
  if (passage.ok) return { ok: true, moments: passage.moments.map((moment) => moment.toISOString()) };
  if (passage.why === 'too much on the way')
    return { ok: false, error: `There is much to do on the way. ${standsAt(world)} Move it on from there.` };
  const what = world.app.connected() ? 'The app does not get done with what is due' : 'The app cannot be reached';
  return { ok: false, error: `${what}. ${standsAt(world)}` };
}

function standsAt(world: Clocked): string {
  return `The clock stands at ${world.now().toUTCString()}.`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
