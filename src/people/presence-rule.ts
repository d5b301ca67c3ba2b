import type { Calendar } from '../core/business-time/calendar.ts';
import { openings } from '../core/business-time/counting.ts';

/** Whether somebody can be expected to act, and when. */
export interface Attendance {
  readonly isThere: boolean;
  /** The end of their present working span. Undefined while they are away, and for those who work round the clock. */
  readonly thereUntil: Date | undefined;
  /** Now if they are there; undefined where no hours are ahead. */
  readonly nextThere: Date | undefined;
}

/** Hours by which nobody is ever there. */
export const away: Attendance = { isThere: false, thereUntil: undefined, nextThere: undefined };

/** Whether somebody who works by this calendar is there at that instant. */
export function attendanceAt(calendar: Calendar, now: Date): Attendance {
  if (calendar.isRoundTheClock) return { isThere: true, thereUntil: undefined, nextThere: now };
  const [next] = openings(calendar, now);
  if (!next) return away;
  const isThere = next.from <= now;
  return { isThere, thereUntil: isThere ? next.to : undefined, nextThere: isThere ? now : next.from };
}
