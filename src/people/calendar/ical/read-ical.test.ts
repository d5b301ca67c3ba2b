import { describe, expect, it } from 'vitest';
import { clockTime } from '../../../core/business-hours.ts';
import { NotACalendar } from './events.ts';
import { type Range, readIcal } from './read-ical.ts';

const madrid: Range = { timeZone: 'Europe/Madrid', from: '2025-11-22', to: '2029-11-22' };

/** A file with these events, each given by its lines. */
function file(...events: readonly (readonly string[])[]): string {
  const blocks = events.map((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n'));
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...blocks, 'END:VCALENDAR', ''].join('\r\n');
}

/** What it says, a line for each date: `2026-12-24 closed Christmas Eve`, `2026-12-24 10:00-10:30`. */
function said(text: string, range = madrid): readonly string[] {
  const { closed, breaks } = readIcal(text, range);
  return [
    ...closed.map(({ date, name }) => `${date} closed ${name}`.trim()),
    ...breaks.map(({ date, spans }) => {
      return `${date} ${spans.map(({ open, close }) => `${clockTime(open)}-${clockTime(close)}`).join(', ')}`;
    }),
  ];
}

describe('rule 5: all-day events close each date they cover', () => {
  it.each([
    ['one day', ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261225'], ['2026-12-24 closed']],
    [
      'the end is exclusive',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261226'],
      ['2026-12-24 closed', '2026-12-25 closed'],
    ],
    ['without an end', ['DTSTART;VALUE=DATE:20261224'], ['2026-12-24 closed']],
    [
      'an end that is the start, as some write',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261224'],
      ['2026-12-24 closed'],
    ],
    ['by duration', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P2D'], ['2026-12-24 closed', '2026-12-25 closed']],
    [
      'shown as free, as holidays are',
      ['DTSTART;VALUE=DATE:20261224', 'TRANSP:TRANSPARENT', 'SUMMARY:Nochebuena'],
      ['2026-12-24 closed Nochebuena'],
    ],
    [
      'a name with commas and folded lines',
      ['DTSTART;VALUE=DATE:20261224', 'SUMMARY:Stock\\, shel', ' ves\\; all'],
      ['2026-12-24 closed Stock, shelves; all'],
    ],
    ['cancelled', ['DTSTART;VALUE=DATE:20261224', 'STATUS:CANCELLED'], []],
    ['before what is in sight', ['DTSTART;VALUE=DATE:20241224'], []],
    [
      'reaching into what is in sight',
      ['DTSTART;VALUE=DATE:20241224', 'DTEND;VALUE=DATE:20251123'],
      ['2025-11-22 closed'],
    ],
  ])('%s', (_case, lines, expected) => {
    expect(said(file(['UID:1', ...lines]))).toEqual(expected);
  });

  it('a date stays the date, whatever the zone of the team', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      expect(said(file(['DTSTART;VALUE=DATE:20261224']), { ...madrid, timeZone })).toEqual(['2026-12-24 closed']);
    }
  });
});

describe('rule 5: timed events are breaks', () => {
  it.each([
    ['in UTC', ['DTSTART:20261201T090000Z', 'DTEND:20261201T093000Z'], ['2026-12-01 10:00-10:30']],
    [
      'floating: by the clock of the team',
      ['DTSTART:20261201T090000', 'DTEND:20261201T093000'],
      ['2026-12-01 09:00-09:30'],
    ],
    ['in a zone', ['DTSTART;TZID=America/New_York:20261201T090000', 'DURATION:PT1H'], ['2026-12-01 15:00-16:00']],
    [
      'in a zone behind a prefix',
      ['DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20261201T090000', 'DURATION:PT1H'],
      ['2026-12-01 15:00-16:00'],
    ],
    [
      'in a zone of Windows',
      ['DTSTART;TZID=Eastern Standard Time:20261201T090000', 'DURATION:PT1H'],
      ['2026-12-01 15:00-16:00'],
    ],
    [
      'in a quoted zone of Windows',
      ['DTSTART;TZID="W. Europe Standard Time":20260701T090000', 'DURATION:PT1H'],
      ['2026-07-01 09:00-10:00'],
    ],
    [
      'in a zone that nobody knows: by the clock of the team',
      ['DTSTART;TZID=Moon/Base:20261201T090000', 'DURATION:PT1H'],
      ['2026-12-01 09:00-10:00'],
    ],
    [
      'ending in another zone',
      ['DTSTART;TZID=Europe/Madrid:20261201T090000', 'DTEND:20261201T093000Z'],
      ['2026-12-01 09:00-10:30'],
    ],
    [
      'over midnight',
      ['DTSTART:20261201T230000', 'DTEND:20261203T010000'],
      ['2026-12-01 23:00-24:00', '2026-12-02 00:00-24:00', '2026-12-03 00:00-01:00'],
    ],
    ['until midnight', ['DTSTART:20261201T230000', 'DTEND:20261202T000000'], ['2026-12-01 23:00-24:00']],
    ['without a length', ['DTSTART:20261201T090000'], []],
    [
      'over the hour that summer time takes',
      ['DTSTART:20260329T003000Z', 'DTEND:20260329T013000Z'],
      ['2026-03-29 01:30-03:30'],
    ],
  ])('%s', (_case, lines, expected) => {
    expect(said(file(['UID:1', ...lines]))).toEqual(expected);
  });

  it('of several that overlap or touch one remains', () => {
    const text = file(
      ['DTSTART:20261201T090000', 'DURATION:PT1H'],
      ['DTSTART:20261201T093000', 'DURATION:PT1H'],
      ['DTSTART:20261201T103000', 'DURATION:PT30M'],
    );

    expect(said(text)).toEqual(['2026-12-01 09:00-11:00']);
  });

  it('in a zone that only the file knows', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Head office',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:-0300',
      'TZOFFSETTO:-0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const text = file(['DTSTART;TZID=Head office:20261201T090000', 'DURATION:PT1H']);

    expect(said(text.replace('BEGIN:VEVENT', [...zone, 'BEGIN:VEVENT'].join('\r\n')))).toEqual([
      '2026-12-01 13:00-14:00',
    ]);
  });
});

