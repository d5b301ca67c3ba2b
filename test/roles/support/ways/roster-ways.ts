import { pressed } from '../../../support/acting.ts';
import { command } from '../../../support/slack-requests.ts';
import { own, way, type Way } from './way.ts';

/** Changing the roster: each form has the teams of which the person may. */
export const rosterWays: readonly Way[] = [
  way('shift.import', '/shift import', 'opens', () => command('/shift', 'import'), own),
  way('shift.import', 'the button on App Home', 'opens', () => pressed('shift.import-start', ''), own),
  way('shift.import', '/shift import calendars', 'opens', () => command('/shift', 'import calendars'), own),
  way('shift.edit', '/shift add', 'opens', () => command('/shift', 'add'), own),
  way('shift.edit', '/shift publish', 'opens', () => command('/shift', 'publish'), own),
  way('shift.edit', '/shift skills', 'opens', () => command('/shift', 'skills'), own),
  way('hours.set-own', '/shift away', 'opens', () => command('/shift', 'away')),
];
