import type { Calendar } from '../../../../core/business-time/calendar.ts';
import { countedSeconds, dueAt } from '../../../../core/business-time/counting.ts';

/** A working day of whatever team, as targets of cases have it. */
const A_DAY_SECONDS = 8 * 3600;
/** Where a calendar never opens again there is no working day to wait for. */
const A_WEEK_MS = 7 * 86_400_000;

/** One working day of the team's calendar after it was asked: over nights, weekends and holidays. */
export function dueOf(calendar: Calendar, askedAt: Date): Date {
  return dueAt(calendar, askedAt, A_DAY_SECONDS) ?? new Date(askedAt.getTime() + A_WEEK_MS);
}

/** A question that changes hands stays due when it was; whoever has it now gets half a working day at least. */
export function dueAfterHandOn(calendar: Calendar, due: Date, now: Date): Date {
  const soonest = halfADayAfter(calendar, now);
  return soonest > due ? soonest : due;
}

function halfADayAfter(calendar: Calendar, at: Date): Date {
  return dueAt(calendar, at, A_DAY_SECONDS / 2) ?? new Date(at.getTime() + A_WEEK_MS);
}

/** Whom a reminder is for. */
export type ReminderTo = 'owner' | 'managers';

export interface Reminder {
  readonly to: ReminderTo;
  readonly at: Date;
}

/**
 * What is to be said of a question that waits, in order: to its owner, who has it since then, half-way and when it is due, and to the team's managers
 * half as long after that. Times are those of the team's calendar; whoever is away by then hears when they are back.
 */
export function reminders(calendar: Calendar, { since, due }: { since: Date; due: Date }): readonly Reminder[] {
  const half = Math.floor(countedSeconds(calendar, since, due) / 2);
  const halfWay = dueAt(calendar, since, half) ?? due;
  return [
    { to: 'owner', at: halfWay },
    { to: 'owner', at: due },
    { to: 'managers', at: halfADayAfter(calendar, due) },
  ];
}

/** What is to be said now, if anything, and when to look again; nothing more to come leaves `lookAt` out. */
export interface NextReminder {
  /** Its place in the plan. */
  readonly say?: number;
  readonly lookAt?: Date;
}

/** Half-way is not worth saying any more once it is due; that it is due, its owner hears before the managers do. */
export function nextReminder(plan: readonly Reminder[], reminded: number, now: Date): NextReminder {
  const isPast = (place: number): boolean => (plan[place]?.at ?? now) <= now && place < plan.length;
  const next = reminded === 0 && isPast(1) ? 1 : reminded;
  const reminder = plan[next];
  if (!reminder) return {};
  return reminder.at <= now ? { say: next } : { lookAt: reminder.at };
}
