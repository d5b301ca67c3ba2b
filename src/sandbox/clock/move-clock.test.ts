import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppClock } from './app-clock.ts';
import { type Clocked, createClockMover, type ClockMover } from './move-clock.ts';
import { createTimers } from './timers.ts';

const HOUR_MS = 3_600_000;
const nothing = { due: 0, unsent: 0, next: undefined };

let worlds: [Clocked, Clocked];
let app: AppClock;
let told: number[];
let isAppUp: boolean;
let mover: ClockMover;

beforeEach(() => {
  told = [];
  isAppUp = true;
  worlds = [clocked(), clocked()];
  app = { setClock: async (offsetMs) => void told.push(offsetMs), work: () => Promise.resolve(nothing) };
  mover = createClockMover(
    worlds,
    { setClock: (ms) => app.setClock(ms), work: () => app.work() },
    {
      momentMs: 30,
      unsentMs: 10,
      totalMs: 200,
    },
  );
});

afterEach(() => {
  for (const { timers } of worlds) timers.clear();
});

function clocked(): Clocked {
  const state = { clockOffsetMs: 0 };
  const now = () => new Date(Date.now() + state.clockOffsetMs);
  return {
    state,
    now,
    timers: createTimers(now),
    changed: () => undefined,
    events: { quiet: () => Promise.resolve(0) },
    app: { connected: () => isAppUp },
  };
}

test('all workspaces go by one clock, and the app is told first', async () => {
  const seen: number[] = [];
  app = { ...app, setClock: async () => void seen.push(worlds[1].state.clockOffsetMs) };

  const result = await mover.move({ byMs: HOUR_MS });

  expect(result).toEqual({ ok: true, moments: [] });
  expect(seen).toEqual([0]);
  expect(worlds.map(({ state }) => Math.round(state.clockOffsetMs / 1000))).toEqual([3600, 3600]);
});

test('moments of every workspace are gone through, and told', async () => {
  const due = [1, 2].map((hours) => new Date(Date.now() + hours * HOUR_MS));
  const ran: string[] = [];
  worlds[1].timers.at(due[0] ?? new Date(), () => void ran.push('second workspace'));
  worlds[0].timers.at(due[1] ?? new Date(), () => void ran.push('first workspace'));

  const result = await mover.move({ to: new Date(Date.now() + 3 * HOUR_MS).toISOString() });

  expect(ran).toEqual(['second workspace', 'first workspace']);
  expect(result).toEqual({ ok: true, moments: due.map((moment) => moment.toISOString()) });
});

test('the clock goes back to real time at once, and no other way back', async () => {
  await mover.move({ byMs: HOUR_MS });

  const back = await mover.move({ to: new Date().toISOString() });
  const reset = await mover.move({ reset: true });

  expect(back).toEqual({ ok: false, error: 'The clock only moves forward.' });
  expect(reset).toEqual({ ok: true });
  expect([worlds[0].state.clockOffsetMs, told.at(-1)]).toEqual([0, 0]);
});

test('one move at a time', async () => {
  const first = mover.move({ byMs: HOUR_MS });

  const second = await mover.move({ reset: true });

  expect(second).toEqual({ ok: false, error: 'The clock is still on its way. Try again when it has got there.' });
  expect(await first).toMatchObject({ ok: true });
  expect(mover.isMoving()).toBe(false);
});

test.each([
  [true, /^The app does not get done with what is due. The clock stands at \w{3}, .* GMT\.$/],
  [false, /^The app cannot be reached. The clock stands at /],
])('an app that leaves its work undone is told of, in words (up: %s)', async (isUp, words) => {
  isAppUp = isUp;
  app = { ...app, work: () => Promise.resolve({ due: 1, unsent: 0, next: undefined }) };

  const result = await mover.move({ byMs: HOUR_MS });

  expect(result).toEqual({ ok: false, error: expect.stringMatching(words) });
  expect(worlds[0].state.clockOffsetMs).toBe(0);
});

test('so is a database that does not answer, and the clock can be moved when it is back', async () => {
  app = { ...app, work: () => Promise.reject(new Error('connection refused')) };

  const result = await mover.move({ byMs: HOUR_MS });
  app = { ...app, work: () => Promise.resolve(nothing) };

  expect(result).toEqual({
    ok: false,
    error: expect.stringMatching(/^The app’s database does not answer: connection refused\. The clock stands at /),
  });
  expect(await mover.move({ byMs: HOUR_MS })).toMatchObject({ ok: true });
});
