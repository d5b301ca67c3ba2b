import ical, { escape, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { cleanText, oneLine } from '../../../slack/mrkdwn.ts';
import { vtimezone } from './vtimezone.ts';

/** A shift as a calendar shows it. */
export interface FeedEvent {
  readonly shiftId: string;
  /** Grows with each change of the shift. */
  readonly version: number;
  readonly changedAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  /** It was in this feed, and is not any more. */
  readonly isCancelled: boolean;
  readonly summary: string;
  readonly location: string | null;
  readonly description: string | null;
}

export interface FeedFacts {
  readonly name: string;
  /** What ids end in. */
  readonly host: string;
  /** Whether the reader is busy then: in their own shifts, not in those of others. */
  readonly isOwn: boolean;
  readonly events: readonly FeedEvent[];
}

/** A hint only: Google comes every 4 to 12 hours whatever it says. */
const REFRESH_S = 3600;

/** The feed as RFC 5545 and 7986 have it. The same facts give the same text. */
export function writeIcs({ name, host, isOwn, events }: FeedFacts): string {
  const calendar = ical({
    // It does not escape the name itself.
    name: escape(oneLine(cleanText(name)), false),
    prodId: { company: 'Floorwalker', product: 'Shifts', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_S,
    timezone: { name: null, generator: (zone) => zoneFor(zone, events) },
  });
  for (const event of events) {
    const { startsAt, endsAt, timeZone, location, description, isCancelled } = event;
    const isTold = tellsTime(startsAt, timeZone) && tellsTime(endsAt, timeZone);
    const time = (at: Date) => (isTold ? zoned(at, timeZone) : at);
    calendar.createEvent({
      id: `${event.shiftId}@${host}`,
      sequence: event.version,
      start: time(startsAt),
      end: time(endsAt),
      timezone: isTold ? timeZone : 'UTC',
      stamp: event.changedAt,
      lastModified: event.changedAt,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: isOwn && !isCancelled ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
      summary: oneLine(cleanText(event.summary)),
      ...(location !== null && { location: oneLine(cleanText(location)) }),
      ...(description !== null && { description: cleanText(description) }),
    });
  }
  // RFC 5545, 3.1: every line ends so, also the last.
  return `${calendar.toString()}\r\n`;
}

/** Whether the clock on the wall says which instant is meant: not if it shows that time twice, as a zone name means the first one. */
function tellsTime(at: Date, timeZone: string): boolean {
  const local = zoned(at, timeZone).toPlainDateTime();
  const [first, last] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  );
  return first !== undefined && last !== undefined && first.equals(last);
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

function zoneFor(zone: string, events: readonly FeedEvent[]): string {
  const inZone = events.filter(({ timeZone }) => timeZone === zone);
  const from = Math.min(...inZone.map(({ startsAt }) => startsAt.getTime()));
  const to = Math.max(...inZone.map(({ endsAt }) => endsAt.getTime()));
  return vtimezone(zone, from, to);
}
