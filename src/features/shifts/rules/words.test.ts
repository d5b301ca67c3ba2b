import { expect, test } from 'vitest';
import { type RuleId, ruleIds } from './policy.ts';
import type { Finding, Verdict } from './verdict.ts';
import { findingText, type Names, saidOnce, verdictText } from './words.ts';

const names: Names = {
  person: (id) => ({ ana: 'Ana', ben: 'Ben' })[id] ?? id,
  shift: (id) => ({ g: 'Wed 13 May 09:00–17:00', r: 'Thu 14 May 06:00–14:00' })[id] ?? id,
};

type Row = readonly [rule: RuleId, person: string | null, numbers: Finding['numbers'], said: string];

const week = { week_start: '2026-10-19', before_min: 2400, after_min: 2460, limit_min: 2400 };
const night = { shifts: ['l', 'e'], ended: '2026-11-24 22:00', starts: '2026-11-25 06:00' };
const rows: readonly Row[] = [
  ['R1', 'ana', { shift: 'g', owner: 'ben' }, 'Ana: Wed 13 May 09:00–17:00 is not theirs'],
  ['R1', 'ana', { shift: 'x', reason: 'unknown_shift' }, 'Ana: this shift is not on the roster any more'],
  ['R1', null, { shift: 'g', reason: 'given_twice' }, 'Wed 13 May 09:00–17:00 would go to two people at once'],
  ['R2', 'ana', { shift: 'g' }, 'Ana: Wed 13 May 09:00–17:00 would go to the person who has it'],
  ['R3', 'ana', { shift: 'g' }, 'Ana: Wed 13 May 09:00–17:00 is not published yet'],
  [
    'R4',
    null,
    { shift: 'g', lead_min: 660, limit_min: 720 },
    'Wed 13 May 09:00–17:00 starts in 11 h 00, at least 12 h 00 are needed',
  ],
  ['R4', null, { shift: 'g', days: 50, limit_days: 42 }, 'Wed 13 May 09:00–17:00 is 50 days ahead, limit 42'],
  [
    'R5',
    'ana',
    { overlap_min: 60, shifts: ['g', 'r'] },
    'Ana: two shifts at once for 1 h 00: Wed 13 May 09:00–17:00 and Thu 14 May 06:00–14:00',
  ],
  [
    'R5',
    'ana',
    {
      overlap_min: 240,
      shifts: ['g', 'elsewhere'],
      spans: ['2026-11-24 14:00/2026-11-24 22:00', '2026-11-24 18:00/2026-11-25 02:00'],
    },
    'Ana: two shifts at once for 4 h 00: Tue 24 Nov 14:00–22:00 and Tue 24 Nov 18:00–02:00',
  ],
  ['R6', 'ben', { shift: 'g', overlap_min: 420 }, 'Ben: away for 7 h 00 of Wed 13 May 09:00–17:00'],
  ['R7', 'ben', { shift: 'g', missing: 'lead' }, 'Ben: Wed 13 May 09:00–17:00 asks for lead'],
  [
    'R8',
    'ben',
    { credential: 'first aid', needed_until: '2026-05-14', valid_until: '2026-05-13' },
    'Ben: first aid is needed until Thu 14 May, valid until Wed 13 May',
  ],
  [
    'R8',
    'ben',
    { credential: 'first aid', needed_until: '2026-05-14', valid_until: null },
    'Ben: first aid is needed until Thu 14 May, and is not there',
  ],
  ['R9', 'ana', { shift: 'g', activity: 'training' }, 'Ana: Wed 13 May 09:00–17:00 is not for swapping'],
  [
    'R10',
    'ana',
    { rest_min: 540, limit_min: 660, wall_min: 600 },
    'Ana: rest 9 h 00 as clocks change that night; 11 h 00 needed',
  ],
  ['R10', 'ana', { rest_min: 540, limit_min: 660, wall_min: 540 }, 'Ana: rest 9 h 00; 11 h 00 needed'],
  [
    'R10',
    'ana',
    { ...night, rest_min: 480, limit_min: 660, wall_min: 480, was_min: 810 },
    'Ana: rest between Tue 24 Nov 22:00 and Wed 25 Nov 06:00: 8 h 00, was 13 h 30; 11 h 00 needed',
  ],
  [
    'R10',
    'ana',
    { ...night, rest_min: 480, limit_min: 660, wall_min: 480, was_min: 4800 },
    'Ana: rest between Tue 24 Nov 22:00 and Wed 25 Nov 06:00: 8 h 00; 11 h 00 needed',
  ],
  [
    'R10',
    'ana',
    { ...night, zones: ['Europe/Berlin', 'America/Chicago'], rest_min: 600, limit_min: 660 },
    'Ana: rest between Tue 24 Nov 22:00 (Berlin) and Wed 25 Nov 06:00 (Chicago): 10 h 00; 11 h 00 needed',
  ],
  [
    'R11',
    'ana',
    { week_start: '2026-03-23', longest_rest_min: 2010, before_min: 2160, limit_min: 2100 },
    'Ana: week of Mon 23 Mar: longest rest 33 h 30, was 36 h 00; 35 h 00 needed',
  ],
  [
    'R12',
    'ana',
    { week_start: '2026-03-23', weeks: 17, before_min: 2870.5, after_min: 2890, limit_min: 2880 },
    'Ana: 17 weeks from Mon 23 Mar, on average a week: 47 h 51 → 48 h 10, average limit 48 h 00',
  ],
  ['R13', 'ana', week, 'Ana: week of Mon 19 Oct: 40 h 00 → 41 h 00, weekly limit 40 h 00'],
  ['R14', 'ana', week, 'Ana: week of Mon 19 Oct: 40 h 00 → 41 h 00, overtime limit 40 h 00'],
  [
    'R15',
    'ana',
    { before_min: 540, after_min: 750, limit_min: 720 },
    'Ana: within 24 h: 9 h 00 → 12 h 30, daily limit 12 h 00',
  ],
  [
    'R15',
    'ana',
    { from: '2026-09-06 08:00', before_min: 540, after_min: 750, limit_min: 720 },
    'Ana: 24 h from Sun 6 Sept 08:00: 9 h 00 → 12 h 30, daily limit 12 h 00',
  ],
  [
    'R15',
    'ana',
    { day: '2026-09-06', before_min: 300, after_min: 661, limit_min: 660 },
    'Ana: Sun 6 Sept: 5 h 00 → 11 h 01, daily limit 11 h 00',
  ],
  ['R16', 'ana', { before_days: 6, after_days: 7, limit_days: 6 }, 'Ana: days in a row: 6 → 7, limit 6'],
  [
    'R16',
    'ana',
    { before_days: 6, after_days: 7, limit_days: 6, first_date: '2026-11-16', last_date: '2026-11-22' },
    'Ana: days in a row, Mon 16 Nov to Sun 22 Nov: 6 → 7, limit 6',
  ],
  ['R17', 'ana', { from_type: 'L', to_type: 'E', date: '2026-05-14' }, 'Ana: L on Wed 13 May, then E on Thu 14 May'],
  [
    'R18',
    'ana',
    { week_start: '2026-03-23', weeks: 17, before_min: 470, after_min: 490, limit_min: 480 },
    'Ana: night work, 17 weeks from Mon 23 Mar, on average in 24 h: 7 h 50 → 8 h 10, limit 8 h 00',
  ],
  [
    'R19',
    'ana',
    { what: 'day', under_age: 18, day: '2026-05-13', before_min: 0, after_min: 500, limit_min: 480 },
    'Ana: Wed 13 May, under 18: 0 h 00 → 8 h 20, limit 8 h 00',
  ],
  [
    'R19',
    'ana',
    { what: 'week', under_age: 18, ...week },
    'Ana: week of Mon 19 Oct, under 18: 40 h 00 → 41 h 00, limit 40 h 00',
  ],
  [
    'R19',
    'ana',
    {
      what: 'outside',
      under_age: 18,
      day: '2026-05-13',
      before_min: 0,
      after_min: 30,
      earliest: '06:00',
      latest_end: '22:00',
    },
    'Ana: Wed 13 May, outside 06:00 to 22:00, under 18: 0 h 00 → 0 h 30',
  ],
  [
    'R20',
    'ana',
    { week_start: '2026-10-19', before_min: 1800, after_min: 1320, limit_min: 1800 },
    'Ana: week of Mon 19 Oct: 30 h 00 → 22 h 00, contract at least 30 h 00',
  ],
  ['R21', null, { deltas: { ana: -60, ben: 60 }, limit_min: 0 }, 'Paid time is not equal: Ana −1 h 00, Ben +1 h 00'],
  [
    'R21',
    null,
    { deltas: { ana: -90, ben: 90 }, limit_min: 60 },
    'Paid time is not equal: Ana −1 h 30, Ben +1 h 30, up to 1 h 00 is fine',
  ],
  [
    'R21',
    null,
    { deltas: { ana: -90, ben: 90 }, limit_min: 0, has_breaks: true },
    'Paid time is not equal: Ana −1 h 30, Ben +1 h 30; unpaid breaks do not count',
  ],
  ['R22', 'ana', { given_min: 480 }, 'Ana: gives and gets nothing in return'],
  [
    'R23',
    null,
    { at: '2026-05-13 09:00', skill: null, before_people: 3, after_people: 2, needed_people: 3 },
    'People at Wed 13 May 09:00: 3 → 2, needed 3',
  ],
  [
    'R23',
    null,
    { at: '2026-05-13 09:00', skill: 'lead', before_people: 1, after_people: 0, needed_people: 1 },
    'People with lead at Wed 13 May 09:00: 1 → 0, needed 1',
  ],
  [
    'R24',
    null,
    { role: 'first aid', at: '2026-05-13 09:00', without_min: 480 },
    'Nobody with first aid for 8 h 00, first at Wed 13 May 09:00',
  ],
  [
    'R25',
    'ana',
    { period: '2026-05', before_weekends: 2, after_weekends: 3, limit_weekends: 2 },
    'Ana: weekends of May: 2 → 3, limit 2',
  ],
  [
    'R25',
    'ana',
    { period: '2026-05-02/2026-05-30', before_weekends: 2, after_weekends: 3, limit_weekends: 2 },
    'Ana: weekends of the period from Sat 2 May to Sat 30 May: 2 → 3, limit 2',
  ],
  [
    'R25',
    'ana',
    { half: true, before_weekends: 0, after_weekends: 1, limit_weekends: 0 },
    'Ana: half weekends: 0 → 1, limit 0',
  ],
  ['R26', 'ana', { before_trades: 3, after_trades: 4, limit_trades: 3 }, 'Ana: trades this month: 3 → 4, limit 3'],
  ['R26', 'ana', { open_requests: 6, limit: 5 }, 'Ana: open requests: 6, limit 5'],
  ['R27', 'ana', {}, 'Ana: takes no part in swaps'],
  [
    'R28',
    'ben',
    { shift: 'g', zone: 'Europe/London', home_zone: 'Europe/Madrid' },
    'Ben: Wed 13 May 09:00–17:00 is in Europe/London, not Europe/Madrid',
  ],
  [
    'R28',
    'ben',
    { shift: 'g', site: 'Leeds', home_site: 'Berlin' },
    'Ben: Wed 13 May 09:00–17:00 is at Leeds, not Berlin',
  ],
  ['R29', null, { people: 4, limit_people: 3 }, 'People in this trade: 4, limit 3'],
  [
    'R30',
    'ana',
    { ...night, rest_min: 480, limit_min: 600, premium_min: 120 },
    'Ana: rest between Tue 24 Nov 22:00 and Wed 25 Nov 06:00: 8 h 00; below 10 h 00 a premium is owed, here for 2 h 00',
  ],
];

