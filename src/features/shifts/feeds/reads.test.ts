import { expect, test } from 'vitest';
import { createReads } from './reads.ts';

function readsAt(): { reads: ReturnType<typeof createReads>; later: (ms: number) => void } {
  let now = 0;
  return {
    reads: createReads(() => now),
    later: (ms) => {
      now += ms;
    },
  };
}

test('an address is read sixty times an hour, others not the less', () => {
  const { reads, later } = readsAt();
  for (let times = 0; times < 60; times++) {
    reads.begin('ana');
    reads.end();
  }
  later(600_000);

  expect(reads.begin('ana')).toEqual({ status: 429, seconds: 3000 });
  expect(reads.begin('ben')).toBeUndefined();
  later(3_000_000);
  expect(reads.begin('ana')).toBeUndefined();
});

test('four are read at a time; the next comes back when one is done', () => {
  const { reads } = readsAt();
  for (const address of ['a', 'b', 'c', 'd']) reads.begin(address);

  expect(reads.begin('e')).toEqual({ status: 503, seconds: 60 });
  reads.end();
  expect(reads.begin('e')).toBeUndefined();
});

test('trying thousands of addresses keeps none of them for good', () => {
  const { reads } = readsAt();
  for (let nth = 0; nth < 25_000; nth++) {
    reads.begin(`guess-${nth}`);
    reads.end();
  }

  expect(reads.begin('ana')).toBeUndefined();
});
