import { describe, expect, it } from 'vitest';
import { countByTeam, countText, total } from './counts.ts';

const READ = new Date('2026-03-10T09:00:00Z');

describe('the count', () => {
  it.each([
    [0, 0, 'nobody'],
    [0, 1, '0 of 1 (0\u00A0%)'],
    [1, 1, '1 of 1 (100\u00A0%)'],
    [12, 14, '12 of 14 (86\u00A0%)'],
    [499, 500, '499 of 500 (99\u00A0%)'],
    [1, 500, '1 of 500 (1\u00A0%)'],
    [500, 500, '500 of 500 (100\u00A0%)'],
  ])('of %i and %i is %s', (read, of, expected) => {
    expect(countText({ read, of })).toBe(expected);
  });

  it('is by team, without those who are excused, whatever they said', () => {
    const reader = (teamId: string, acknowledgedAt: Date | null, excusedAt: Date | null = null) => ({
      teamId,
      acknowledgedAt,
      excusedAt,
    });

    const counts = countByTeam([
      reader('eu', READ),
      reader('eu', null),
      reader('eu', READ, READ),
      reader('us', null, READ),
      reader('us', null),
    ]);

    expect(Object.fromEntries(counts)).toEqual({ eu: { read: 1, of: 2 }, us: { read: 0, of: 1 } });
    expect(total(counts.values())).toEqual({ read: 1, of: 3 });
  });
});
