import { describe, expect, it } from 'vitest';
import { steadyOffset } from './zone-offsets.ts';

const HOUR = 3_600_000;
const spring = Date.parse('2026-03-29T01:00:00Z');

describe('a zone whose clocks stand still for a time', () => {
  it.each([
    ['up to the change', 'Europe/Madrid', spring - 5 * HOUR, spring, 1],
    ['from the change on', 'Europe/Madrid', spring, spring + 5 * HOUR, 2],
    ['over the change', 'Europe/Madrid', spring - 1, spring + 1, undefined],
    [
      'over two changes that make up for each other',
      'Europe/Madrid',
      spring - HOUR,
      spring + 300 * 24 * HOUR,
      undefined,
    ],
    ['for a month without summer time', 'Africa/Casablanca', Date.parse('2026-02-20'), Date.parse('2026-03-10'), 0],
    ['in a zone that never changes', 'UTC', 0, 8_640_000_000_000_000, 0],
    ['with an offset of half hours', 'Asia/Kolkata', spring, spring + HOUR, 5.5],
  ])('%s', (_, zone, from, to, hours) => {
    expect(steadyOffset(zone, from, to)).toBe(hours === undefined ? undefined : hours * HOUR);
  });

  it('is not taken for the time before it when it is asked for first', () => {
    expect(steadyOffset('Europe/Oslo', spring, spring + HOUR)).toBe(2 * HOUR);
    expect(steadyOffset('Europe/Oslo', spring - HOUR, spring)).toBe(HOUR);
  });
});
