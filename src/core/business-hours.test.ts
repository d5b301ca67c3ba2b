import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpeningSpan, formatBusinessHours, minutesPerWeek } from './business-hours.ts';
import { parseBusinessHours } from './parse-business-hours.ts';

/** What was understood, in the one way it is written; or what was refused, and why. */
function understood(text: string): string {
  const reading = parseBusinessHours(text);
  return 'spans' in reading ? formatBusinessHours(reading.spans) : `✗ ${reading.problem}`;
}

describe('business hours as typed', () => {
  it.each([
    ['Mon-Fri 09:00-14:00, 16:00-20:00; Sat 10:00-14:00', 'Mon-Fri 09:00-14:00, 16:00-20:00; Sat 10:00-14:00'],
    ['mon–fri 9-17', 'Mon-Fri 09:00-17:00'],
    ['Monday to Friday 9:00 to 17:00', 'Mon-Fri 09:00-17:00'],
    ['Monday - Friday: 9am - 5pm', 'Mon-Fri 09:00-17:00'],
    ['weekdays 8.30-18 sat 10-14', 'Mon-Fri 08:30-18:00; Sat 10:00-14:00'],
    ['Mon, Wed and Fri 0900-1700', 'Mon, Wed, Fri 09:00-17:00'],
    ['Tues-Thurs from 9 until 17:30\nSunday closed', 'Tue-Thu 09:00-17:30'],
    ['24/7', '24/7'],
    ['daily 00:00-24:00', '24/7'],
    ['Sun 24h; Mon all day', 'Mon, Sun 00:00-24:00'],
    ['Sat-Mon 10:00-12:00', 'Mon, Sat-Sun 10:00-12:00'],
    ['mon 9-12, 12-17', 'Mon 09:00-12:00, 12:00-17:00'],
    ['Mon 14:00-18:00, 8:00-12:00', 'Mon 08:00-12:00, 14:00-18:00'],
    ['Mon 9-5pm', 'Mon 09:00-17:00'],
    ['Fri 23:00-23:59', 'Fri 23:00-23:59'],
    ['Mon 22:00-06:00', 'Mon 22:00-24:00; Tue 00:00-06:00'],
    ['Sun 22-6', 'Mon 00:00-06:00; Sun 22:00-24:00'],
    ['Mon 18:00-24:00', 'Mon 18:00-24:00'],
    ['Mon 09:00-05:00', 'Mon 09:00-24:00; Tue 00:00-05:00'],
  ])('%s is %s', (text, expected) => {
    expect(understood(text)).toBe(expected);
  });

  it.each([
    ['', 'Say when the team works, like Mon-Fri 09:00-17:00.'],
    ['Sun closed', 'Say when the team works, like Mon-Fri 09:00-17:00.'],
    ['09:00-17:00', 'Say the days before "09:00", like Mon-Fri 09:00-17:00.'],
    ['Mon-Fri', 'From when to when on Mon? Like Mon 09:00-17:00.'],
    ['Mon 09:00', '"09:00" needs a start and an end, like 09:00-17:00.'],
    ['Mon 09:00-', '"09:00" needs a start and an end, like 09:00-17:00.'],
    ['Funday 09:00-17:00', '"Funday" is not a day. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun.'],
    ['Mon 09:00-14:00, 13:00-17:00', 'Mon: 09:00-14:00 and 13:00-17:00 overlap.'],
    ['Mon-Wed 9-12; Tue 11-13', 'Tue: 09:00-12:00 and 11:00-13:00 overlap.'],
    ['Mon 22:00-06:00; Tue 05:00-09:00', 'Tue: 00:00-06:00 and 05:00-09:00 overlap.'],
    ['Mon 18:00-00:00', '"18:00-00:00": did you mean 18:00-24:00?'],
    ['Mon 00:00-00:00', '"00:00-00:00": did you mean 00:00-24:00?'],
    ['Mon 6pm-12am', '"6pm-12am": did you mean 18:00-24:00?'],
    ['Mon 9-5', '"9-5": did you mean 09:00-17:00?'],
    ['Mon 1-5pm', '"1-5pm": did you mean 13:00-17:00?'],
    ['Mon 09:00-09:00', '"09:00-09:00" starts and ends at the same time.'],
    ['Mon 24:00-06:00', '"24:00-06:00": a day starts at 00:00, not at 24:00.'],
    ['Mon 09:00-25:00', '"25:00" is not a time of day.'],
    ['Mon 09:00-12:75', '"12:75" is not a time of day.'],
    ['Mon 13pm-14pm', '"13pm" is not a time of day.'],
    ['Mon closed 09:00-17:00', 'Mon is closed and open at once.'],
    ['Mon 9:5-10', `I can't read "9:5-10". Write it like Mon-Fri 09:00-17:00.`],
    ['Mon 9-17 🎉', `I can't read "🎉". Write it like Mon-Fri 09:00-17:00.`],
  ])('%s is refused: %s', (text, problem) => {
    expect(understood(text)).toBe(`✗ ${problem}`);
  });
});

/** Any week: per day an increasing row of minutes, cut into spans that may touch. */
const week: fc.Arbitrary<readonly OpeningSpan[]> = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 }), { minLength: 7, maxLength: 7 })
  .map((days) =>
    days.flatMap((edges, day) => {
      const sorted = edges.toSorted((a, b) => a - b);
      return sorted.slice(1).map((close, index) => ({ weekday: day + 1, open: sorted[index]!, close }));
    }),
  )
  .filter((spans) => spans.length > 0);

describe('business hours of any week', () => {
  it('read back as the same spans after being written', () => {
    fc.assert(
      fc.property(week, (spans) => {
        expect(parseBusinessHours(formatBusinessHours(spans))).toEqual({ spans });
      }),
    );
  });

  it('never surprise: any text is read or refused in words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const reading = parseBusinessHours(text);
        expect('spans' in reading ? reading.spans.length : reading.problem.length).toBeGreaterThan(0);
      }),
    );
  });

  it('add up to the minutes of a week', () => {
    const reading = parseBusinessHours('Mon-Fri 09:00-14:00, 16:00-20:00; Sat 10:00-14:00');

    expect('spans' in reading && minutesPerWeek(reading.spans)).toBe((5 * 9 + 4) * 60);
  });
});
