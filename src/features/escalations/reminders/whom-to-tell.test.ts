import { expect, test } from 'vitest';
import type { Role } from '../../../core/context.ts';
import { whomToTell, type StandIn } from './whom-to-tell.ts';

const NINE = new Date('2026-03-10T08:00:00Z');
const TEN = new Date('2026-03-10T09:00:00Z');

function there(slackId: string, role: Role = 'lead'): StandIn {
  return { slackId, role, isThere: true, nextThere: NINE };
}

function away(slackId: string, nextThere?: Date, role: Role = 'lead'): StandIn {
  return { slackId, role, isThere: false, nextThere };
}

const cases = [
  ['their own, while they are there', there('U0LEO'), [there('U0LIA')], { tell: 'U0LEO' }],
  ['a lead, while they are away', away('U0LEO', TEN), [there('U0MAYA', 'manager'), there('U0LIA')], { tell: 'U0LIA' }],
  ['a manager, without a lead', away('U0LEO', TEN), [away('U0LIA'), there('U0MAYA', 'manager')], { tell: 'U0MAYA' }],
  ['a director, without either', away('U0LEO'), [there('U0DORA', 'director')], { tell: 'U0DORA' }],
  ['never whoever raised it', away('U0LEO', TEN), [there('U0ANA')], { waitUntil: TEN }],
  ['nobody yet: the first who comes', away('U0LEO', TEN), [away('U0LIA', NINE)], { waitUntil: NINE }],
  ['nobody whose hours are known', away('U0LEO'), [away('U0LIA')], { waitUntil: undefined }],
  ['nobody else, of a private case', away('U0LEO', TEN), [], { waitUntil: TEN }],
] as const;

test.each(cases)('a reminder tells %s', (_whom, owner, standIns, expected) => {
  const telling = whomToTell({ owner, standIns, toldSoFar: owner.slackId, notTo: ['U0ANA'] });

  expect(telling).toEqual(expected);
});

test('whoever was chosen before stays chosen while they are there', () => {
  const standIns = [there('U0LIA'), there('U0LOU')];

  const telling = whomToTell({ owner: away('U0LEO'), standIns, toldSoFar: 'U0LOU', notTo: [] });

  expect(telling).toEqual({ tell: 'U0LOU' });
});
