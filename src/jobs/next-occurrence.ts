import { addDays, firstInstantOf, localDate, weekdayOf } from '../core/local-time.ts';

/** When something recurs: a local time of some weekdays in a zone. */
export interface ScheduleRule {
  /** Minutes after local midnight. */
  readonly minutes: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
  /** IANA. */
  readonly timeZone: string;
}

/** When a schedule runs for one local date. */
export interface NextRun {
  readonly at: Date;
  readonly localDate: string;
}

/** A weekday comes again within a week, except that a zone may leave out a date for good. */
const FAR_ENOUGH_DAYS = 15;

/**
 * The first run after that instant. Each local date has one: where the clocks skip the time it is the first minute after
 * the gap, where they show it twice it is the first. Dates up to and including `doneUntil` have had theirs.
 */
export function nextOccurrence(rule: ScheduleRule, after: Date, doneUntil = ''): NextRun {
  // A gap before midnight moves the run of the evening before into today.
  const first = addDays(localDate(after, rule.timeZone), -1);
  const start = first > doneUntil ? first : addDays(doneUntil, 1);
  for (let ahead = 0; ahead < FAR_ENOUGH_DAYS; ahead += 1) {
    const run = occurrenceOn(rule, addDays(start, ahead));
    if (run && run.at > after) return run;
  }
  throw new Error('a schedule without a weekday never runs');
}

/** The run of that local date; undefined where the rule has none. */
export function occurrenceOn(rule: ScheduleRule, date: string): NextRun | undefined {
  if (!rule.weekdays.includes(weekdayOf(date))) return undefined;
  const at = firstInstantOf(date, rule.minutes, rule.timeZone);
  return at && { at, localDate: date };
}

/**
 * When a schedule runs next after its rule has become another one. A date that has run does not run again; one that was
 * still to run and whose new time has passed is due at once, and its grace decides.
 */
export function afterChange(
  rule: ScheduleRule,
  now: Date,
  old: { pending: string; doneUntil: string | null },
): NextRun {
  const next = nextOccurrence(rule, now, old.doneUntil ?? '');
  const pending = occurrenceOn(rule, old.pending);
  return pending && pending.at < next.at ? pending : next;
}

/** What has come due of a schedule: its runs in order, at least one. */
export interface ComeDue {
  readonly due: readonly NextRun[];
  readonly last: NextRun;
  readonly next: NextRun;
}

/** The runs from `first`, which has come due, up to now, and the one after them. */
export function comeDue(rule: ScheduleRule, first: NextRun, now: Date): ComeDue {
  const due = [first];
  for (let last = first; ;) {
    const next = nextOccurrence(rule, last.at, last.localDate);
    if (next.at > now) return { due, last, next };
    due.push(next);
    last = next;
  }
}
