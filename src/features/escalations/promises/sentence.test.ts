import { describe, expect, test } from 'vitest';
import { at } from '../../../../test/support/calendars.ts';
import { sentenceFor, SUBJECTS, subjectName } from './sentence.ts';

const BERLIN = 'Europe/Berlin';

function said(due: string, now: string, customerZone?: string): string {
  return sentenceFor({ subject: 'news', dueAt: at(due, BERLIN), customerZone, teamZone: BERLIN }, at(now, BERLIN));
}

describe('the sentence for the customer', () => {
  test.each([
    ['today', '2026-11-24 14:00', '2026-11-24 10:00', 'You will hear from us by 14:00 today.'],
    ['tomorrow', '2026-11-25 14:00', '2026-11-24 23:59', 'You will hear from us by 14:00 tomorrow, Wednesday.'],
    ['this week', '2026-11-27 09:30', '2026-11-24 10:00', 'You will hear from us by Friday 09:30.'],
    [
      'from Friday evening to Tuesday',
      '2026-12-01 14:00',
      '2026-11-27 17:50',
      'You will hear from us by Tuesday 14:00.',
    ],
    ['in six days', '2026-11-30 10:00', '2026-11-24 10:00', 'You will hear from us by Monday 10:00.'],
    ['in a week', '2026-12-01 10:00', '2026-11-24 10:00', 'You will hear from us by Tuesday 1 December, 10:00.'],
    ['over new year', '2027-01-04 10:00', '2026-12-28 10:00', 'You will hear from us by Monday 4 January, 10:00.'],
    ['at midnight', '2026-11-25 00:00', '2026-11-24 10:00', 'You will hear from us by 23:59 today.'],
    ['over a change of the clocks', '2026-10-26 10:00', '2026-10-24 10:00', 'You will hear from us by Monday 10:00.'],
  ])('%s', (_name, due, now, sentence) => {
    expect(said(due, now)).toBe(sentence);
  });

  test.each([
    ['her morning', '2026-11-24 15:00', '2026-11-24 14:00', 'America/New_York', '09:00 today, your time'],
    ['her yesterday', '2026-11-25 02:00', '2026-11-24 22:00', 'America/New_York', '20:00 today, your time'],
    [
      'her tomorrow',
      '2026-11-24 17:00',
      '2026-11-24 10:00',
      'Pacific/Auckland',
      '05:00 tomorrow, Wednesday, your time',
    ],
    ['her zone, another quarter', '2026-11-24 12:00', '2026-11-24 10:00', 'Asia/Kathmandu', '16:45 today, your time'],
    ['the same clock by another name', '2026-11-24 14:00', '2026-11-24 10:00', 'Europe/Madrid', '14:00 today'],
    [
      'two weeks in which the clocks differ',
      '2026-03-17 15:00',
      '2026-03-17 09:00',
      'America/New_York',
      '10:00 today, your time',
    ],
  ])("in the customer's zone: %s", (_name, due, now, zone, when) => {
    expect(said(due, now, zone)).toBe(`You will hear from us by ${when}.`);
  });

  test.each(SUBJECTS)('%s has a sentence and a name of its own', (subject) => {
    const dueAt = at('2026-11-24 14:00', BERLIN);
    const sentence = sentenceFor({ subject, dueAt, teamZone: BERLIN }, at('2026-11-24 10:00', BERLIN));

    expect(sentence).toMatch(/^[A-Z].* by 14:00 today\.$/);
    expect(subjectName(subject)).not.toBe('');
  });
});
