import { expect, test } from 'vitest';
import type { Finding } from '../../rules/verdict.ts';
import { partyReader } from '../verdicts/reader.ts';
import { lookOf, nearestFor } from './possible.ts';

const names = { person: (id: string) => id, shift: (id: string) => id };
const rest: Finding = { rule: 'R10', severity: 'deny', person: 'U0BEN', numbers: { rest_min: 540, limit_min: 660 } };
const excluded: Finding = { rule: 'R27', severity: 'deny', person: 'U0BEN', numbers: {} };

const ana = partyReader('U0ANA');

function near(...broken: readonly Finding[]) {
  return { considered: 3, legal: [], nearest: { person: 'U0BEN', gives: null, broken } };
}

test('what comes closest names the person, and what is private only to themselves and to whoever approves', () => {
  expect(lookOf(ana, near(excluded, rest), names).nearest).toBe('U0BEN: rest 9 h 00; 11 h 00 needed');
  expect(lookOf(ana, near(excluded), names).nearest).toBeNull();
  expect(nearestFor(partyReader('U0BEN'), near(excluded), names)).toBe('takes no part in swaps');
  const manager = { slackId: 'U0MAYA', isApprover: true };
  expect(nearestFor(manager, near(excluded), names)).toBe('U0BEN: takes no part in swaps');
});

test('what comes closest of a trade names whose shift it is about, also where the rule is about somebody else', () => {
  const trade = (...broken: readonly Finding[]) => ({
    considered: 3,
    legal: [],
    nearest: { person: 'U0BEN', gives: 'Wed 25 Nov 06:00–14:00', broken },
  });
  const mine: Finding = { ...rest, person: 'U0ANA' };

  expect(nearestFor(ana, trade(rest), names)).toBe('U0BEN for Wed 25 Nov 06:00–14:00: rest 9 h 00; 11 h 00 needed');
  expect(nearestFor(ana, trade(mine), names)).toBe(
    'U0BEN for Wed 25 Nov 06:00–14:00 (U0ANA: rest 9 h 00; 11 h 00 needed)',
  );
  expect(nearestFor(partyReader('U0BEN'), trade(rest), names)).toBe(
    'Wed 25 Nov 06:00–14:00: rest 9 h 00; 11 h 00 needed',
  );
});
