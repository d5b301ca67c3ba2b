import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTime } from '../../core/business-hours.ts';
import { type DayRule, parseDayLines } from './day-lines.ts';

function written(rule: DayRule): string {
  if (rule.kind === 'open') return `${rule.date} open`;
  if (rule.kind === 'closed') return `${rule.date} closed ${rule.name}`.trim();
  const spans = rule.spans.map(({ open, close }) => `${clockTime(open)}-${clockTime(close)}`).join(', ');
  return `${rule.date} ${rule.kind === 'break' ? 'break ' : ''}${spans}`;
}

/** What was understood, a line each; or what was refused, and why. */
function understood(text: string): string {
  const reading = parseDayLines(text);
  return 'rules' in reading ? reading.rules.map(written).join('\n') : `✗ ${reading.problem}`;
}

describe('own days as typed', () => {
  it.each([
    ['', ''],
    ['\n  \n# Christmas\n', ''],
    ['2026-12-31 closed', '2026-12-31 closed'],
    ['2026-12-31 off', '2026-12-31 closed'],
    ['2026-12-31: Closed, Stocktaking & more', '2026-12-31 closed Stocktaking & more'],
    ['2026-12-24 09:00-12:00', '2026-12-24 09:00-12:00'],
    ['2026-12-24 9:00 to 12:00 and 13:00–24:00', '2026-12-24 09:00-12:00, 13:00-24:00'],
    ['2026-12-24 break 10:00-10:30; 12:00-12:30', '2026-12-24 break 10:00-10:30, 12:00-12:30'],
    ['2026-12-08 open', '2026-12-08 open'],
    ['2026-12-31 closed\n2026-12-24 closed', '2026-12-24 closed\n2026-12-31 closed'],
    ['2026-12-30 to 2027-01-01 closed', '2026-12-30 closed\n2026-12-31 closed\n2027-01-01 closed'],
    ['2028-02-28 - 2028-03-01 09:00-10:00', '2028-02-28 09:00-10:00\n2028-02-29 09:00-10:00\n2028-03-01 09:00-10:00'],
    ['2026-12-24 09:00-10:00\n2026-12-24 10:00-11:00', '2026-12-24 09:00-10:00\n2026-12-24 10:00-11:00'],
    ['2026-12-08 open\n2026-12-08 09:00-10:00', '2026-12-08 open\n2026-12-08 09:00-10:00'],
  ])('%j is %j', (text, expected) => {
    expect(understood(text)).toBe(expected);
  });

  it.each([
    [
      'Christmas closed',
      `I can't read "Christmas closed". Write it like 2026-12-24 09:00-12:00, or 2026-12-31 closed.`,
    ],
    [
      '24.12.2026 closed',
      `I can't read "24.12.2026 closed". Write it like 2026-12-24 09:00-12:00, or 2026-12-31 closed.`,
    ],
    ['2026-12-24', `I can't read "2026-12-24". Write it like 2026-12-24 09:00-12:00, or 2026-12-31 closed.`],
    ['2026-12-24 break', `What about "2026-12-24 break"? Write it like 2026-12-24 09:00-12:00, or 2026-12-31 closed.`],
    ['2026-12-24 9-12', `I can't read "9-12". Write it like 2026-12-24 09:00-12:00, or 2026-12-31 closed.`],
    ['2026-02-29 closed', 'There is no 2026-02-29.'],
    ['2026-12-31 to 2026-12-24 closed', '2026-12-31 to 2026-12-24 ends before it starts.'],
    ['2026-01-01 to 2028-01-01 closed', '2026-01-01 to 2028-01-01 is longer than a year.'],
    ['2026-12-24 09:00-00:00', '"09:00-00:00": did you mean 09:00-24:00?'],
    [
      '2026-12-24 22:00-06:00',
      '"22:00-06:00" ends before it starts. Write what is after midnight in a line of its own.',
    ],
    ['2026-12-24 09:00-25:00', '"25:00" is not a time of day.'],
    ['2026-12-24 09:00-12:75', '"12:75" is not a time of day.'],
    ['2026-12-24 closed\n2026-12-24 09:00-12:00', '2026-12-24 is closed and open at once.'],
    ['2026-12-24 open\n2026-12-24 closed', '2026-12-24 is closed and open at once.'],
    ['2026-12-24 09:00-12:00\n2026-12-24 11:00-13:00', '2026-12-24: 09:00-12:00 and 11:00-13:00 overlap.'],
    ['2026-12-24 09:00-12:00, 10:00-11:00', '2026-12-24: 09:00-12:00 and 10:00-11:00 overlap.'],
  ])('%j is refused: %s', (text, problem) => {
    expect(understood(text)).toBe(`✗ ${problem}`);
  });

  it('never surprise: any text is read or refused in words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const reading = parseDayLines(text);
        expect('rules' in reading || reading.problem.length > 0).toBe(true);
      }),
    );
  });
});
