import { expect, test } from 'vitest';
import { galleryState } from '../../../../../test/browser/support/gallery-state.ts';
import { destinationsFor } from './places.ts';

const state = galleryState('U0ANA');
const labels = (words: string) => destinationsFor(state, words).map((destination) => destination.label);

test('without words what calls one comes first, then what is unread', () => {
  expect(labels('').slice(0, 4).toSorted()).toEqual(['Floorwalker', 'care', 'care-escalations', 'general']);
  expect(labels('')[0]).toBe('Floorwalker');
});

test('names that begin with the words come before names that hold them', () => {
  expect(labels('care').slice(0, 3).toSorted()).toEqual(['care', 'care-escalations', 'care-us']);
  expect(labels('esc')[0]).toBe('care-escalations');
});

test('people are found by their names, with or without the sign', () => {
  expect(labels('@leo')[0]).toBe('Leo Brandt');
  expect(labels('nobody is called so')).toEqual([]);
});
