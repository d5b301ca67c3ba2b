import type { Calendar } from '../../../../core/business-time/calendar.ts';
import { countedSeconds, dueAt, nextOpening } from '../../../../core/business-time/counting.ts';
import { addDays, localDate, localMinutes, toInstant } from '../../../../core/local-time.ts';
import { attendanceAt } from '../../../../people/presence-rule.ts';
import { isWorkingDay, workingDayAfter } from '../../keep-true/reviews/working-days.ts';

/** Whoever joins has at least so many working days. */
const DAYS_FOR_JOINERS = 5;
/** Nobody's hours are known: it looks again. */
const LOOK_AGAIN_MS = 24 * 60 * 60_000;
const MOST_REMINDERS = 2;
/** On a day that is open from midnight on. */
const NINE = 9 * 60;

/** The deadline, or for somebody who joined later the end of their fifth working day after today, if that is later. */
export function dueForJoiner(calendar: Calendar | undefined, now: Date, deadlineAt: Date): Date {
  if (!calendar) return deadlineAt;
  const last = workingDayAfter(calendar, localDate(now, calendar.timeZone), DAYS_FOR_JOINERS);
  const own = toInstant(addDays(last, 1), 0, calendar.timeZone);
  return own > deadlineAt ? own : deadlineAt;
}

/**
 * When somebody is reminded, by the hours they work: when the day begins on which half of their working time until it is due
 * is over, and their last working day before the day of the deadline. In the morning, so that what they have to read reaches
 * them together. Never on the day on which they were asked; where both fall on one day, once.
 */
export function remindersFor(calendar: Calendar, toldAt: Date, due: Date): readonly Date[] {
  const dayOf = (at: Date): string => localDate(at, calendar.timeZone);
  const isOfLaterDay = (at: Date | undefined): at is Date => at !== undefined && at < due && dayOf(at) > dayOf(toldAt);
  const last = lastWorkingDay(calendar, dayOf(toldAt), dayOf(new Date(due.getTime() - 1)));
  const half = dueAt(calendar, toldAt, countedSeconds(calendar, toldAt, due) / 2);
  const isBeforeLast = half && (!last || dayOf(half) < dayOf(last));
  return [isBeforeLast ? morningOf(calendar, dayOf(half)) : undefined, last].filter(isOfLaterDay);
}

/** When it begins; undefined where there is none between the two dates. */
function lastWorkingDay(calendar: Calendar, after: string, before: string): Date | undefined {
  for (let date = addDays(before, -1); date > after; date = addDays(date, -1)) {
    if (isWorkingDay(calendar, date)) return morningOf(calendar, date);
  }
  return undefined;
}

function morningOf(calendar: Calendar, date: string): Date | undefined {
  const { timeZone } = calendar;
  const opening = nextOpening(calendar, toInstant(date, 0, timeZone));
  return opening && localMinutes(opening, timeZone) === 0 ? toInstant(date, NINE, timeZone) : opening;
}

/** How it stands with somebody who has not said yet that they have read it. */
export interface Reader {
  readonly dueAt: Date;
  readonly toldAt: Date | null;
  readonly remindedAt: Date | null;
  readonly reminded: number;
  readonly isNudged: boolean;
}

/** tell: they are asked; remind: by itself; nudge: by hand. */
export type Step =
  | { readonly step: 'tell' | 'remind' | 'nudge' }
  | { readonly step: 'wait'; readonly until: Date }
  | { readonly step: 'none' };

/** What is sent to somebody now, or when to look again. Nothing goes out while they are not at work. */
export function nextStep(reader: Reader, calendar: Calendar | undefined, now: Date): Step {
  const again = new Date(now.getTime() + LOOK_AGAIN_MS);
  if (!calendar) return { step: 'wait', until: again };
  const { step, at } = nextToSend(reader, calendar, now);
  if (step === 'none' || at === undefined) return { step: 'none' };
  if (at > now) return { step: 'wait', until: at };
  const { isThere, nextThere = again } = attendanceAt(calendar, now);
  if (isThere) return { step };
  const isTooLate = step === 'remind' && nextThere >= reader.dueAt;
  return isTooLate ? { step: 'none' } : { step: 'wait', until: nextThere };
}

function nextToSend(
  { dueAt: due, toldAt, remindedAt, reminded, isNudged }: Reader,
  calendar: Calendar,
  now: Date,
): { readonly step: 'tell' | 'remind' | 'nudge' | 'none'; readonly at?: Date | undefined } {
  if (!toldAt) return { step: 'tell', at: now };
  if (isNudged) return { step: 'nudge', at: now };
  if (reminded >= MOST_REMINDERS || now >= due) return { step: 'none' };
  const since = remindedAt ?? toldAt;
  return { step: 'remind', at: remindersFor(calendar, toldAt, due).find((at) => at > since) };
}
