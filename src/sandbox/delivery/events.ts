import type { Timers } from '../clock/timers.ts';
import type { AppLink, AppRequest } from './app-link.ts';
import { shuffled } from './shuffle.ts';

/** How events misbehave on demand, as they do at times in life. */
export interface EventTroubles {
  readonly duplicateEvents: boolean;
  readonly shuffleEvents: boolean;
}

export interface EventsSettings {
  readonly app: Pick<AppLink, 'send'>;
  readonly timers: Timers;
  readonly now: () => Date;
  readonly troubles: () => EventTroubles;
  /** Chance, from 0 up to 1, by which events are put into another order. */
  readonly roll: () => number;
  /** Pauses before each repetition, in milliseconds of sandbox time. */
  readonly retriesMs: readonly number[];
}

/** Events on their way to the app. */
export interface Events {
  /** Sends one, and again when the app does not take it. Does not wait. */
  send(payload: Record<string, unknown>): void;
  /**
   * Resolves when those under way have had their answer, with how many deliveries there have been so far. What waits for
   * its repetition is not under way.
   */
  quiet(): Promise<number>;
}

/** How long events are gathered, in real time, to be sent in another order than they happened in. */
const HELD_MS = 300;

export function createEvents(settings: EventsSettings): Events {
  const underWay = new Set<Promise<void>>();
  let held: AppRequest[] = [];
  let deliveries = 0;
  let release: NodeJS.Timeout | undefined;

  function track(work: Promise<void>): Promise<void> {
    deliveries += 1;
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  function deliver(request: AppRequest): void {
    void track(attempt(settings, request));
    if (settings.troubles().duplicateEvents) void track(attempt(settings, request));
  }

  function releaseHeld(): void {
    clearTimeout(release);
    release = undefined;
    const waited = shuffled(held, settings.roll);
    held = [];
    void track(inTurn(waited, (request) => attempt(settings, request)));
    if (settings.troubles().duplicateEvents) for (const request of waited) void track(attempt(settings, request));
  }

  return {
    send(payload) {
      const request: AppRequest = { kind: 'events_api', payload };
      if (!settings.troubles().shuffleEvents) return deliver(request);
      held.push(request);
      release ??= setTimeout(releaseHeld, HELD_MS).unref();
    },
    async quiet() {
      if (held.length > 0) releaseHeld();
      await Promise.all(underWay);
      return deliveries;
    },
  };
}

async function attempt(settings: EventsSettings, request: AppRequest): Promise<void> {
  const { app, timers, now, retriesMs } = settings;
  const delivered = await app.send(request);
  if (delivered.ok || delivered.noRetry) return;
  const num = (request.retry?.num ?? 0) + 1;
  const pauseMs = retriesMs[num - 1];
  if (pauseMs === undefined) return;
  const again: AppRequest = { ...request, retry: { num, reason: delivered.reason } };
  if (pauseMs === 0) return attempt(settings, again);
  timers.at(new Date(now().getTime() + pauseMs), () => attempt(settings, again));
}

async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (const one of all) await work(one);
}
