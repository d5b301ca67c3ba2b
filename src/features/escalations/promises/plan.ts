import type { Calendar } from '../../../core/business-time/calendar.ts';
import { HOURS_A_DAY, secondsIn } from '../clocks/durations.ts';
import { dueAt, isOpenAt, nextOpening, openings } from '../../../core/business-time/counting.ts';

/** What has to happen before the customer hears of it: steps with durations in working time. */
export interface Plan {
  readonly minutes: number;
}

/** Beyond a quarter of a year of working days nobody plans by the hour. */
const MOST_MINUTES = 60 * HOURS_A_DAY * 65;

/**
 * Reads `2h` or `ask the warehouse 2h, answer 30 min`: the sum of all durations in it. A day is eight working hours.
 */
export function readPlan(text: string): Plan | { readonly problem: string } {
  const minutes = Math.ceil(secondsIn(text) / 60);
  if (minutes === 0) return { problem: 'Write how long it takes, such as 2h, 30m or 1d.' };
  if (minutes > MOST_MINUTES) return { problem: 'That is over three months. Choose a date instead.' };
  return { minutes };
}

const SPOKEN_STEP_MS = 15 * 60_000;

/**
 * When a plan that starts now is done, in the team's calendar, as it can be said: up to the next quarter of an hour, but
 * never past the closing it falls before. Undefined if the calendar does not open for that long.
 */
export function plannedDue(calendar: Calendar, start: Date, plan: Plan): Date | undefined {
  const due = dueAt(calendar, start, plan.minutes * 60);
  if (!due) return undefined;
  const spoken = Math.ceil(due.getTime() / SPOKEN_STEP_MS) * SPOKEN_STEP_MS;
  const closing = closingAfter(calendar, due);
  return new Date(closing === undefined ? spoken : Math.min(spoken, closing.getTime()));
}

/** The end of the open time that an instant lies in or ends. */
function closingAfter(calendar: Calendar, at: Date): Date | undefined {
  if (calendar.isRoundTheClock) return undefined;
  const [opening] = openings(calendar, new Date(at.getTime() - 1));
  return opening?.to;
}

/** Whether somebody is there to keep a promise at that instant; closing time itself is the last that counts. */
export function isKeepable(calendar: Calendar, at: Date): boolean {
  return isOpenAt(calendar, at) || isOpenAt(calendar, new Date(at.getTime() - 1));
}

/** Where a time outside the hours could go: when the team is back. */
export function backAt(calendar: Calendar, at: Date): Date | undefined {
  return nextOpening(calendar, at);
}
