import type { Calendar } from '../../../../core/business-time/calendar.ts';
import { addDays, localDate } from '../../../../core/local-time.ts';
import type { Span } from '../../library/lifecycle.ts';
import { workingDayAfter } from './working-days.ts';

/** How long before a policy ends its owner is told. */
const ENDS_SOON_DAYS = 14;
/** Working days after an owner was asked. */
const REMINDERS = [3, 7] as const;

/** What was said about it so far; null where nothing was. */
export interface Said {
  readonly reviewOn: string | null;
  readonly askedOf: string | null;
  readonly askedAt: Date | null;
  readonly reminded: number;
  readonly endingRevisionId: string | null;
  readonly endedRevisionId: string | null;
}

interface Revision {
  readonly id: string;
}

/** A policy that may be due for something. */
export interface Candidate<R extends Revision = Revision> {
  readonly policy: { readonly owner: string; readonly reviewOn: string | null };
  /** Of the team that keeps it. */
  readonly timeZone: string;
  readonly spans: readonly Span<R>[];
  readonly said: Said | null;
}

/** ask, remind: whether it is still true; ending, ended: nothing takes the place of what counts. */
export type Step = 'ask' | 'remind' | 'ending' | 'ended';

/** How a policy stands, whatever was said of it. */
export type Need = 'review' | 'ending' | 'ended';

/**
 * What its owner has to see to: a policy that has ended, or ends within 14 days while nothing takes its place, or else one
 * whose review is due while it counts. Dates are of the team that keeps it.
 */
export function needOf({ policy, spans, timeZone }: Candidate, now: Date): Need | undefined {
  const last = spans.at(-1);
  if (!last || last.from > now) return undefined;
  const { until } = last;
  if (until !== null && until <= now) return 'ended';
  const today = localDate(now, timeZone);
  // The last local day is the one before it ends.
  if (until !== null && localDate(new Date(until.getTime() - 1), timeZone) <= addDays(today, ENDS_SOON_DAYS))
    return 'ending';
  return policy.reviewOn !== null && policy.reviewOn <= today ? 'review' : undefined;
}

/**
 * What is to be said to its owner now, once each: a review is asked for, and brought to mind 3 and 7 working days (of the
 * owner) after that. A new owner is asked anew.
 */
export function stepOf(candidate: Candidate, calendar: Calendar | undefined, now: Date): Step | undefined {
  const { said, spans } = candidate;
  const last = spans.at(-1)?.revision.id;
  switch (needOf(candidate, now)) {
    case 'ended':
      return said?.endedRevisionId === last ? undefined : 'ended';
    case 'ending':
      return said?.endingRevisionId === last ? undefined : 'ending';
    case 'review':
      return reviewStep(candidate, calendar, now);
    default:
      return undefined;
  }
}

function reviewStep({ said, policy }: Candidate, calendar: Calendar | undefined, now: Date): Step | undefined {
  if (!said?.askedAt || !isAskedFor(said, policy)) return 'ask';
  return isReminderDue(said.askedAt, said.reminded, calendar, now) ? 'remind' : undefined;
}

/** This review, and of who owns it now. */
function isAskedFor({ reviewOn, askedOf }: Said, policy: Candidate['policy']): boolean {
  return reviewOn === policy.reviewOn && askedOf === policy.owner;
}

/** Without hours of their own, nobody is reminded: their team's managers hear of it. */
function isReminderDue(askedAt: Date, reminded: number, calendar: Calendar | undefined, now: Date): boolean {
  const days = REMINDERS[reminded];
  if (days === undefined || !calendar) return false;
  const { timeZone } = calendar;
  return localDate(now, timeZone) >= workingDayAfter(calendar, localDate(askedAt, timeZone), days);
}

/** Whether its owner was reminded as often as they are. */
export function isUnanswered(candidate: Candidate, now: Date): boolean {
  const { said, policy } = candidate;
  if (!said || needOf(candidate, now) !== 'review') return false;
  return isAskedFor(said, policy) && said.reminded >= REMINDERS.length;
}
