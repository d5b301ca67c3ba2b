import { pressed } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { command } from '../../../support/slack-requests.ts';
import { way, type Way } from './way.ts';

/** Taking shifts out of Slack: into a calendar, or as a file. */
export const feedWays: readonly Way[] = [
  way('shift.feed', '/shift feed', 'answers', () => command('/shift', 'feed')),
  way('shift.feed', 'a new address', 'changes', () => pressed('shift.feed-new:own', 'own')),
  way('shift.feed', 'a new address in place of one', 'changes', () => pressed('shift.feed-again:own', 'own')),
  way('shift.see', 'a new address of a team', 'changes', () => pressed(`shift.feed-new:${CARE}`, CARE)),
  way('shift.export', 'the button of a team', 'changes', () => pressed(`shift.export:${CARE}`, CARE)),
];