describe('rule 5: recurrences', () => {
  it('keep their time by the wall clock when summer time begins', () => {
    const text = file([
      'UID:1',
      'DTSTART;TZID=Europe/Madrid:20260327T100000',
      'DURATION:PT30M',
      'RRULE:FREQ=DAILY;COUNT=4',
    ]);

    expect(said(text)).toEqual(['27', '28', '29', '30'].map((day) => `2026-03-${day} 10:00-10:30`));
  });

  it('of another zone follow that zone', () => {
    // New York changes its clocks on 8 March, Madrid on the 29th.
    const text = file([
      'UID:1',
      'DTSTART;TZID=America/New_York:20260306T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=5',
    ]);

    expect(said(text)).toEqual([
      '2026-03-06 15:00-16:00',
      '2026-03-13 14:00-15:00',
      '2026-03-20 14:00-15:00',
      '2026-03-27 14:00-15:00',
      '2026-04-03 15:00-16:00',
    ]);
  });

  it('that began long ago are there from a year back to three years ahead', () => {
    const text = file(['UID:1', 'DTSTART;VALUE=DATE:19991224', 'RRULE:FREQ=YEARLY', 'SUMMARY:Eve']);

    expect(said(text)).toEqual(['2025', '2026', '2027', '2028'].map((year) => `${year}-12-24 closed Eve`));
  });

  it('29 February comes in leap years only', () => {
    expect(said(file(['UID:1', 'DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY']))).toEqual(['2028-02-29 closed']);
  });

  it.each([
    ['as an instant', 'UNTIL=20261203T080000Z'],
    ['as a date', 'UNTIL=20261203'],
    ['by the clock', 'UNTIL=20261203T090000'],
  ])('end with the last one, named %s', (_how, until) => {
    const text = file([
      'UID:1',
      'DTSTART;TZID=Europe/Madrid:20261201T090000',
      'DURATION:PT1H',
      `RRULE:FREQ=DAILY;${until}`,
    ]);

    expect(said(text).map((line) => line.slice(0, 10))).toEqual(['2026-12-01', '2026-12-02', '2026-12-03']);
  });

  it.each([
    ['by the clock', 'EXDATE;TZID=Europe/Madrid:20261202T090000'],
    ['as an instant', 'EXDATE:20261202T080000Z'],
    ['as a date', 'EXDATE;VALUE=DATE:20261202'],
    ['of several', 'EXDATE;TZID=Europe/Madrid:20261224T090000,20261202T090000'],
  ])('leave out what is excepted, named %s', (_how, exdate) => {
    const text = file([
      'UID:1',
      'DTSTART;TZID=Europe/Madrid:20261201T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      exdate,
    ]);

    expect(said(text).map((line) => line.slice(0, 10))).toEqual(['2026-12-01', '2026-12-03']);
  });

  it('have dates added', () => {
    expect(said(file(['UID:1', 'DTSTART;VALUE=DATE:20261201', 'RDATE;VALUE=DATE:20261210,20261220']))).toEqual(
      ['01', '10', '20'].map((day) => `2026-12-${day} closed`),
    );
  });

  it('have one moved, and one cancelled, whichever stands first in the file', () => {
    const series = ['UID:1', 'DTSTART:20261201T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'];
    const moved = ['UID:1', 'RECURRENCE-ID:20261202T090000', 'DTSTART:20261202T150000', 'DURATION:PT1H'];
    const dropped = ['UID:1', 'RECURRENCE-ID:20261203T090000', 'DTSTART:20261203T090000', 'STATUS:CANCELLED'];
    const expected = ['2026-12-01 09:00-10:00', '2026-12-02 15:00-16:00'];

    expect(said(file(series, moved, dropped))).toEqual(expected);
    expect(said(file(dropped, moved, series))).toEqual(expected);
  });

  it('count in their newest version', () => {
    const old = ['UID:1', 'SEQUENCE:1', 'DTSTART;VALUE=DATE:20261201'];
    const newer = ['UID:1', 'SEQUENCE:2', 'DTSTART;VALUE=DATE:20261202'];

    expect(said(file(newer, old))).toEqual(['2026-12-02 closed']);
  });

  it('of an event that is cancelled as a whole are cancelled too', () => {
    const series = ['UID:1', 'STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=DAILY'];
    const moved = ['UID:1', 'RECURRENCE-ID;VALUE=DATE:20261202', 'DTSTART;VALUE=DATE:20261205'];

    expect(said(file(series, moved))).toEqual([]);
  });
});

