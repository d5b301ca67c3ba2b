import { expect, test } from 'vitest';
import { parseBusinessHours } from '../core/parse-business-hours.ts';
import type { Calendar } from '../core/business-time/calendar.ts';
import { attendanceAt } from './presence-rule.ts';

function calendar(hours: string, timeZone = 'Europe/Berlin', more: Partial<Calendar> = {}): Calendar {
  const reading = parseBusinessHours(hours);
  const weekly = 'spans' in reading ? reading.spans : [];
  return {
    timeZone,
    isRoundTheClock: false,
    weekly,
    holidays: new Set(),
    datedHours: new Map(),
    breaks: new Map(),
    ...more,
  };
}

const office = calendar('Mon-Fri 09:00-17:00');
const split = calendar('Mon-Fri 09:00-13:00, 14:00-17:00');
const night = calendar('Mon-Fri 22:00-06:00');
const easterMonday = calendar('Mon-Fri 09:00-17:00', 'Europe/Berlin', { holidays: new Set(['2026-04-06']) });

/** Times are UTC; Berlin is one hour ahead in winter, two from 29 March to 25 October 2026. */
const cases: readonly (readonly [
  about: string,
  by: Calendar,
  now: string,
  until: string | null,
  next: string | null,
])[] = [
  ['in office hours', office, '2026-03-10T09:00Z', '2026-03-10T16:00Z', '2026-03-10T09:00Z'],
  ['at the first instant', office, '2026-03-10T08:00Z', '2026-03-10T16:00Z', '2026-03-10T08:00Z'],
  ['at the last instant', office, '2026-03-10T16:00Z', null, '2026-03-11T08:00Z'],
  ['on a Friday evening', office, '2026-03-13T17:00Z', null, '2026-03-16T08:00Z'],
  ['over the spring change', office, '2026-03-27T17:00Z', null, '2026-03-30T07:00Z'],
  ['on a holiday', easterMonday, '2026-04-06T09:00Z', null, '2026-04-07T07:00Z'],
  ['before lunch', split, '2026-03-10T11:30Z', '2026-03-10T12:00Z', '2026-03-10T11:30Z'],
  ['at lunch', split, '2026-03-10T12:30Z', null, '2026-03-10T13:00Z'],
  ['at night, over midnight', night, '2026-03-10T22:30Z', '2026-03-11T05:00Z', '2026-03-10T22:30Z'],
  ['in a night of 7 hours', night, '2026-03-27T21:30Z', '2026-03-28T05:00Z', '2026-03-27T21:30Z'],
  ['in the week’s last night', night, '2026-03-14T04:00Z', '2026-03-14T05:00Z', '2026-03-14T04:00Z'],
  ['after it', night, '2026-03-14T06:00Z', null, '2026-03-16T21:00Z'],
  [
    'in the autumn night, which is an hour longer',
    calendar('Sat 22:00-06:00'),
    '2026-10-24T21:00Z',
    '2026-10-25T05:00Z',
    '2026-10-24T21:00Z',
  ],
  [
    'in Auckland while Berlin sleeps',
    calendar('Mon-Fri 09:00-17:00', 'Pacific/Auckland'),
    '2026-03-09T22:00Z',
    '2026-03-10T04:00Z',
    '2026-03-09T22:00Z',
  ],
  ['24 hours on 7 days', calendar('24/7'), '2026-03-10T09:00Z', null, '2026-03-10T09:00Z'],
  [
    'by a plain clock',
    calendar('Mon 09:00-10:00', 'UTC', { isRoundTheClock: true }),
    '2026-03-15T03:00Z',
    null,
    '2026-03-15T03:00Z',
  ],
  ['without hours', calendar(''), '2026-03-10T09:00Z', null, null],
];

test.each(cases)('somebody is there or not %s', (_about, by, now, until, next) => {
  const attendance = attendanceAt(by, new Date(now));

  expect(attendance).toEqual({
    isThere: next === now,
    thereUntil: until === null ? undefined : new Date(until),
    nextThere: next === null ? undefined : new Date(next),
  });
});
