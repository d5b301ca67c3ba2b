import type { Calendar } from '../../../core/business-time/calendar.ts';
import { countedSeconds, dueAt } from '../../../core/business-time/counting.ts';
import type { Case } from '../tables.ts';
import type { LedgerPromise } from './tables.ts';

const HOUR_SECONDS = 3600;
const SHARE_LEFT = 0.25;

/**
 * When whoever sees to a promise is reminded: one working hour before it is due, or with a quarter of its time left if
 * that is later. A promise without a working hour in it is counted by the plain clock.
 */
export function remindAt(calendar: Calendar, madeAt: Date, due: Date): Date {
  const working = countedSeconds(calendar, madeAt, due);
  const at = working > 0 ? dueAt(calendar, madeAt, working - leadOf(working)) : undefined;
  if (at) return at;
  const elapsed = Math.max(0, due.getTime() - madeAt.getTime()) / 1000;
  return new Date(due.getTime() - leadOf(elapsed) * 1000);
}

function leadOf(seconds: number): number {
  return Math.min(HOUR_SECONDS, Math.floor(seconds * SHARE_LEFT));
}

/**
 * Who sees to a promise: whoever raised the case keeps her own word, everything else is the owner's. It is never stored,
 * so it moves with the case.
 */
export function keeperOf(promise: Pick<LedgerPromise, 'madeBy'>, of: Pick<Case, 'owner' | 'raisedBy'>): string {
  return promise.madeBy === of.raisedBy ? of.raisedBy : (of.owner ?? of.raisedBy);
}

/** Whether a promise that was kept then was kept in time. */
export function isInTime(promise: Pick<LedgerPromise, 'dueAt'>, keptAt: Date): boolean {
  return keptAt.getTime() <= promise.dueAt.getTime();
}
