import type { Calendar } from '../../../core/business-time/calendar.ts';
import { dueAt } from '../../../core/business-time/counting.ts';
import { nextDayBeginning } from '../../../core/business-time/working-days.ts';

/**
 * When somebody is told again of what still holds: so many minutes after the time before, with growing distance so that it
 * is not drowned by itself; after these at the beginning of each working day.
 */
export type Rhythm = readonly number[];

export interface Beat {
  /** When they were to be told last; undefined if not yet. */
  readonly lastAt: Date | undefined;
  /** Undefined where the calendar never opens again. */
  readonly nextAt: Date | undefined;
}

/**
 * Where a rhythm that began then has come to. Nothing is stored: whoever asks twice gets the same answer. `hours`: what its
 * minutes are counted in, if not the calendar that has the working days.
 */
export function beatOf(rhythm: Rhythm, since: Date, now: Date, calendar: Calendar, hours = calendar): Beat {
  let lastAt: Date | undefined;
  for (const at of beats(rhythm, since, calendar, hours)) {
    if (at > now) return { lastAt, nextAt: at };
    lastAt = at;
  }
  return { lastAt, nextAt: undefined };
}

function* beats(rhythm: Rhythm, since: Date, calendar: Calendar, hours: Calendar): Generator<Date> {
  let at: Date | undefined = since;
  for (const minutes of rhythm) {
    at = dueAt(hours, at, minutes * 60);
    if (!at) return;
    yield at;
  }
  for (at = nextDayBeginning(calendar, at); at; at = nextDayBeginning(calendar, at)) yield at;
}
