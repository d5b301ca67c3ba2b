import { inThread } from './in-thread.ts';
import type { IcalDays, Range } from './read-ical.ts';

const entry = new URL('./ical-thread.ts', import.meta.url);

/**
 * readIcal in a thread of its own.
 * @throws NotACalendar also where it takes too long, or too much memory
 */
export function readIcalInThread(text: string, range: Range, longestMs?: number): Promise<IcalDays> {
  return inThread<IcalDays>(entry, { text, range }, longestMs);
}
