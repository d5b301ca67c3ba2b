import { expect, test } from 'vitest';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { parseBusinessHours } from '../../../core/parse-business-hours.ts';
import { attendanceOf, type Rostered } from './shift-presence.ts';

function hours(text: string): Calendar {
  const reading = parseBusinessHours(text);
  const weekly = 'spans' in reading ? reading.spans : [];
  return {
    timeZone: 'Europe/Berlin',
    isRoundTheClock: false,
    weekly,
    holidays: new Set(),
    datedHours: new Map(),
    breaks: new Map(),
  };
}

const office = hours('Mon-Fri 09:00-17:00');

function stretches(...texts: readonly string[]): Rostered['shifts'] {
  return texts.map((text) => {
    const [from = '', to = ''] = text.split(' ');
    return { from: Date.parse(`2026-${from}Z`), to: Date.parse(`2026-${to}Z`) };
  });
}

/** On the roster of two more days, as somebody who works by it. */
const others = stretches('03-05T06:00 03-05T14:00', '03-06T06:00 03-06T14:00');
const day = [...others, ...stretches('03-10T06:00 03-10T14:00')];
const night = stretches('03-26T21:00 03-27T04:00', '03-27T21:00 03-28T04:00', '03-28T21:00 03-29T04:00');
const adjoining = [...others, ...stretches('03-10T06:00 03-10T10:00', '03-10T10:00 03-10T14:00')];
const split = [...others, ...stretches('03-10T06:00 03-10T10:00', '03-10T11:00 03-10T14:00')];
const twoTeams = [...others, ...stretches('03-10T06:00 03-10T10:00', '03-11T15:00 03-11T22:00')];
/** What a manager takes over, on a Sunday and in the evening of a Wednesday. */
const covered = stretches('03-08T08:00 03-08T16:00', '03-11T15:00 03-11T22:00');

/** UTC; Berlin is an hour ahead until 29 March 2026, 02:00, and two from then to 25 October. */
const cases: readonly (readonly [
  about: string,
  of: Partial<Rostered>,
  now: string,
  until: string | null,
  next: string | null,
])[] = [
  ['at their first instant', { shifts: day }, '03-10T06:00', '03-10T14:00', '03-10T06:00'],
  ['before the office opens', { shifts: day }, '03-10T07:00', '03-10T14:00', '03-10T07:00'],
  ['before their shift', { shifts: day }, '03-10T05:59', null, '03-10T06:00'],
  ['in office hours of a day with a shift tomorrow', { shifts: day }, '03-09T10:00', null, '03-10T06:00'],
  ['at the last instant, too many days being near until the 19th', { shifts: day }, '03-10T14:00', null, '03-19T08:00'],
  ['when no shift is near, by hours', {}, '03-10T10:00', '03-10T16:00', '03-10T10:00'],
  ['in a night of 7 hours by the clock of 8', { shifts: night }, '03-29T03:59', '03-29T04:00', '03-29T03:59'],
  ['after it', { shifts: night }, '03-29T04:00', null, '04-10T07:00'],
  [
    'in an autumn night of 9 hours',
    { shifts: stretches('10-22T20:00 10-23T04:00', '10-23T20:00 10-24T04:00', '10-24T20:00 10-25T05:00') },
    '10-25T04:30',
    '10-25T05:00',
    '10-25T04:30',
  ],
  ['in the first of two that adjoin', { shifts: adjoining }, '03-10T09:00', '03-10T14:00', '03-10T09:00'],
  ['between two of a split day', { shifts: split }, '03-10T10:30', null, '03-10T11:00'],
  ['off one team, the next for another', { shifts: twoTeams }, '03-10T12:00', null, '03-11T15:00'],
  ['in a shift of the other team', { shifts: twoTeams }, '03-11T16:00', '03-11T22:00', '03-11T16:00'],
  ['on leave', { shifts: day, away: stretches('03-09T23:00 03-10T23:00') }, '03-10T10:00', null, '03-19T08:00'],
  ['on leave without a shift', { away: stretches('03-09T23:00 03-10T23:00') }, '03-10T10:00', null, '03-11T08:00'],
  ['by hours, between two that they covered', { shifts: covered }, '03-09T10:00', '03-09T16:00', '03-09T10:00'],
  ['in one of these', { shifts: covered }, '03-08T10:00', '03-08T16:00', '03-08T10:00'],
  ['by hours and on in the one that follows', { shifts: covered }, '03-11T10:00', '03-11T22:00', '03-11T10:00'],
  ['after both', { shifts: covered }, '03-11T22:00', null, '03-12T08:00'],
  [
    'by hours, on a day whose shift comes in two parts',
    { shifts: split.slice(2) },
    '03-10T15:00',
    '03-10T16:00',
    '03-10T15:00',
  ],
  [
    'until they leave for an appointment',
    { shifts: day, away: stretches('03-10T10:00 03-10T11:00') },
    '03-10T09:00',
    '03-10T10:00',
    '03-10T09:00',
  ],
  [
    'in training in the middle of a shift',
    { shifts: day, away: stretches('03-10T10:00 03-10T11:00') },
    '03-10T10:00',
    null,
    '03-10T11:00',
  ],
  [
    'in a training outside their shifts',
    { away: stretches('03-10T09:00 03-10T11:00') },
    '03-10T09:30',
    null,
    '03-10T11:00',
  ],
];

test.each(cases)('somebody is there or not %s', (_about, of, now, until, next) => {
  const attendance = attendanceOf({ shifts: [], away: [], ...of }, office, new Date(`2026-${now}Z`));

  expect(attendance).toEqual({
    isThere: next === now,
    thereUntil: until === null ? undefined : new Date(`2026-${until}Z`),
    nextThere: next === null ? undefined : new Date(`2026-${next}Z`),
  });
});
