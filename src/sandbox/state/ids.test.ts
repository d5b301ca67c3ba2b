import { expect, it } from 'vitest';
import { nextTs } from './ids.ts';
import { emptyState } from './state.ts';

it('gives every message a later ts, also in one millisecond and after the clock was set back', () => {
  const state = emptyState({ id: 'T0', name: 'x', domain: 'x' });
  const noon = new Date('2026-03-02T12:00:00Z');

  const stamps = [noon, noon, new Date(noon.getTime() - 3_600_000), new Date(noon.getTime() + 1)].map((now) =>
    nextTs(state, now),
  );

  expect(stamps).toEqual(['1772452800.000000', '1772452800.000100', '1772452800.000200', '1772452800.001000']);
});
