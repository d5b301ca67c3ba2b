import { expect, it } from 'vitest';
import { endedLately } from './ended.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const days = (from: number) => new Date(NOW.getTime() + from * 86_400_000);

/** A published revision that counts between these days, seen from today. */
function counts(number: number, from: number, until: number | null = null) {
  return {
    number,
    state: 'published',
    effectiveAt: days(from),
    expiresAt: until === null ? null : days(until),
  } as const;
}
const draft = { number: 9, state: 'draft', effectiveAt: null, expiresAt: null } as const;

it.each([
  ['counts without an end', [counts(1, -9)], null, undefined],
  ['counts until tomorrow', [counts(1, -9, 1)], null, undefined],
  ['ended yesterday', [counts(1, -9, -1)], null, [1, -1]],
  ['ends at this instant', [counts(1, -9, 0)], null, [1, 0]],
  ['ended 89 days ago', [counts(1, -200, -89)], null, [1, -89]],
  ['ended 90 days ago', [counts(1, -200, -90)], null, undefined],
  ['ended, and a draft is written', [counts(1, -9, -1), draft], null, [1, -1]],
  ['was replaced', [counts(1, -9), counts(2, -1)], null, undefined],
  ['was replaced by what ended', [counts(1, -9), counts(2, -5, -1)], null, [2, -1]],
  ['ended and counts again', [counts(1, -9, -5), counts(2, -1)], null, undefined],
  ['ended and counts again from tomorrow', [counts(1, -9, -5), counts(2, 1)], null, [1, -5]],
  ['counts from tomorrow for the first time', [counts(1, 1)], null, undefined],
  ['was archived yesterday', [counts(1, -9)], -1, [1, -1]],
  ['was archived before its last day', [counts(1, -9, 5)], -1, [1, -1]],
  ['ended and was archived later', [counts(1, -9, -5)], -1, [1, -5]],
  ['ended long ago and was archived yesterday', [counts(1, -300, -200)], -1, undefined],
  ['was archived 91 days ago', [counts(1, -200)], -91, undefined],
  ['was archived before its change counted', [counts(1, -9), counts(2, -1)], -3, [1, -3]],
  ['was archived before it ever counted', [counts(1, -1)], -3, undefined],
  ['never was more than a draft', [draft], -1, undefined],
])('a policy that %s', (_what, revisions, archived, expected) => {
  const ended = endedLately(revisions, archived === null ? null : days(archived), NOW);

  expect(ended && [ended.revision.number, (ended.until.getTime() - NOW.getTime()) / 86_400_000]).toEqual(expected);
});
