import { CARE } from '../../../support/northwind.ts';
import { command } from '../../../support/slack-requests.ts';
import { openModal, pressed } from '../../../support/acting.ts';
import { raising, way, type Way } from './way.ts';

/** Seeing the roster. Somebody on no team is told how to get on one. */
export const seeWays: readonly Way[] = [
  way('shift.see', '/shift', 'opens', () => command('/shift'), raising),
  way('shift.see', '/shift team', 'opens', () => command('/shift', 'team'), raising),
  way('shift.see', '/fw shift today', 'opens', () => command('/fw', 'shift today'), raising),
  way('shift.see', '/shift open', 'opens', () => command('/shift', 'open'), raising),
  way('shift.see', 'the button on App Home', 'opens', () => pressed('shift.show:home-day-0', `day/${CARE}/2026-03-10`)),
  way('shift.see', 'another week in the window', 'opens', () =>
    pressed('shift.show:after', `team/${CARE}/2026-03-16`, openModal('shift.roster')),
  ),
  way('shift.see', 'a day of the window', 'opens', () =>
    pressed('shift.show:2026-03-10', `day/${CARE}/2026-03-10`, openModal('shift.roster')),
  ),
];
