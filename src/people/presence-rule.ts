import type { Calendar } from '../core/business-time/calendar.ts';
import { openAfter } from '../core/business-time/open-stretches.ts';
import type { Stretch } from '../core/business-time/stretches.ts';

/** Whether somebody can be expected to act, and when. */
export interface Attendance {
  readonly isThere: boolean;
  /** The end of their present working span. Undefined while they are away, and for hours without an end. */
  readonly thereUntil: Date | undefined;
  /** Now if they are there; undefined where no hours are ahead. */
  readonly nextThere: Date | undefined;
}

/** Of hours by which nobody is ever there. */
export const neverThere: Attendance = { isThere: false, thereUntil: undefined, nextThere: undefined };

/** Hours that go on for longer than this have no end that would mean anything. */
const LONGEST_SPAN_MS = 3 * 86_400_000;

/** Whether somebody who works by this calendar is there at that instant: the first one of a span is theirs, its last is not. */
export function attendanceAt(calendar: Calendar, now: Date): Attendance {
  return attendanceIn(openAfter(calendar, now.getTime()), now);
}

/** The same of any stretches of work, in order of their starts; what adjoins or overlaps is one span. */
export function attendanceIn(work: Iterable<Stretch>, now: Date): Attendance {
  const at = now.getTime();
  let until = at;
  for (const { from, to } of work) {
    if (to <= at) continue;
    if (from > until) return until === at ? { ...neverThere, nextThere: new Date(from) } : there(now, until);
    until = Math.max(until, to);
    if (until - at > LONGEST_SPAN_MS) return there(now, undefined);
  }
  return until === at ? neverThere : there(now, until);
}

function there(now: Date, until: number | undefined): Attendance {
  return { isThere: true, thereUntil: until === undefined ? undefined : new Date(until), nextThere: now };
}
