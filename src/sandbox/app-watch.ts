import { setTimeout as pause } from 'node:timers/promises';

export interface WatchSettings {
  readonly isWell: () => Promise<boolean>;
  /** Told when people have to know that the app stays away, and when it is back. */
  readonly onChange: (isAway: boolean) => void;
  /** A restart may take so long before it is a trouble. */
  readonly patienceMs?: number;
  readonly lookMs?: number;
}

export interface AppWatch {
  isAway(): boolean;
  stop(): void;
}

/** Looks after the app, and says when it has been away for longer than a restart takes. */
export function watchApp({ isWell, onChange, patienceMs = 10_000, lookMs = 1000 }: WatchSettings): AppWatch {
  const stopping = new AbortController();
  let isAway = false;
  let wellAt = performance.now();

  async function look(): Promise<void> {
    const now = await isWell();
    if (now) wellAt = performance.now();
    const isAwayNow = performance.now() - wellAt >= patienceMs;
    if (isAwayNow === isAway || stopping.signal.aborted) return;
    isAway = isAwayNow;
    onChange(isAway);
  }

  async function goOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look();
      await pause(lookMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  void goOn();
  return { isAway: () => isAway, stop: () => stopping.abort() };
}
