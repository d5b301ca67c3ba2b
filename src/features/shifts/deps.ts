import type { CalendarFetch } from '../../people/calendar/fetch-calendar.ts';
import type { SlackReads } from '../../people/slack-reads.ts';
import type { RosterHook } from './presence/roster-changed.ts';

/** What this feature is told of the rest of the house. */
export interface ShiftsDeps {
  /** Where calendars reach this app, without a slash at its end; undefined: they do not. */
  readonly publicUrl: string | undefined;
  /** How iCal files are had from the web. */
  readonly fetchCalendar: CalendarFetch;
  /** Files that people give, and whose an e-mail address is. */
  readonly slack: Pick<SlackReads, 'file' | 'userByEmail'>;
  /** Who wants to know when the roster has changed; asked for when it has. */
  readonly onRosterChange: () => readonly RosterHook[];
}
