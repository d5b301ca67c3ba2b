import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AppWatch, watchApp } from './app-watch.ts';

let isWell: boolean;
let told: boolean[];
let watch: AppWatch;
beforeEach(() => {
  isWell = true;
  told = [];
  watch = watchApp({
    isWell: () => Promise.resolve(isWell),
    onChange: (isAway) => told.push(isAway),
    patienceMs: 120,
    lookMs: 5,
  });
});
afterEach(() => watch.stop());

test('an app that stays away is told of once, and that it is back', async () => {
  isWell = false;
  await vi.waitUntil(() => watch.isAway());
  isWell = true;
  await vi.waitUntil(() => !watch.isAway());

  expect(told).toEqual([true, false]);
});

test('an app that was away for less than a restart takes is nothing to tell of', async () => {
  let looks = 0;
  const brief = watchApp({
    isWell: () => Promise.resolve((looks += 1) > 3),
    onChange: (isAway) => told.push(isAway),
    patienceMs: 60_000,
    lookMs: 1,
  });
  await vi.waitUntil(() => looks > 10);
  brief.stop();

  expect(told).toEqual([]);
});
