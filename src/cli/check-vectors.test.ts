import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../test/support/shared-data.ts';
import { VectorsError, checkVectors } from './check-vectors.ts';

const office = { timezone: 'Europe/Madrid', hours: { mon: [['09:00', '18:00']], tue: [['09:00', '18:00']], sun: [] } };
const due = {
  name: 'due',
  calendar: office,
  start: '2026-11-23T16:00:00Z',
  minutes: 90,
  expect_due: '2026-11-24T09:30:00+01:00',
};

/** The rows of one section that differ. */
function failuresOf(section: string, ...rows: readonly object[]): readonly string[] {
  return checkVectors(JSON.stringify({ [section]: rows })).failures;
}

const shared = sharedData('sla-cases.json');

describe('vectors', () => {
  it.skipIf(!shared)('of sla-cases.json all pass', () => {
    const result = checkVectors(readFileSync(shared ?? '', 'utf8'));

    expect(result.passed).toBeGreaterThan(0);
    expect(result.failures).toEqual([]);
  });

  it.each([
    ['start outside UTC', { start: '2026-11-23T17:00:00+01:00' }],
    ['a fraction of a minute', { minutes: 0.1, expect_due: '2026-11-23T16:00:06Z' }],
    ['a hold without a position', { minutes: 30, hold_seconds: 3600 }],
    [
      'a pause',
      { minutes: 60, paused: [['2026-11-24T08:00:00Z', '2026-11-24T08:30:00Z']], expect_due: '2026-11-23T17:00:00Z' },
    ],
    ['a pause that has not ended', { paused: [['2026-11-23T16:30:00Z', null]], expect_due: null }],
    ['a holiday', { calendar: { ...office, holidays: ['2026-11-23'] }, minutes: 30 }],
    ['hours of a date', { calendar: { ...office, date_hours: { '2026-11-23': [['09:00', '17:00']] } }, minutes: 30 }],
    ['a break', { calendar: { ...office, breaks: { '2026-11-23': [['17:00', '24:00']] } }, minutes: 30 }],
    [
      'hours switched off',
      { calendar: { ...office, enabled: false, hours: null }, expect_due: '2026-11-23T17:30:00Z' },
    ],
    ['no target', { start: '2026-11-22T00:00:00Z', minutes: 0, expect_due: '2026-11-23T08:00:00Z' }],
  ])('are read with %s', (_, change) => {
    expect(failuresOf('cases', { ...due, ...change })).toEqual([]);
  });

  it('say what differs, row by row, in each section', () => {
    const elapsed = {
      calendar: office,
      from: '2026-11-23T08:00:00Z',
      to: '2026-11-23T08:00:20Z',
      expect_minutes: 0.34,
    };
    const open = { name: 'open', calendar: office, at: '2026-11-22T08:00:00Z', expect_open: null };
    const local = {
      name: 'gap',
      timezone: 'Europe/Madrid',
      local: '2026-03-29T02:30:15',
      expect_instant: '2026-03-29T01:30:00Z',
    };

    expect(failuresOf('cases', due, { ...due, minutes: 91 })).toEqual([
      'cases[1] "due": expected 2026-11-24T08:30:00.000Z, got 2026-11-24T08:31:00.000Z',
    ]);
    expect(failuresOf('elapsed_cases', elapsed)).toEqual([
      'elapsed_cases[0] (no name): expected 0.34 min, got 0.3333333333333333 min',
    ]);
    expect(failuresOf('next_open_cases', open)).toEqual([
      'next_open_cases[0] "open": expected none, got 2026-11-23T08:00:00.000Z',
    ]);
    expect(failuresOf('local_time_cases', local)).toEqual([
      'local_time_cases[0] "gap": expected 2026-03-29T01:30:00.000Z, got 2026-03-29T01:30:15.000Z',
    ]);
  });

  it('are read to the second', () => {
    const third = { calendar: office, from: '2026-11-23T08:00:00Z', to: '2026-11-23T08:00:20Z', expect_minutes: 1 / 3 };

    expect(failuresOf('elapsed_cases', third)).toEqual([]);
    expect(failuresOf('elapsed_cases', { ...third, expect_minutes: 0.35 })).toHaveLength(1);
  });

  it('that cannot be read count as failed, and do not hide the others', () => {
    const bad = {
      ...due,
      calendar: { timezone: 'Mars/Olympus', hours: { mon: [['18:00', '00:00']] } },
      start: '2026-11-23 16:00',
    };

    expect(checkVectors(JSON.stringify({ cases: [bad, due] }))).toEqual({
      passed: 1,
      failures: [
        'cases[0] "due": cannot be read: calendar.timezone: is no IANA time zone; ' +
          'calendar.hours.mon.0: must open before it closes (midnight is 24:00); start: must be an instant with Z or an offset',
      ],
    });
  });

  it.each([
    ['{', /^is not JSON: /],
    ['[]', /^is not in the form of sla-cases.json or shift-rules.json: the file: /],
    ['{"cases": 1}', /^is not in the form of sla-cases.json or shift-rules.json: cases: /],
    ['{"about": {}}', /^has no rows in cases, elapsed_cases, next_open_cases, local_time_cases$/],
  ])('in the file %s are refused in words', (text, message) => {
    expect(() => checkVectors(text)).toThrow(VectorsError);
    expect(() => checkVectors(text)).toThrow(message);
  });
});

describe('npm run vectors', () => {
  it('ends with 1 and one clear line when there is no such file', () => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli/vectors.ts', 'no-such-file.json'],
      {
        encoding: 'utf8',
      },
    );

    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^no-such-file.json cannot be read: ENOENT: .+\n$/);
  });
});
