import { expect, test } from 'vitest';
import type { Finding } from '../../rules/verdict.ts';
import { lookOf, nearestFor } from './possible.ts';

const names = { person: (id: string) => id, shift: (id: string) => id };
const rest: Finding = { rule: 'R10', severity: 'deny', person: 'U0BEN', numbers: { rest_min: 540, limit_min: 660 } };
const excluded: Finding = { rule: 'R27', severity: 'deny', person: 'U0BEN', numbers: {} };

function near(...broken: readonly Finding[]) {
  return { considered: 3, legal: [], nearest: { person: 'U0BEN', gives: null, broken } };
}

test('what comes closest names the person, and of what is private nothing but to themselves', () => {
  expect(lookOf(near(excluded, rest), names).nearest).toBe('U0BEN: rest 9 h 00 < 11 h 00');
  expect(lookOf(near(excluded), names).nearest).toBeNull();
  expect(nearestFor('U0BEN', near(excluded), names)).toBe('U0BEN: takes no part in swaps');
  expect(nearestFor('U0ANA', near(excluded), names)).toBeNull();
});
