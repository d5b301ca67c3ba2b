import { describe, expect, it } from 'vitest';
import { parseBusinessHours } from '../../core/parse-business-hours.ts';
import { type CalendarParts, buildCalendar, nextClosedDays } from './calendar-parts.ts';
import { parseDayLines } from './day-lines.ts';
import { holidaysOf } from './holidays.ts';
import { isPlace, placeName, placeOptions } from './places.ts';

const now = new Date('2026-11-22T09:00:00Z');

function parts(changes: Partial<CalendarParts> = {}, lines = ''): CalendarParts {
  const hours = parseBusinessHours('Mon-Fri 09:00-17:00');
  const own = parseDayLines(lines);
  return {
    timeZone: 'Europe/Madrid',
    weekly: 'spans' in hours ? hours.spans : [],
    isRoundTheClock: false,
    place: null,
    days: 'rules' in own ? own.rules : [],
    ical: [],
    ...changes,
  };
}

function closedNext(given: CalendarParts): readonly string[] {
  return nextClosedDays(given, now, 5).map(({ date, name }) => `${date} ${name}`.trim());
}

describe('rule 5: public holidays', () => {
  it.each([
    ['ES', '2026-12-08', 'Immaculate Conception'],
    ['ES', '2026-12-06', 'Día de la Constitución Española'],
    // A Sunday: Madrid takes the Monday after it, Spain as a whole does not.
    ['ES-MD', '2026-12-07', 'Día de la Constitución Española (substitute day)'],
    ['ES', '2026-12-07', undefined],
    ['GB-ENG', '2026-12-28', 'Boxing Day (substitute day)'],
    ['US', '2026-07-03', 'Independence Day (substitute day)'],
    ['DE', '2026-08-15', undefined],
    ['DE-BY-KATH', '2026-08-15', 'Assumption'],
    // Not public: kept by banks and schools.
    ['DE', '2026-12-24', undefined],
    // Of several days.
    ['SA', '2026-03-21', 'End of Ramadan (Eid al-Fitr)'],
    // Half a day.
    ['IS', '2026-12-24', undefined],
    ['XX', '2026-12-25', undefined],
  ])('%s on %s: %s', (place, date, name) => {
    expect(holidaysOf(place, 2025, 2029).get(date)).toBe(name);
  });

  it('are known from last year to three years ahead', () => {
    const { holidays } = buildCalendar(parts({ place: 'ES' }), now);

    for (const year of [2025, 2026, 2027, 2028, 2029]) expect(holidays).toContain(`${year}-12-25`);
  });
});

describe('places', () => {
  it.each([
    ['spain', 'Spain'],
    ['madrid', 'Spain · Comunidad de Madrid'],
    ['aragon', 'Spain · Aragón'],
    ['ES', 'Spain'],
    ['germany bayern', 'Germany · Bayern'],
    ['augsburg', 'Germany · Bayern · Stadt Augsburg'],
  ])('%s finds %s first', (typed, name) => {
    expect(placeOptions(typed)[0]?.text.text).toBe(name);
  });

  it('are known by their code, others are not', () => {
    expect([isPlace('ES-MD'), isPlace('ES-XX'), isPlace('')]).toEqual([true, false, false]);
    expect(placeName('DE-BY')).toBe('Germany · Bayern');
  });

  it('fit into a menu, whatever is typed', () => {
    for (const typed of ['', 'a', 'nowhere at all']) expect(placeOptions(typed).length).toBeLessThanOrEqual(100);
  });
});

describe('a calendar', () => {
  it('rule 4: keeps closed days, dated hours and breaks apart', () => {
    const lines = '2026-12-24 09:00-12:00\n2026-12-23 break 12:00-13:00\n2026-12-31 closed';
    const ical = [
      {
        closed: [{ date: '2026-12-30', name: '' }],
        breaks: [{ date: '2026-12-23', spans: [{ open: 900, close: 930 }] }],
        events: 2,
        unreadable: 0,
      },
    ];

    const calendar = buildCalendar(parts({ ical }, lines), now);

    expect([...calendar.holidays]).toEqual(['2026-12-30', '2026-12-31']);
    expect(calendar.datedHours).toEqual(new Map([['2026-12-24', [{ open: 540, close: 720 }]]]));
    expect(calendar.breaks).toEqual(
      new Map([
        [
          '2026-12-23',
          [
            { open: 720, close: 780 },
            { open: 900, close: 930 },
          ],
        ],
      ]),
    );
  });

  it('names the next days that are closed though the team works on that weekday', () => {
    expect(closedNext(parts({ place: 'ES' }, '2026-12-23 closed Stocktaking\n2026-12-31 closed'))).toEqual([
      '2026-12-08 Immaculate Conception',
      '2026-12-23 Stocktaking',
      '2026-12-25 Christmas Day',
      '2026-12-31',
      "2027-01-01 New Year's Day",
    ]);
  });

  it('has a holiday open where the team says so', () => {
    expect(closedNext(parts({ place: 'ES' }, '2026-12-08 open'))[0]).toBe('2026-12-25 Christmas Day');
  });

  it('begins with today in the zone of the team', () => {
    const late = parts({ timeZone: 'Pacific/Kiritimati' }, '2026-11-22 closed\n2026-11-23 closed');

    expect(nextClosedDays(late, new Date('2026-11-22T11:00:00Z'), 5).map(({ date }) => date)).toEqual(['2026-11-23']);
  });
});
