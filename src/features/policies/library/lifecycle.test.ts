import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inForceAt, spansOf, type Standing } from './lifecycle.ts';

function at(day: number): Date {
  return new Date(Date.UTC(2026, 0, 1 + day));
}

function revision(number: number, from: number | null, until: number | null = null): Standing {
  const state = from === null ? 'draft' : 'published';
  return { number, state, effectiveAt: from === null ? null : at(from), expiresAt: until === null ? null : at(until) };
}

function numberAt(revisions: readonly Standing[], day: number): number | undefined {
  return inForceAt(revisions, at(day))?.number;
}

describe('the revision in force', () => {
  it.each<[string, readonly Standing[], number, number | undefined]>([
    ['is none before the first begins', [revision(1, 5)], 4, undefined],
    ['is the first from its instant on', [revision(1, 5)], 5, 1],
    ['is the one that began last', [revision(1, 0), revision(2, 5)], 9, 2],
    ['is the older one until the newer begins', [revision(1, 0), revision(2, 5)], 4, 1],
    ['is no draft', [revision(1, 0), revision(2, null)], 9, 1],
    ['is none once it has expired, not the one before', [revision(1, 0), revision(2, 5, 7)], 7, undefined],
    ['is the newer of two that began together', [revision(1, 5), revision(2, 5)], 5, 2],
  ])('%s', (_what, revisions, day, number) => {
    expect(numberAt(revisions, day)).toBe(number);
  });

  it('is at every instant the one of the spans, of which no two overlap', () => {
    const one = fc.record({
      from: fc.integer({ min: 0, max: 20 }),
      length: fc.option(fc.integer({ min: 1, max: 20 })),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), fc.integer({ min: 0, max: 45 }), (given, day) => {
        const revisions = given.map(({ from, length }, index) =>
          revision(index + 1, from, length === null ? null : from + length),
        );

        const covering = spansOf(revisions).filter(
          ({ from, until }) => from <= at(day) && (until === null || until > at(day)),
        );

        expect(covering.map(({ revision: { number } }) => number)).toEqual(
          [numberAt(revisions, day)].filter((number) => number !== undefined),
        );
      }),
    );
  });
});
