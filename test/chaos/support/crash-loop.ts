import { setTimeout as pause } from 'node:timers/promises';
import type { RealApp } from '../../support/real-app.ts';
import type { Dice } from './dice.ts';
import type { Office } from './office.ts';
import type { Interruptions } from './resumed.ts';

/** Milliseconds after which a process is killed. */
const LIVES_MS = [50, 3_000] as const;

export interface CrashLoop {
  /** Milliseconds from each kill until the next process was ready, where it lived to be. */
  readonly readyMs: number[];
}

/**
 * Kills the app `rounds` times: every other time so long after its spawn, in the middle of its boot or right after it, and
 * every other time so long after it was ready, in the middle of its work. `between` runs after each kill.
 */
export async function crashLoop(
  { apps: [app] }: Office,
  rounds: number,
  dice: Dice,
  { interruptions, between }: { interruptions?: Interruptions; between?: () => Promise<void> } = {},
): Promise<CrashLoop> {
  if (!app) throw new Error('an office has at least one process');
  const readyMs: number[] = [];
  let killedAt: number | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const life = dice.between(...LIVES_MS);
    app.spawn();
    if (round % 2 === 0) readyMs.push(...(await readyAfter(app, killedAt)));
    await pause(life);
    await app.kill();
    killedAt = performance.now();
    await interruptions?.note();
    await between?.();
  }
  app.spawn();
  readyMs.push(...(await readyAfter(app, killedAt)));
  return { readyMs };
}

async function readyAfter(app: RealApp, killedAt: number | undefined): Promise<number[]> {
  await app.ready();
  return killedAt === undefined ? [] : [performance.now() - killedAt];
}
