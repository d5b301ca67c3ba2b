import { expect, it } from 'vitest';
import type { RevisionState } from './lifecycle.ts';
import { statusText } from './words.ts';

const NOW = new Date('2026-03-10T09:00:00Z');

/** A revision that counts between these UTC days, both included. */
function revision(number: number, state: RevisionState, from: string | null, last: string | null = null) {
  const effectiveAt = from === null ? null : new Date(`${from}T00:00:00Z`);
  const expiresAt = last === null ? null : new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000);
  return { number, state, effectiveFrom: from, effectiveAt, expiresOn: last, expiresAt };
}
const one = revision(1, 'published', '2026-01-01');

it.each([
  ['Draft', [revision(1, 'draft', null)]],
  ['In review', [revision(1, 'review', null)]],
  ['In force since 1 January 2026', [one]],
  ['In force since 1 January 2026, until 1 May 2026', [revision(1, 'published', '2026-01-01', '2026-05-01')]],
  ['In force since 1 January 2026, a change counts from 1 April 2026', [one, revision(2, 'published', '2026-04-01')]],
  [
    'In force since 1 January 2026, a change counts from 1 April 2026 until 10 April 2026',
    [one, revision(2, 'published', '2026-04-01', '2026-04-10')],
  ],
  ['Published, counts from 1 April 2026', [revision(1, 'published', '2026-04-01')]],
  ['Published, counts from 1 April 2026 until 10 April 2026', [revision(1, 'published', '2026-04-01', '2026-04-10')]],
  ['Ended on 9 March 2026', [revision(1, 'published', '2026-01-01', '2026-03-09')]],
])('%s', (text, revisions) => {
  expect(statusText({ archivedAt: null }, revisions, NOW)).toBe(text);
  expect(statusText({ archivedAt: NOW }, revisions, NOW)).toBe('Archived');
});
