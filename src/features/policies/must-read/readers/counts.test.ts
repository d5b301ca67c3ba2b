import { describe, expect, it } from 'vitest';
import { asOf, countByTeam, countText, isNewcomer, total } from './counts.ts';

const READ = new Date('2026-03-10T09:00:00Z');
const DEADLINE = new Date('2026-03-13T23:00:00Z');

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
      dueAt: DEADLINE,
      acknowledgedAt,
      excusedAt,
    });

    const readers = [
      reader('eu', READ),
      reader('eu', null),
      reader('eu', READ, READ),
      reader('us', null, READ),
      reader('us', null),
    ];
    const counts = countByTeam(readers, asOf({ deadlineAt: DEADLINE, endedAt: null }, READ));

    expect(Object.fromEntries(counts)).toEqual({ eu: { read: 1, of: 2 }, us: { read: 0, of: 1 } });
    expect(total(counts.values())).toEqual({ read: 1, of: 3 });
  });

  it.each([
    ['before the deadline of all', '2026-03-12T09:00:00Z', null, false, { read: 0, of: 1 }],
    ['after it, with time left', '2026-03-16T09:00:00Z', null, true, { read: 0, of: 0 }],
    ['once it is read', '2026-03-16T09:00:00Z', READ, false, { read: 1, of: 1 }],
    ['after their own deadline', '2026-03-23T23:00:00Z', null, false, { read: 0, of: 1 }],
  ])('has whoever joined later apart: %s', (_, at, acknowledgedAt, isApart, count) => {
    const newcomer = { teamId: 'eu', dueAt: new Date('2026-03-23T23:00:00Z'), acknowledgedAt, excusedAt: null };
    const when = asOf({ deadlineAt: DEADLINE, endedAt: null }, new Date(at));

    expect(isNewcomer(newcomer, when)).toBe(isApart);
    expect(countByTeam([newcomer], when).get('eu')).toEqual(count);
  });

  it('is of when it ended', () => {
    const ended = new Date('2026-03-16T09:00:00Z');

    expect(asOf({ deadlineAt: DEADLINE, endedAt: ended }, new Date('2026-04-01T09:00:00Z')).at).toBe(ended);
  });
});
