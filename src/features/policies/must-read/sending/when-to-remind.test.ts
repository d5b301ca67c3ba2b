import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../../core/business-time/calendar.ts';
import { localMinute, toInstant, addDays } from '../../../../core/local-time.ts';
import { dueForJoiner, nextStep, type Reader, remindersFor } from './when-to-remind.ts';

/** Monday to Friday, nine to five, unless said otherwise. */
function works(more: Partial<Calendar> = {}): Calendar {
  return {
    timeZone: 'Europe/Berlin',
    isRoundTheClock: false,
    weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: 1020 })) as Calendar['weekly'],
    holidays: new Set(),
    datedHours: new Map(),
    breaks: new Map(),
    ...more,
  };
}

/** `2026-03-10 10:00` on the wall of that zone. */
function at(local: string, zone = 'Europe/Berlin'): Date {
  const [date = '', time = '00:00'] = local.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return toInstant(date, hours * 60 + minutes, zone);
}

const endOf = (date: string, zone?: string): Date => at(addDays(date, 1), zone);

describe('when somebody is reminded', () => {
  const chicago = works({ timeZone: 'America/Chicago' });
  it.each<[string, Calendar, string, Date, readonly string[]]>([
    // Tuesday 10 March 2026 is an ordinary day.
    [
      'half-way, and on the last working day before',
      works(),
      '2026-03-10 10:00',
      endOf('2026-03-20'),
      ['2026-03-16 09:00', '2026-03-19 09:00'],
    ],
    ['once, where both are one day', works(), '2026-03-10 10:00', endOf('2026-03-13'), ['2026-03-12 09:00']],
    ['never, until tonight', works(), '2026-03-10 10:00', endOf('2026-03-10'), []],
    ['in the morning, until tomorrow night', works(), '2026-03-10 16:00', endOf('2026-03-11'), ['2026-03-11 09:00']],
    [
      'on Friday, for Monday',
      works(),
      '2026-03-10 10:00',
      endOf('2026-03-16'),
      ['2026-03-12 09:00', '2026-03-13 09:00'],
    ],
    [
      'on Friday, for Sunday',
      works(),
      '2026-03-10 10:00',
      endOf('2026-03-15'),
      ['2026-03-12 09:00', '2026-03-13 09:00'],
    ],
    [
      'before a holiday',
      works({ holidays: new Set(['2026-03-19']) }),
      '2026-03-10 10:00',
      endOf('2026-03-20'),
      ['2026-03-16 09:00', '2026-03-18 09:00'],
    ],
    [
      'never, where all that is left is holidays',
      works({ holidays: new Set(['2026-03-11', '2026-03-12', '2026-03-13']) }),
      '2026-03-10 10:00',
      endOf('2026-03-13'),
      [],
    ],
    // Clocks go forward on Sunday 29 March in Berlin, back on 25 October.
    [
      'over the hour that is skipped',
      works(),
      '2026-03-27 10:00',
      endOf('2026-04-03'),
      ['2026-04-01 09:00', '2026-04-02 09:00'],
    ],
    [
      'over the hour that comes twice',
      works(),
      '2026-10-23 10:00',
      endOf('2026-10-30'),
      ['2026-10-28 09:00', '2026-10-29 09:00'],
    ],
    [
      'by the hours there are, of a day of 23',
      works({ isRoundTheClock: true }),
      '2026-03-28 10:00',
      endOf('2026-04-01'),
      ['2026-03-30 09:00', '2026-03-31 09:00'],
    ],
    [
      'at nine, of days without an end',
      works({ isRoundTheClock: true }),
      '2026-03-10 10:00',
      endOf('2026-03-13'),
      ['2026-03-12 09:00'],
    ],
  ])('%s', (_what, calendar, told, due, expected) => {
    const reminders = remindersFor(calendar, at(told, calendar.timeZone), due);

    expect(reminders.map((one) => localMinute(one, calendar.timeZone))).toEqual(expected);
  });

  it('by their own clock, where the deadline is of elsewhere', () => {
    const reminders = remindersFor(chicago, at('2026-03-10 10:00', 'America/Chicago'), endOf('2026-03-13'));

    expect(reminders.map((one) => localMinute(one, 'America/Chicago'))).toEqual(['2026-03-12 09:00']);
  });
});

describe('the deadline of whoever joins', () => {
  const joined = at('2026-03-10 15:00');
  it.each<[string, Calendar | undefined, string, string]>([
    ['is that of all, where it is far', works(), '2026-03-31', '2026-03-31'],
    ['is five working days, where it is near', works(), '2026-03-11', '2026-03-17'],
    ['is five working days, where it is over', works(), '2026-03-02', '2026-03-17'],
    ['counts no holidays', works({ holidays: new Set(['2026-03-12']) }), '2026-03-11', '2026-03-18'],
    ['is that of all, where no hours are known', undefined, '2026-03-11', '2026-03-11'],
  ])('%s', (_what, calendar, deadline, expected) => {
    expect(dueForJoiner(calendar, joined, endOf(deadline))).toEqual(endOf(expected));
  });
});

describe('the next step', () => {
  const fresh: Reader = { dueAt: endOf('2026-03-20'), toldAt: null, remindedAt: null, reminded: 0, isNudged: false };
  const told: Reader = { ...fresh, toldAt: at('2026-03-10 10:00') };
  const wait = (local: string) => ({ step: 'wait', until: at(local) });
  it.each<[string, Reader, string, object]>([
    ['asks at work', fresh, '2026-03-10 10:00', { step: 'tell' }],
    ['waits for the morning', fresh, '2026-03-10 18:00', wait('2026-03-11 09:00')],
    ['waits over the week-end', fresh, '2026-03-13 17:00', wait('2026-03-16 09:00')],
    ['waits for the half', told, '2026-03-10 10:00', wait('2026-03-16 09:00')],
    ['reminds half-way', told, '2026-03-16 09:00', { step: 'remind' }],
    ['reminds once where two were missed', told, '2026-03-19 11:00', { step: 'remind' }],
    [
      'waits for the last day',
      { ...told, remindedAt: at('2026-03-16 09:00'), reminded: 1 },
      '2026-03-16 09:00',
      wait('2026-03-19 09:00'),
    ],
    [
      'ends after two',
      { ...told, remindedAt: at('2026-03-19 09:00'), reminded: 2 },
      '2026-03-19 09:00',
      { step: 'none' },
    ],
    ['is none after the deadline', told, '2026-03-23 10:00', { step: 'none' }],
    ['is none where the next hours are after it', told, '2026-03-20 18:00', { step: 'none' }],
    ['reminds by hand after the deadline', { ...told, isNudged: true }, '2026-03-23 10:00', { step: 'nudge' }],
    ['waits by hand too', { ...told, isNudged: true }, '2026-03-23 20:00', wait('2026-03-24 09:00')],
  ])('%s', (_what, reader, now, expected) => {
    expect(nextStep(reader, works(), at(now))).toEqual(expected);
  });

  it('looks again in a day where nobody knows their hours', () => {
    const now = at('2026-03-10 10:00');

    expect(nextStep(fresh, undefined, now)).toEqual({ step: 'wait', until: at('2026-03-11 10:00') });
    expect(nextStep(fresh, works({ weekly: [] }), now)).toEqual({ step: 'wait', until: at('2026-03-11 10:00') });
  });
});
