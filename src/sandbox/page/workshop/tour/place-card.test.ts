import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, placeCard } from './place-card.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 420, height: 800 };
const CARD = { width: 340, height: 150 };

function isOn(one: Box, other: Box): boolean {
  const across = one.x < other.x + other.width && other.x < one.x + one.width;
  return across && one.y < other.y + other.height && other.y < one.y + one.height;
}

test.each([WIDE, NARROW])('never stands on what it points at, nor outside a window of %o', (window) => {
  const targets = fc.record({
    x: fc.integer({ min: 0, max: window.width - 60 }),
    y: fc.integer({ min: 0, max: window.height - 60 }),
    width: fc.integer({ min: 16, max: 400 }),
    height: fc.integer({ min: 16, max: 300 }),
  });
  fc.assert(
    fc.property(targets, (target) => {
      const inside = { ...target, width: Math.min(target.width, window.width - target.x) };
      const place = placeCard(inside, [], CARD, window);

      expect(isOn({ ...place, ...CARD }, inside)).toBe(false);
      expect(place.x).toBeGreaterThanOrEqual(0);
      expect(place.x + CARD.width).toBeLessThanOrEqual(window.width);
      expect(place.y + CARD.height).toBeLessThanOrEqual(window.height);
    }),
  );
});

test('stands beside a form rather than on it', () => {
  const form = { x: 460, y: 50, width: 520, height: 800 };
  const field = { x: 484, y: 300, width: 472, height: 60 };

  expect(isOn({ ...placeCard(field, [form], CARD, WIDE), ...CARD }, form)).toBe(false);
});

test('stands near what it points at', () => {
  const button = { x: 700, y: 400, width: 80, height: 30 };

  const { y } = placeCard(button, [], CARD, WIDE);

  expect(Math.min(Math.abs(y - 430), Math.abs(y + CARD.height - 400))).toBeLessThan(30);
});

test('stands at the lower right when there is nothing to point at', () => {
  expect(placeCard(null, [], CARD, WIDE)).toEqual({ x: 1440 - 340 - 12, y: 900 - 150 - 12 });
});
