import { expect, test } from 'vitest';
import { nextIndex } from './use-roving-focus.ts';

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 2, 0],
  ['ArrowUp', 0, 2],
  ['ArrowDown', -1, 0],
  ['ArrowUp', -1, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['ArrowRight', 0, null],
  ['a', 0, null],
])('in a list of three that wraps, %s leads from %d to %s', (key, from, to) => {
  expect(nextIndex(key, from, 3, 1, true)).toBe(to);
});

test.each([
  ['ArrowDown', 1, 4],
  ['ArrowDown', 4, null],
  ['ArrowUp', 1, null],
  ['ArrowRight', 2, 3],
  ['ArrowLeft', 0, null],
])('in a grid of five, three in a row, %s leads from %d to %s', (key, from, to) => {
  expect(nextIndex(key, from, 5, 3, false)).toBe(to);
});
