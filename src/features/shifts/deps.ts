import type { CalendarFetch } from '../../people/calendar/fetch-calendar.ts';
import type { RosterHook } from './presence/roster-changed.ts';

/** What this feature is told of the rest of the house. */
export interface ShiftsDeps {
  /** How iCal files are had from the web. */
  readonly fetchCalendar: CalendarFetch;
  /** Who wants to know when the roster has changed; asked for when it has. */
  readonly onRosterChange: () => readonly RosterHook[];
}
