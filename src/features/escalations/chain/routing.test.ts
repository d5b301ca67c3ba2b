import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose, type Candidate } from './routing.ts';

const TEN = new Date('2026-03-10T10:00:00Z');
const ELEVEN = new Date('2026-03-10T11:00:00Z');

function candidate(slackId: string, more: Partial<Candidate> = {}): Candidate {
  return { slackId, hasSkill: false, isThere: true, openLoad: 0, lastAskedAt: null, ...more };
}

test.each([
  ['nobody', [], undefined],
  ['nobody who is away', [candidate('A', { isThere: false })], undefined],
  [
    'whoever knows the category, whatever they have',
    [candidate('A'), candidate('B', { hasSkill: true, openLoad: 9 })],
    'B',
  ],
  [
    'whoever is there before whoever knows it',
    [candidate('A'), candidate('B', { hasSkill: true, isThere: false })],
    'A',
  ],
  ['whoever has fewer open cases', [candidate('A', { openLoad: 2 }), candidate('B', { openLoad: 1 })], 'B'],
  ['whoever was never asked', [candidate('A', { lastAskedAt: TEN }), candidate('B')], 'B'],
  ['whoever waits longest', [candidate('A', { lastAskedAt: ELEVEN }), candidate('B', { lastAskedAt: TEN })], 'B'],
  ['the same one of two alike, in any order', [candidate('B'), candidate('A')], 'A'],
] as const)('chooses %s', (_name, candidates, expected) => {
  expect(choose(candidates)).toBe(expected);
});

test('however many cases come at once, nobody is asked twice before everybody alike was asked once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 80 }), (people, asks) => {
      const askedAt = new Map<string, Date>();
      const counts = new Map<string, number>();
      for (let index = 0; index < asks; index += 1) {
        const ids = Array.from({ length: people }, (_, person) => `U${String(person).padStart(2, '0')}`);
        const chosen = choose(ids.map((id) => candidate(id, { lastAskedAt: askedAt.get(id) ?? null })));
        if (chosen === undefined) throw new Error('nobody was chosen');
        askedAt.set(chosen, new Date(TEN.getTime() + index));
        counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
      }
      const each = [...counts.values()];

      expect(Math.max(...each)).toBe(Math.ceil(asks / people));
      expect(each.reduce((sum, count) => sum + count, 0)).toBe(asks);
    }),
  );
});
