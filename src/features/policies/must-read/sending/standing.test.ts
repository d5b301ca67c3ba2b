import { describe, expect, it } from 'vitest';
import { judge } from './standing.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const [PAST, FUTURE] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-04-01T00:00:00Z')];

function revision(number: number, effectiveAt: Date | null, more: object = {}) {
  return { id: `r${number}`, number, state: 'published' as const, effectiveAt, expiresAt: null, ...more };
}

const goesOn = { over: undefined, newer: undefined, changesAt: undefined };

describe('whether a revision is still to be read', () => {
  it.each([
    ['counts', [revision(1, PAST)], goesOn],
    ['will count', [revision(1, FUTURE)], goesOn],
    ['ends soon', [revision(1, PAST, { expiresAt: FUTURE })], { ...goesOn, changesAt: FUTURE }],
    ['is followed by a planned one', [revision(1, PAST), revision(2, FUTURE)], { ...goesOn, changesAt: FUTURE }],
    ['has a draft after it', [revision(1, PAST), revision(2, null, { state: 'draft' })], goesOn],
    ['was replaced', [revision(1, PAST), revision(2, NOW)], { ...goesOn, over: 'changed', newer: 'r2' }],
    ['has expired', [revision(1, PAST, { expiresAt: NOW })], { ...goesOn, over: 'changed' }],
    [
      'never came to count',
      [revision(1, FUTURE, { state: 'dropped' }), revision(2, PAST)],
      { ...goesOn, over: 'changed', newer: 'r2' },
    ],
  ])('where it %s', (_what, revisions, expected) => {
    const [own] = revisions;

    expect(judge(false, own!, revisions, NOW)).toEqual(expected);
  });

  it('where the policy is archived', () => {
    expect(judge(true, revision(1, PAST), [revision(1, PAST)], NOW)).toEqual({ ...goesOn, over: 'archived' });
  });
});
