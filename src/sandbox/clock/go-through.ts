import { setTimeout as sleep } from 'node:timers/promises';
import type { AppClock, AppWork } from './app-clock.ts';
import type { Timers } from './timers.ts';

/** What has a clock and things that wait for it. */
export interface Timed {
  readonly app: AppClock;
  readonly timers: Pick<Timers, 'next' | 'runDue'>;
  now(): Date;
  /** Puts the clock there, for the app first; never back. */
  put(moment: Date): Promise<void>;
  /** Resolves when nothing that was sent to the app still waits for its answer, with how much that has been so far. */
  quiet(): Promise<number>;
}

/** How long it waits for the app, in milliseconds of real time. */
export interface Patience {
  /** For the work of one moment: a call to Slack may take 10 s. */
  readonly momentMs: number;
  /** For messages of one moment that only wait for their turn; then they follow later. */
  readonly unsentMs: number;
  readonly totalMs: number;
}

export const PATIENCE: Patience = { momentMs: 12_000, unsentMs: 5_000, totalMs: 60_000 };

export type Passage =
  | { readonly ok: true; readonly moments: readonly Date[] }
  /** It stopped at the last moment it got to. */
  | { readonly ok: false; readonly why: 'unfinished work' | 'too much on the way' };

const SHORTEST_LOOK_MS = 2;
const LONGEST_LOOK_MS = 40;

/**
 * Lets time pass until `target`: puts the clock on each moment at which something is due, of the workspace or of the app,
 * and goes on when that is done.
 */
export async function goThrough(timed: Timed, target: Date, patience: Patience = PATIENCE): Promise<Passage> {
  const began = performance.now();
  const moments: Date[] = [];
  for (;;) {
    const work = await workDone(timed, patience);
    if (!work) return { ok: false, why: 'unfinished work' };
    const next = earlier(timed.timers.next(), work.next);
    if (!next || next > target) break;
    if (performance.now() - began > patience.totalMs) return { ok: false, why: 'too much on the way' };
    if (next <= timed.now()) {
      // Due by one clock and not yet by the other, which may be a trifle apart.
      await sleep(SHORTEST_LOOK_MS);
    } else {
      await timed.put(next);
      moments.push(next);
    }
    await timed.timers.runDue();
  }
  await timed.put(target);
  return { ok: true, moments };
}

/** Waits until the app has done what is due and has heard of what came of it; undefined when it does not get there. */
async function workDone(timed: Timed, patience: Patience): Promise<AppWork | undefined> {
  const began = performance.now();
  for (let lookMs = SHORTEST_LOOK_MS; ; lookMs = Math.min(lookMs * 1.5, LONGEST_LOOK_MS)) {
    const sent = await timed.quiet();
    const work = await timed.app.work();
    const isQuiet = (await timed.quiet()) === sent;
    const tookMs = performance.now() - began;
    if (isQuiet && work.due === 0 && (work.unsent === 0 || tookMs > patience.unsentMs)) return work;
    if (tookMs > patience.momentMs) return undefined;
    await sleep(lookMs);
  }
}

export function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}
