import { expect, test } from 'vitest';
import { afterChange, comeDue, nextOccurrence, type ScheduleRule } from './next-occurrence.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

function at(time: string, timeZone: string, weekdays: readonly number[] = everyDay): ScheduleRule {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { minutes: hours * 60 + minutes, weekdays, timeZone };
}

const cases: readonly (readonly [about: string, rule: ScheduleRule, after: string, at: string, localDate: string])[] = [
  ['later today', at('09:00', 'Europe/Berlin'), '2026-03-10T07:59:59Z', '2026-03-10T08:00:00Z', '2026-03-10'],
  ['strictly later', at('09:00', 'Europe/Berlin'), '2026-03-10T08:00:00Z', '2026-03-11T08:00:00Z', '2026-03-11'],
  ['the next weekday', at('09:00', 'Europe/Berlin', [1]), '2026-03-10T12:00:00Z', '2026-03-16T08:00:00Z', '2026-03-16'],
  ['a gap: its end', at('02:30', 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z', '2026-03-29'],
  [
    'a gap at its first minute',
    at('02:00', 'Europe/Berlin'),
    '2026-03-28T12:00:00Z',
    '2026-03-29T01:00:00Z',
    '2026-03-29',
  ],
  ['a fold: the first', at('02:30', 'Europe/Berlin'), '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25'],
  ['a fold: not again', at('02:30', 'Europe/Berlin'), '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z', '2026-10-26'],
  [
    'half an hour of gap',
    at('02:15', 'Australia/Lord_Howe'),
    '2026-10-03T12:00:00Z',
    '2026-10-03T15:30:00Z',
    '2026-10-04',
  ],
  ['no midnight', at('00:00', 'Africa/Cairo'), '2026-04-23T12:00:00Z', '2026-04-23T22:00:00Z', '2026-04-24'],
  ['a gap before midnight', at('23:30', 'America/Nuuk'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z', '2026-03-28'],
  ['the day after it', at('23:30', 'America/Nuuk'), '2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z', '2026-03-29'],
  ['a date left out', at('12:00', 'Pacific/Apia'), '2011-12-29T22:00:00Z', '2011-12-30T22:00:00Z', '2011-12-31'],
  ['midnight', at('00:00', 'America/New_York'), '2026-03-10T03:59:00Z', '2026-03-10T04:00:00Z', '2026-03-10'],
];

test.each(cases)('the next run is %s', (_about, rule, after, instant, localDate) => {
  const next = nextOccurrence(rule, new Date(after));

  expect(next).toEqual({ at: new Date(instant), localDate });
});

test('a local date that is done does not come again when the clock jumps back', () => {
  const next = nextOccurrence(at('09:00', 'Europe/Berlin'), new Date('2026-03-10T07:00:00Z'), '2026-03-10');

  expect(next.localDate).toBe('2026-03-11');
});

test('a rule without weekdays is refused', () => {
  expect(() => nextOccurrence(at('09:00', 'Europe/Berlin', []), new Date('2026-03-10T07:00:00Z'))).toThrow('weekday');
});

test('whatever came due since is told in order, with the first that did not', () => {
  const rule = at('09:00', 'Europe/Berlin', [1, 2, 3, 4, 5]);
  const friday = { at: new Date('2026-03-27T08:00:00Z'), localDate: '2026-03-27' };

  const { due, last, next } = comeDue(rule, friday, new Date('2026-03-31T07:00:00Z'));

  expect(due.map(({ localDate }) => localDate)).toEqual(['2026-03-27', '2026-03-30', '2026-03-31']);
  expect([last.localDate, next.localDate]).toEqual(['2026-03-31', '2026-04-01']);
});

const berlin = at('09:00', 'Europe/Berlin');
const changes: readonly (readonly [
  about: string,
  rule: ScheduleRule,
  now: string,
  pending: string,
  doneUntil: string | null,
  at: string,
  localDate: string,
])[] = [
  [
    'later on a day that ran: tomorrow',
    at('15:00', 'Europe/Berlin'),
    '2026-03-10T09:00Z',
    '2026-03-11',
    '2026-03-10',
    '2026-03-11T14:00Z',
    '2026-03-11',
  ],
  [
    'later on a day still to run: then',
    at('15:00', 'Europe/Berlin'),
    '2026-03-10T07:00Z',
    '2026-03-10',
    '2026-03-09',
    '2026-03-10T14:00Z',
    '2026-03-10',
  ],
  [
    'earlier than now, still to run: at once',
    at('07:00', 'Europe/Berlin'),
    '2026-03-10T07:30Z',
    '2026-03-10',
    '2026-03-09',
    '2026-03-10T06:00Z',
    '2026-03-10',
  ],
  [
    'to the west after it ran: not again',
    at('09:00', 'America/Chicago'),
    '2026-03-10T09:00Z',
    '2026-03-11',
    '2026-03-10',
    '2026-03-11T14:00Z',
    '2026-03-11',
  ],
  [
    'to the east, where it is tomorrow: tomorrow',
    at('09:00', 'Pacific/Auckland'),
    '2026-03-10T19:00Z',
    '2026-03-11',
    '2026-03-10',
    '2026-03-10T20:00Z',
    '2026-03-11',
  ],
  [
    'from Mondays to every day: today',
    berlin,
    '2026-03-11T07:00Z',
    '2026-03-16',
    '2026-03-09',
    '2026-03-11T08:00Z',
    '2026-03-11',
  ],
  [
    'to other weekdays: the pending day is gone',
    at('09:00', 'Europe/Berlin', [5]),
    '2026-03-10T07:00Z',
    '2026-03-10',
    '2026-03-09',
    '2026-03-13T08:00Z',
    '2026-03-13',
  ],
  ['before it ever ran', berlin, '2026-03-10T07:00Z', '2026-03-10', null, '2026-03-10T08:00Z', '2026-03-10'],
];

test.each(changes)('a schedule moved %s', (_about, rule, now, pending, doneUntil, instant, localDate) => {
  const next = afterChange(rule, new Date(now), { pending, doneUntil });

  expect(next).toEqual({ at: new Date(instant), localDate });
});