test.each(rows)('what %s finds of %s is said with its numbers', (rule, person, numbers, said) => {
  const finding: Finding = { rule, severity: 'deny', person, numbers };

  expect(findingText(finding, names)).toBe(said);
});

test('every rule has its words', () => {
  const worded = new Set(rows.map(([rule]) => rule));

  expect(ruleIds.filter((rule) => !worded.has(rule))).toEqual([]);
});

test.each(ruleIds)('a finding of %s that lacks its numbers is still said, without inventing any', (rule) => {
  const said = findingText({ rule, severity: 'deny', person: 'ana', numbers: {} }, names);

  expect(said).toMatch(/^Ana: ./);
  expect(said).not.toMatch(/NaN|undefined|null|Invalid/);
});

test('a verdict says what comes of it, then each finding with its rule', () => {
  const rest: Finding = {
    rule: 'R10',
    severity: 'deny',
    person: 'ana',
    numbers: { rest_min: 540, limit_min: 660, wall_min: 540 },
  };
  const verdict: Verdict = { verdict: 'deny', decisive: rest, findings: [rest], policyRevision: 3 };

  expect(verdictText(verdict, names)).toBe(
    'The rules do not allow it:\n• Ana: rest 9 h 00; 11 h 00 needed (Rest between shifts)',
  );
});

test('a verdict without findings is one line', () => {
  const verdict: Verdict = { verdict: 'allow', decisive: null, findings: [], policyRevision: 0 };

  expect(verdictText(verdict, names)).toBe('The rules allow it.');
});

test('that nobody rests between two shifts at once is not said again; a short rest elsewhere, or of somebody else, is', () => {
  const found = (rule: RuleId, person: string, shifts: readonly string[]): Finding => ({
    rule,
    severity: 'deny',
    person,
    numbers: { shifts },
  });
  const overlap = found('R5', 'ana', ['l', 'e']);
  const [elsewhere, others] = [found('R10', 'ana', ['e', 'n']), found('R10', 'ben', ['l', 'e'])];

  expect(saidOnce([overlap, found('R10', 'ana', ['l', 'e']), elsewhere, others])).toEqual([overlap, elsewhere, others]);
});
