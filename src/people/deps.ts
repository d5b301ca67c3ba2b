import type { HelpEntry, TeamSetting } from '../feature.ts';
import type { CalendarFetch } from './calendar/fetch-calendar.ts';
import type { SlackReads } from './slack-reads.ts';
import type { TeamChangeHook } from './team-changed.ts';

/** What people/ is told of the rest of the house. */
export interface PeopleDeps {
  readonly slack: SlackReads;
  /** What all features offer, for the hub; asked for when somebody looks. */
  readonly help: () => readonly HelpEntry[];
  /** Forms of team settings besides those of people/. */
  readonly settings: () => readonly TeamSetting[];
  readonly onTeamChange: () => readonly TeamChangeHook[];
  /** How iCal files are had from the web. */
  readonly fetchCalendar: CalendarFetch;
}
