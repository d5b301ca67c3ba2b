import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../../../test/support/calendars.ts';
import { dueAfterHandOn, dueOf, nextReminder, reminders } from './due-rules.ts';

const BERLIN = calendarOf('Europe/Berlin', 'Mon-Fri 09:00-17:00', { holidays: ['2026-04-03', '2026-04-06'] });
const CHICAGO = calendarOf('America/Chicago', 'Mon-Fri 09:00-17:00');
const LONG = calendarOf('Europe/Berlin', 'Mon-Sat 08:00-20:00');

describe('a working day later', () => {
  it.each([
    ['the same time of the next day', BERLIN, '2026-03-10T10:00+01:00', '2026-03-11T10:00+01:00'],
    ['over a night before it opens', BERLIN, '2026-03-10T07:00+01:00', '2026-03-10T17:00+01:00'],
    ['over a weekend', BERLIN, '2026-03-13T16:00+01:00', '2026-03-16T16:00+01:00'],
    ['over Easter and its holidays', BERLIN, '2026-04-02T15:00+02:00', '2026-04-07T15:00+02:00'],
    ['over the night that the clocks go forward', BERLIN, '2026-03-27T12:00+01:00', '2026-03-30T12:00+02:00'],
    ['over the night that the clocks go back', BERLIN, '2026-10-23T12:00+02:00', '2026-10-26T12:00+01:00'],
    ['in another zone, three weeks earlier', CHICAGO, '2026-03-06T12:00-06:00', '2026-03-09T12:00-05:00'],
    ['where days are longer it is eight hours', LONG, '2026-03-10T10:00+01:00', '2026-03-10T18:00+01:00'],
  ])('%s', (_what, calendar, askedAt, due) => {
    expect(dueOf(calendar, new Date(askedAt))).toEqual(new Date(due));
  });

  it('is a week where a calendar never opens', () => {
    const never = calendarOf('Europe/Berlin', 'Mon 09:00-17:00', {});

    expect(dueOf({ ...never, weekly: [] }, new Date('2026-03-10T09:00Z'))).toEqual(new Date('2026-03-17T09:00Z'));
  });
});

describe('after it was handed on', () => {
  it.each([
    ['it stays due when it was', '2026-03-10T10:00+01:00', '2026-03-11T12:00+01:00', '2026-03-11T12:00+01:00'],
    ['but not in an hour', '2026-03-11T11:00+01:00', '2026-03-11T12:00+01:00', '2026-03-11T15:00+01:00'],
    ['nor a week ago', '2026-03-20T15:00+01:00', '2026-03-11T12:00+01:00', '2026-03-23T11:00+01:00'],
  ])('%s', (_what, now, due, then) => {
    expect(dueAfterHandOn(BERLIN, new Date(due), new Date(now))).toEqual(new Date(then));
  });
});

describe('reminders', () => {
  it.each([
    [
      'in a day',
      '2026-03-10T10:00+01:00',
      ['2026-03-10T14:00+01:00', '2026-03-11T10:00+01:00', '2026-03-11T14:00+01:00'],
    ],
    [
      'over Easter',
      '2026-04-02T15:00+02:00',
      ['2026-04-07T11:00+02:00', '2026-04-07T15:00+02:00', '2026-04-08T11:00+02:00'],
    ],
    [
      'over summer time',
      '2026-03-27T12:00+01:00',
      ['2026-03-27T16:00+01:00', '2026-03-30T12:00+02:00', '2026-03-30T16:00+02:00'],
    ],
  ])('are half-way, when due, and half a day later to managers: %s', (_what, at, times) => {
    const askedAt = new Date(at);

    const plan = reminders(BERLIN, { since: askedAt, due: dueOf(BERLIN, askedAt) });

    expect(plan.map(({ to }) => to)).toEqual(['owner', 'owner', 'managers']);
    expect(plan.map((reminder) => reminder.at)).toEqual(times.map((time) => new Date(time)));
  });

  const askedAt = new Date('2026-03-10T09:00Z');
  const plan = reminders(BERLIN, { since: askedAt, due: dueOf(BERLIN, askedAt) });

  it.each([
    ['before half-way', 0, '10T12:00', { lookAt: plan[0]?.at }],
    ['half-way', 0, '10T13:00', { say: 0 }],
    ['after the first', 1, '10T14:00', { lookAt: plan[1]?.at }],
    ['due before the first was said', 0, '11T09:00', { say: 1 }],
    ['due', 1, '11T09:00', { say: 1 }],
    ['late, before its owner was told', 0, '12T15:00', { say: 1 }],
    ['late', 2, '12T15:00', { say: 2 }],
    ['after all of them', 3, '20T15:00', {}],
  ])('%s', (_when, reminded, now, next) => {
    expect(nextReminder(plan, reminded, new Date(`2026-03-${now}:00Z`))).toEqual(next);
  });
});
