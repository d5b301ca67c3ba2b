import { describe, expect, it } from 'vitest';
import { calendarOf, neverOpen } from '../../../../../test/support/calendars.ts';
import { type Candidate, isUnanswered, needOf, type Said, stepOf } from './due-rules.ts';
import { isWorkingDay, workingDayAfter } from './working-days.ts';

const ZONE = 'Europe/Berlin';
/** 25 and 28 December are holidays; 26 and 27 are a weekend. */
const berlin = calendarOf(ZONE, 'Mon-Fri 09:00-17:00', { holidays: ['2026-12-25', '2026-12-28'] });

const NOTHING: Said = {
  reviewOn: null,
  askedOf: null,
  askedAt: null,
  reminded: 0,
  endingRevisionId: null,
  endedRevisionId: null,
};

interface Given {
  readonly reviewOn?: string;
  readonly from?: string;
  readonly until?: string;
  readonly said?: Partial<Said>;
}

function policy({ reviewOn = '2026-12-18', from = '2026-01-01T08:00:00Z', until, said }: Given = {}): Candidate {
  const span = { revision: { id: 'r1' }, from: new Date(from), until: until === undefined ? null : new Date(until) };
  return {
    policy: { owner: 'U0LEO', reviewOn },
    timeZone: ZONE,
    spans: [span],
    said: said ? { ...NOTHING, ...said } : null,
  };
}

const asked = (at: string, reminded = 0): Partial<Said> => ({
  reviewOn: '2026-12-18',
  askedOf: 'U0LEO',
  askedAt: new Date(at),
  reminded,
});

describe('a policy needs', () => {
  it.each([
    ['nothing on the day before its review, wherever else that day has begun', {}, '2026-12-17T22:59:00Z', undefined],
    ['a review from midnight of its team on', {}, '2026-12-17T23:00:00Z', 'review'],
    ['nothing before it counts', { from: '2027-01-01T00:00:00Z' }, '2026-12-20T09:00:00Z', undefined],
    ['to be seen to 14 days before its last day', { until: '2027-01-01T23:00:00Z' }, '2026-12-18T09:00:00Z', 'ending'],
    ['only a review 15 days before it', { until: '2027-01-02T23:00:00Z' }, '2026-12-18T09:00:00Z', 'review'],
    ['to be seen to on its last day still', { until: '2026-12-20T23:00:00Z' }, '2026-12-20T22:59:00Z', 'ending'],
    ['to be replaced once it has ended', { until: '2026-12-20T23:00:00Z' }, '2026-12-20T23:00:00Z', 'ended'],
  ] as const)('%s', (_name, given, now, need) => {
    expect(needOf(policy(given), new Date(now))).toBe(need);
  });

  it('nothing while a planned revision takes its place', () => {
    const begun = policy({ until: '2026-12-20T23:00:00Z' });
    const next = { revision: { id: 'r2' }, from: new Date('2026-12-20T23:00:00Z'), until: null };

    const planned = { ...begun, spans: [...begun.spans, next] };

    expect(needOf(planned, new Date('2026-12-18T09:00:00Z'))).toBeUndefined();
  });

  it('nothing where it never counted', () => {
    expect(needOf({ ...policy(), spans: [] }, new Date('2026-12-20T09:00:00Z'))).toBeUndefined();
  });
});

describe('its owner', () => {
  it.each([
    ['is asked when nothing was said yet', undefined, '2026-12-18T09:00:00Z', 'ask'],
    ['is not asked twice', asked('2026-12-18T09:00:00Z'), '2026-12-18T12:00:00Z', undefined],
    ['is not reminded after two working days', asked('2026-12-18T09:00:00Z'), '2026-12-22T16:00:00Z', undefined],
    ['is reminded after three', asked('2026-12-18T09:00:00Z'), '2026-12-23T08:00:00Z', 'remind'],
    ['is not reminded again before seven', asked('2026-12-18T09:00:00Z', 1), '2026-12-30T16:00:00Z', undefined],
    [
      'is reminded after seven, holidays not counted',
      asked('2026-12-18T09:00:00Z', 1),
      '2026-12-31T08:00:00Z',
      'remind',
    ],
    ['is not reminded a third time', asked('2026-12-18T09:00:00Z', 2), '2027-03-01T08:00:00Z', undefined],
    [
      'is asked anew where somebody else was asked',
      { ...asked('2026-12-18T09:00:00Z'), askedOf: 'U0LIA' },
      '2026-12-18T12:00:00Z',
      'ask',
    ],
    [
      'is asked anew at the next review',
      { ...asked('2026-09-18T09:00:00Z'), reviewOn: '2026-09-18' },
      '2026-12-18T12:00:00Z',
      'ask',
    ],
  ] as const)('%s', (_name, said, now, step) => {
    expect(stepOf(policy(said ? { said } : {}), berlin, new Date(now))).toBe(step);
  });

  it('hears once that it ends, and once that it has', () => {
    const until = '2026-12-20T23:00:00Z';
    const soon = new Date('2026-12-18T09:00:00Z');
    const late = new Date('2026-12-21T09:00:00Z');
    const told = { endingRevisionId: 'r1' };

    expect(stepOf(policy({ until }), berlin, soon)).toBe('ending');
    expect(stepOf(policy({ until, said: told }), berlin, soon)).toBeUndefined();
    expect(stepOf(policy({ until, said: told }), berlin, late)).toBe('ended');
    expect(stepOf(policy({ until, said: { ...told, endedRevisionId: 'r1' } }), berlin, late)).toBeUndefined();
  });

  it.each([
    ['asked', 0, false],
    ['reminded once', 1, false],
    ['reminded twice', 2, true],
  ])('%s: the managers hear of it is %#', (_name, reminded, unanswered) => {
    const candidate = policy({ said: asked('2026-12-18T09:00:00Z', reminded) });

    expect(isUnanswered(candidate, new Date('2027-01-04T09:00:00Z'))).toBe(unanswered);
  });

  it('whose policy was verified meanwhile has answered', () => {
    const verified = policy({ reviewOn: '2027-03-18', said: asked('2026-12-18T09:00:00Z', 2) });

    expect(isUnanswered(verified, new Date('2027-01-04T09:00:00Z'))).toBe(false);
  });
});

describe('working days', () => {
  it.each([
    ['over a weekend', '2026-12-18', 1, '2026-12-21'],
    ['over holidays and a weekend', '2026-12-24', 1, '2026-12-29'],
    ['from a holiday on', '2026-12-25', 2, '2026-12-30'],
    ['over the end of summer time', '2026-10-23', 1, '2026-10-26'],
    ['over its beginning', '2026-03-27', 3, '2026-04-01'],
  ])('are counted %s', (_name, date, count, expected) => {
    expect(workingDayAfter(berlin, date, count)).toBe(expected);
  });

  it('are days as they come where nobody ever works', () => {
    expect(workingDayAfter(neverOpen(ZONE), '2026-12-18', 3)).toBe('2026-12-21');
    expect(isWorkingDay(neverOpen(ZONE), '2026-12-18')).toBe(false);
  });
});
