import { describe, expect, it } from 'vitest';
import { spansOf, type Standing } from '../library/lifecycle.ts';
import { before, onDay, replacedBy } from './on-day.ts';

interface Given extends Standing {
  readonly id: string;
}

function published(number: number, from: string, until?: string): Given {
  const expiresAt = until === undefined ? null : new Date(until);
  return { id: `r${number}`, number, state: 'published', effectiveAt: new Date(from), expiresAt };
}

/** What counted that day, as numbers of revisions, or why nothing did. */
function said(revisions: readonly Given[], date: string, zone = 'Europe/Berlin', archived?: string): string {
  const day = onDay(spansOf(revisions, archived === undefined ? null : new Date(archived)), date, zone);
  if (day.kind === 'counted') return day.spans.map(({ revision }) => revision.number).join(' then ');
  if (day.kind === 'ended') return `ended ${day.last.revision.number}`;
  return day.first ? `not yet ${day.first.revision.number}` : 'never';
}

const one = published(1, '2026-03-10T13:05:00Z');
const two = published(2, '2026-06-01T22:00:00Z');
const short = published(1, '2026-03-10T13:05:00Z', '2026-03-31T22:00:00Z');

describe('on a day counted', () => {
  it.each([
    ['nothing the day before', [one, two], '2026-03-09', 'not yet 1'],
    ['the first on its first day, though it began at noon', [one, two], '2026-03-10', '1'],
    ['the first until the eve of the next', [one, two], '2026-06-01', '1'],
    ['the next from local midnight on, which is the day before in UTC', [one, two], '2026-06-02', '2'],
    ['the next ever after', [one, two], '2030-01-01', '2'],
    ['both on a day with a change at noon', [one, published(2, '2026-05-04T10:00:00Z')], '2026-05-04', '1 then 2'],
    [
      'all three of a day',
      [one, published(2, '2026-05-04T10:00:00Z'), published(3, '2026-05-04T11:00:00Z')],
      '2026-05-04',
      '1 then 2 then 3',
    ],
    ['the last of what began together', [one, published(2, '2026-03-10T13:05:00Z')], '2026-03-10', '2'],
    ['it on its last day', [short], '2026-03-31', '1'],
    ['nothing after its last day', [short], '2026-04-01', 'ended 1'],
    ['nothing between its end and the next', [short, two], '2026-05-01', 'ended 1'],
    ['what was planned, on a day to come', [one, published(2, '2027-01-01T23:00:00Z')], '2027-01-02', '2'],
    ['nothing ever where nothing was published', [{ ...one, state: 'draft' as const }], '2026-05-01', 'never'],
    ['nothing of a dropped one', [{ ...one, state: 'dropped' as const }, two], '2026-05-01', 'not yet 2'],
  ])('%s', (_name, revisions, date, expected) => {
    expect(said(revisions, date)).toBe(expected);
  });

  it.each([
    ['the short day of spring ends after 23 hours', '2026-03-29', '2026-03-29T22:00:00Z', '1'],
    ['what begins in its last minute counts in it', '2026-03-29', '2026-03-29T21:59:00Z', '1 then 2'],
    ['the long day of autumn ends after 25 hours', '2026-10-25', '2026-10-25T22:59:00Z', '1 then 2'],
    ['what begins as it ends does not', '2026-10-25', '2026-10-25T23:00:00Z', '1'],
  ])('%s', (_name, date, from, expected) => {
    expect(said([one, published(2, from)], date)).toBe(expected);
  });

  it.each([
    ['it until it was archived that day', '2026-05-04', '1'],
    ['nothing after it was archived', '2026-05-05', 'ended 1'],
    ['nothing of what was planned for after that', '2026-06-02', 'ended 1'],
  ])('%s', (_name, date, expected) => {
    expect(said([one, two], date, 'Europe/Berlin', '2026-05-04T12:03:00Z')).toBe(expected);
  });

  it('nothing ever of what was archived before it counted', () => {
    expect(said([two], '2026-07-01', 'Europe/Berlin', '2026-05-04T12:03:00Z')).toBe('never');
  });

  it('the day is the one of the team that keeps it', () => {
    const late = published(2, '2026-06-02T03:00:00Z');

    expect(said([one, late], '2026-06-01', 'America/Chicago')).toBe('1 then 2');
    expect(said([one, late], '2026-06-01', 'Europe/Berlin')).toBe('1');
  });

  it('a day whose midnight the clocks skip begins when it begins', () => {
    const begins = published(1, '2026-09-06T04:00:00Z');

    expect(said([begins], '2026-09-05', 'America/Santiago')).toBe('not yet 1');
    expect(said([begins], '2026-09-06', 'America/Santiago')).toBe('1');
  });
});

describe('what a revision changed', () => {
  it('is what counted right before it', () => {
    const planned = published(3, '2026-04-01T00:00:00Z');

    expect(before([one, two, planned], 'r2')?.id).toBe('r3');
    expect(before([one, two, planned], 'r3')?.id).toBe('r1');
    expect(before([one, two], 'r1')).toBeUndefined();
    expect(before([one, two], 'made-up')).toBeUndefined();
  });

  it('is what had expired, where nothing counted in between', () => {
    expect(before([short, two], 'r2')?.id).toBe('r1');
  });
});

describe('a planned revision that never counted', () => {
  // The clock goes on while one takes the other's place.
  const at = (minute: number, milliseconds = 0) => new Date(Date.UTC(2026, 2, 10, 9, minute, 0, milliseconds));
  const first = { number: 1, state: 'published', publishedAt: at(0), changedAt: at(0) } as const;
  const planned = { number: 2, state: 'dropped', publishedAt: at(1), changedAt: at(2, 3) } as const;
  const third = { number: 3, state: 'published', publishedAt: at(2), changedAt: at(2) } as const;
  const fourth = { number: 4, state: 'published', publishedAt: at(5), changedAt: at(5) } as const;
  const draft = { number: 5, state: 'dropped', publishedAt: null, changedAt: at(6) } as const;
  const all = [draft, fourth, third, planned, first];

  it('gave way to the one that was published then, not to those before or after', () => {
    expect(all.map((revision) => replacedBy(all, revision))).toEqual([undefined, undefined, undefined, 3, undefined]);
  });
});
