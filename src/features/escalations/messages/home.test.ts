import { expect, test } from 'vitest';
import { aCase } from '../../../../test/support/case-views.ts';
import { homeBlocks } from './home.ts';

test.each([
  ['agent', 'Waits for whoever raised it'],
  ['customer', 'Waits for the customer'],
  ['approver', 'Waits for an approver'],
] as const)('Home says what a case waits on: %s', (waitingOn, words) => {
  const waiting = aCase({ state: 'waiting', waitingOn, owner: 'U0LEO' });
  const open = { cases: [], more: false };
  const home = { waiting: [], own: [waiting], open, teamNames: new Map(), timeZone: 'UTC', now: new Date() };

  expect(JSON.stringify(homeBlocks(home))).toContain(words);
});