describe('files that nobody would write', () => {
  const good = ['UID:ok', 'DTSTART;VALUE=DATE:20261224'];

  it.each([
    ['no start', ['UID:1', 'SUMMARY:x']],
    ['a start that is none', ['UID:1', 'DTSTART:tomorrow']],
    ['an end before its start', ['UID:1', 'DTSTART:20261201T090000', 'DTEND:20261201T080000']],
    ['a rule that is none', ['UID:1', 'DTSTART:20261201T090000', 'RRULE:FREQ=NEVER']],
    ['a rule for each second', ['UID:1', 'DTSTART:19700101T000000Z', 'RRULE:FREQ=SECONDLY']],
    ['a line that is none', ['UID:1', 'DTSTART:20261201T090000', 'what is this']],
  ])('an event with %s costs none but itself', (_case, lines) => {
    const days = readIcal(file(lines, good), madrid);

    expect(days.closed).toEqual([{ date: '2026-12-24', name: '' }]);
    expect({ events: days.events, unreadable: days.unreadable }).toEqual({ events: 2, unreadable: 1 });
  });

  it.each([
    ['', 'empty'],
    ['<html><body>Sign in</body></html>', 'a web page'],
    ['BEGIN:VCARD\nEND:VCARD', 'a card'],
  ])('%j is no calendar: %s', (text) => {
    expect(() => readIcal(text, madrid)).toThrow(NotACalendar);
  });

  it('a calendar without events says nothing', () => {
    expect(said(file())).toEqual([]);
  });

  it('takes ids that are names of JavaScript', () => {
    expect(
      said(file(['UID:__proto__', 'DTSTART;VALUE=DATE:20261224'], ['UID:constructor', 'DTSTART;VALUE=DATE:20261225'])),
    ).toHaveLength(2);
  });

  it('takes bare line feeds and a byte order mark', () => {
    expect(said(`\uFEFF${file(good).replaceAll('\r\n', '\n')}`)).toEqual(['2026-12-24 closed']);
  });
});
