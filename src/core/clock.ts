/** The one place that asks what time it is; everything else takes a Clock. */
export interface Clock {
  now(): Date;
}

/** Real time. Leases, pacing, signatures and triggers always use this one. */
export const realClock: Clock = { now: () => new Date() };

/** A clock that is never before this instant. */
export function notBefore(clock: Clock, earliest: Date): Clock {
  return { now: () => new Date(Math.max(clock.now().getTime(), earliest.getTime())) };
}

/** Real time plus an offset in milliseconds, read anew at each call (the sandbox moves its clock this way). */
export function shiftedClock(offsetMs: () => number): Clock {
  return { now: () => new Date(Date.now() + offsetMs()) };
}
