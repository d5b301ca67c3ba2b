import type { Calendar } from '../../../core/business-time/calendar.ts';
import { countedSeconds, dueAt } from '../../../core/business-time/counting.ts';

/** What somebody is told again and again for as long as it holds, in minutes of a calendar. */
export interface Rhythm {
  readonly first: number;
  readonly every: number;
}

export interface Beat {
  /** How often they were to be told by now. */
  readonly count: number;
  /** Undefined where the calendar never opens again. */
  readonly nextAt: Date | undefined;
}

/** Where a rhythm that began then has come to. Nothing is stored: whoever asks twice gets the same answer. */
export function beatOf(calendar: Calendar, since: Date, { first, every }: Rhythm, now: Date): Beat {
  const passed = countedSeconds(calendar, since, now) / 60;
  const count = passed < first ? 0 : 1 + Math.floor((passed - first) / every);
  return { count, nextAt: dueAt(calendar, since, (first + count * every) * 60) };
}
