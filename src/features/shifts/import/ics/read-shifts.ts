import { endOfDay } from '../../../../core/business-hours.ts';
import { readEvents } from '../../../../people/calendar/ical/events.ts';
import { type Occurrence, occurrencesOf } from '../../../../people/calendar/ical/occurrences.ts';
import { wallOf } from '../../../../people/calendar/ical/zones.ts';

/** An event of a calendar, or one of its occurrences, as a shift. Plain, so that it can leave its thread. */
export interface IcsShift {
  /** The same for as long as the calendar means the same occurrence, moved or not. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly place: string;
  readonly attendee: string | null;
  readonly isAllDay: boolean;
}

export interface IcsShifts {
  readonly shifts: readonly IcsShift[];
  /** Events that could not be read. */
  readonly unreadable: number;
}

/** From which to which local date, both included, in which zone. */
export interface IcsRange {
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Everything that a calendar has happen in that time, recurring events worked out; cancelled ones do not happen.
 * @throws NotACalendar
 */
export function readIcsShifts(text: string, { timeZone, from, to }: IcsRange): IcsShifts {
  const { events, unreadable } = readEvents(text, timeZone);
  const found = occurrencesOf(events, wallOf(from, 0), wallOf(to, endOfDay));
  return { shifts: found.all.map(shiftOf), unreadable: unreadable + found.unreadable };
}

function shiftOf({ event, start, end }: Occurrence): IcsShift {
  const { uid, name, place, attendee, zone, isAllDay, insteadOf, rules, addedStarts } = event;
  const recurs = rules.length > 0 || addedStarts.length > 0 || insteadOf !== undefined;
  return {
    key: recurs ? `${uid}@${new Date(insteadOf ?? start).toISOString().slice(0, 16)}` : uid,
    start: zone.toInstant(start).getTime(),
    end: zone.toInstant(end).getTime(),
    name,
    place,
    attendee: attendee ?? null,
    isAllDay,
  };
}
