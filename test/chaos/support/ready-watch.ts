import { setTimeout as pause } from 'node:timers/promises';
import type { RealApp } from '../../support/real-app.ts';
import type { Outage } from './rush-audit.ts';

export interface ReadyWatch {
  /** Whether it was seen to be ready at that time or later. */
  isReadySince(at: number): boolean;
  /** Seconds from the beginning of the outage to the first "not ready", and from its end to "ready" again. */
  end(outage: Outage): { readonly unreadyAfterS: number; readonly readyAfterS: number };
}

const LOOK_EVERY_MS = 100;

/** Looks at /readyz all the time, as a load balancer does. */
export function watchReadiness(app: RealApp): ReadyWatch {
  const seen: { at: number; ready: boolean }[] = [];
  const ended = new AbortController();
  const watch = async () => {
    for (; !ended.signal.aborted; await pause(LOOK_EVERY_MS)) {
      const ready = (await app.readyz()) === 200;
      seen.push({ at: Date.now(), ready });
    }
  };
  void watch();
  return {
    isReadySince: (time) => seen.some(({ at, ready }) => at >= time && ready),
    end({ from, to }) {
      ended.abort();
      const unready = seen.find(({ at, ready }) => at >= from && !ready);
      const ready = seen.find(({ at, ready: isReady }) => at >= to && isReady);
      return {
        unreadyAfterS: unready ? (unready.at - from) / 1_000 : Infinity,
        readyAfterS: ready ? (ready.at - to) / 1_000 : Infinity,
      };
    },
  };
}
