import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { nextMonday, onTheWall, presets, whenIs } from './presets.ts';

function at(text: string): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from(text);
}

function wall(when: Temporal.ZonedDateTime): string {
  return when.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

test.each([
  ['2026-11-22T04:00[Europe/Berlin]', '2026-11-23T08:55'],
  ['2026-11-23T08:54[Europe/Berlin]', '2026-11-23T08:55'],
  ['2026-11-23T08:55[Europe/Berlin]', '2026-11-30T08:55'],
  ['2026-03-28T12:00[Europe/Berlin]', '2026-03-30T08:55'],
])('the Monday after %s is %s on the wall', (from, monday) => {
  expect(wall(nextMonday(at(from)))).toBe(monday);
});

describe('the presets', () => {
  test('are all still to come', () => {
    const keys = presets(at('2026-11-20T18:20[Europe/Berlin]')).map(({ key }) => key);

    expect(keys).toEqual(['quarter', 'hour', 'tomorrow', 'monday']);
  });

  test('go by the wall of whoever looks, in the night in which the clocks go forward', () => {
    const found = presets(at('2026-03-28T16:30[Europe/Berlin]'));
    const moves = Object.fromEntries(found.map(({ key, at: when, move }) => [key, [wall(when), move]]));

    expect(moves).toEqual({
      quarter: ['2026-03-28T16:45', { byMs: 900_000 }],
      hour: ['2026-03-28T17:30', { byMs: 3_600_000 }],
      shift: ['2026-03-28T17:55', { to: '2026-03-28T16:55:00Z' }],
      tomorrow: ['2026-03-29T08:55', { to: '2026-03-29T06:55:00Z' }],
      monday: ['2026-03-30T08:55', { to: '2026-03-30T06:55:00Z' }],
    });
  });

  test('name the Monday once when that is tomorrow', () => {
    const keys = presets(at('2026-11-22T04:00[Europe/Berlin]')).map(({ key }) => key);

    expect(keys).toEqual(['quarter', 'hour', 'shift', 'monday']);
  });

  test('tell the time of a step, and the day of a moment', () => {
    const now = at('2026-11-20T23:20[Europe/Berlin]');

    expect(presets(now).map((preset) => whenIs(preset, now))).toEqual([
      '23:35',
      'Sat 21 Nov 00:20',
      'Sat 21 Nov',
      'Mon 23 Nov',
    ]);
  });

  test('an hour is an hour when the wall shows two or none more', () => {
    const [forward, back] = ['2026-03-29T01:30[Europe/Berlin]', '2026-10-25T02:30+02:00[Europe/Berlin]'].map((from) =>
      presets(at(from)).find(({ key }) => key === 'hour'),
    );

    expect(forward && wall(forward.at)).toBe('2026-03-29T03:30');
    expect(back && wall(back.at)).toBe('2026-10-25T02:30');
  });
});

test('a moment is told with its day', () => {
  expect(onTheWall(at('2026-11-23T08:55[Europe/Berlin]'))).toBe('Mon 23 Nov 08:55');
});
