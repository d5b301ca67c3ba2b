import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../test/support/shared-data.ts';
import { checkVectors } from './check-vectors.ts';

const shared = sharedData('shift-rules.json');

/** Ana's evening before the clocks change, and an early shift of ben's. */
const row = {
  name: 'spring',
  zone: 'Europe/Madrid',
  now_local: '2026-03-16T09:00',
  people: [{ id: 'ana' }, { id: 'ben' }],
  shifts: [
    { id: 'k', person: 'ana', start_local: '2026-03-28T12:00', end_local: '2026-03-28T20:00' },
    { id: 'g', person: 'ana', start_local: '2026-03-24T09:00', end_local: '2026-03-24T17:00' },
    { id: 'r', person: 'ben', start_local: '2026-03-29T07:00', end_local: '2026-03-29T15:00' },
  ],
  swap: {
    legs: [
      { shift: 'g', from: 'ana', to: 'ben' },
      { shift: 'r', from: 'ben', to: 'ana' },
    ],
  },
  rules: { R10: { severity: 'deny', min_rest_min: 660 } },
  expect: { verdict: 'deny', rule: 'R10', numbers: { person: 'ana', rest_min: 600, limit_min: 660, wall_min: 660 } },
};

function failuresOf(...rows: readonly object[]): readonly string[] {
  return checkVectors(JSON.stringify({ format: 1, cases: rows })).failures;
}

function changed(change: object): object {
  return { ...row, ...change };
}

describe('vectors about shifts', () => {
  it.skipIf(!shared)('of shift-rules.json all pass', () => {
    const result = checkVectors(readFileSync(shared ?? '', 'utf8'));

    expect(result.passed).toBeGreaterThan(0);
    expect(result.failures).toEqual([]);
  });

  it.each([
    ['as they are', {}],
    ['with rules that are off', { rules: { ...row.rules, R13: { severity: 'allow', max_week_min: 60 } } }],
    [
      'with what else fired, and what only flags',
      {
        rules: { ...row.rules, R26: { severity: 'deny', max_per_month: 1 }, R30: { severity: 'flag', rest_min: 660 } },
        people: [{ id: 'ana', trades_this_month: 1 }, { id: 'ben' }],
        expect: { ...row.expect, also: ['R26'], flags: ['R30'] },
      },
    ],
    [
      'with leave over a whole local date',
      {
        people: [
          {
            id: 'ana',
            leave: [{ date: '2026-03-29' }, { start_local: '2026-03-28T22:00', end_local: '2026-03-29T08:00' }],
          },
          { id: 'ben' },
        ],
        rules: { R6: { severity: 'review' } },
        expect: { verdict: 'review', rule: 'R6', numbers: { shift: 'r', overlap_min: 480 } },
      },
    ],
    [
      'with a zone of its own and a break',
      {
        shifts: [
          {
            id: 'g',
            person: 'ana',
            start_local: '2026-03-28T23:00',
            end_local: '2026-03-29T07:00',
            zone: 'America/New_York',
            break_min: 30,
          },
        ],
        swap: { legs: [{ shift: 'g', from: 'ana', to: 'ben' }] },
        rules: { R13: { severity: 'deny', max_week_min: 60, attribution: 'start' } },
        expect: { verdict: 'deny', rule: 'R13', numbers: { person: 'ben', after_min: 450 } },
      },
    ],
    [
      'that are allowed, by what was measured',
      {
        rules: { R10: { severity: 'deny', min_rest_min: 600 } },
        expect: { verdict: 'allow', rule: null, numbers: { rest_min: 600, person: 'ana' } },
      },
    ],
    [
      'that are strict',
      {
        swap: { legs: [] },
        expect: { verdict: 'allow', rule: null },
        options: { delta: false },
      },
    ],
  ])('are read %s', (_, change) => {
    expect(failuresOf(changed(change))).toEqual([]);
  });

  it.each([
    ['start_local', '2026-03-29T02:30', { reason: 'nonexistent', options: [] }],
    ['start_local', '2026-10-25T02:30', { reason: 'ambiguous', options: ['+02:00', '+01:00'] }],
    ['start_local', '2026-03-29T07:00+01:00', { reason: 'wrong_offset', options: ['+02:00'] }],
    ['end_local', '2026-10-25T02:30', { reason: 'ambiguous', options: ['+02:00', '+01:00'] }],
  ])('are invalid whose %s is %s', (field, local, numbers) => {
    const shifts = [{ ...row.shifts[2], [field]: local }];
    const expected = { verdict: 'invalid', rule: 'TIME', numbers: { shift: 'r', field, ...numbers } };

    expect(failuresOf(changed({ shifts, expect: expected }))).toEqual([]);
  });

  it('say what differs: verdict, numbers, and what else fired', () => {
    const other = {
      verdict: 'review',
      rule: 'R13',
      numbers: { person: 'ben', rest_min: 600, weeks: 2 },
      also: ['R20'],
      flags: ['R30'],
    };

    expect(failuresOf(row, changed({ expect: other }))).toEqual([
      'cases[1] "spring": expected review by R13, got deny by R10; ' +
        'expected person "ben", rest_min 600, weeks 2, got person "ana", rest_min 600, weeks none; ' +
        'expected also R20, got also none; expected flags R30, got flags none',
    ]);
  });

  it('differ where something fired that is not expected', () => {
    const rules = { ...row.rules, R30: { severity: 'flag', rest_min: 660 } };

    expect(failuresOf(changed({ rules }))).toEqual(['cases[0] "spring": expected flags none, got flags R30']);
  });

  it('that cannot be read count as failed, and do not hide the others', () => {
    const bad = {
      zone: 'Mars/Olympus',
      people: [{ id: 'ana' }, { id: 'ana' }],
      shifts: [{ id: 'k', person: 'ana', start_local: '28 March', end_local: '2026-03-28T20:00' }],
      rules: {
        R10: { severity: 'deny', min_rest: 660 },
        R99: { severity: 'deny' },
        R13: { severity: 'deny', max_week_min: 'a lot' },
      },
    };

    const result = checkVectors(JSON.stringify({ cases: [changed(bad), row] }));

    expect(result.passed).toBe(1);
    expect(result.failures).toHaveLength(1);
    for (const problem of [
      'zone: is no IANA time zone',
      'shifts.0.start_local: must be a local time such as 2026-10-24T22:00',
      'rules.R10.min_rest: is no parameter of this rule',
      'rules.R99: is no rule: there are R1 to R30',
      'rules.R13.max_week_min: Invalid input: expected number',
    ]) {
      expect(result.failures[0]).toContain(problem);
    }
  });

  it('with the same id twice cannot be read', () => {
    expect(failuresOf(changed({ people: [...row.people, { id: 'ana' }] }))).toEqual([
      'cases[0] "spring": cannot be read: people.2.id: is there twice: ana',
    ]);
  });
});
