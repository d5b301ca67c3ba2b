import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFaults } from './faults.ts';
import { carriesWord, faultWords, findWords } from './words.ts';

const FAULT = { kind: 'lost_answer' } as const;

function sequence(seed: number, chance: number, length = 60): boolean[] {
  const faults = createFaults();
  faults.add({ method: '*', times: 'always', chance, seed, fault: FAULT });
  return Array.from({ length }, () => faults.next('chat.postMessage', 'C1') !== undefined);
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const chances = fc.double({ min: 0, max: 1, noNaN: true });

test('chance falls the same way again with the same seed', () => {
  fc.assert(
    fc.property(seeds, chances, (seed, chance) => {
      expect(sequence(seed, chance)).toEqual(sequence(seed, chance));
    }),
  );
});

test('another seed falls another way', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(sequence(seed, 0.5)).not.toEqual(sequence(seed + 1, 0.5));
    }),
  );
});

test('calls that the fault is not meant for throw no dice', () => {
  fc.assert(
    fc.property(seeds, fc.array(fc.boolean(), { maxLength: 80 }), (seed, meant) => {
      const faults = createFaults();
      faults.add({ method: 'users.info', times: 'always', chance: 0.5, seed, fault: FAULT });

      const met = meant.flatMap((isMeant) => {
        const fault = faults.next(isMeant ? 'users.info' : 'auth.test', undefined);
        return isMeant ? [fault !== undefined] : [];
      });

      expect(met).toEqual(sequence(seed, 0.5, met.length));
    }),
  );
});

test('of many calls about as many meet it as the chance says', () => {
  const met = sequence(7, 0.05, 10_000).filter(Boolean).length;

  expect(met).toBeGreaterThan(400);
  expect(met).toBeLessThan(600);
});

test('chance 1 is met by each, chance 0 by none, and it is used up only by those that meet it', () => {
  const faults = createFaults();
  faults.add({ method: '*', chance: 0, fault: { kind: 'reset' } });
  faults.add({ method: '*', chance: 1, times: 2, fault: FAULT });

  const met = Array.from({ length: 3 }, () => faults.next('auth.test', undefined)?.kind);

  expect(met).toEqual(['lost_answer', 'lost_answer', undefined]);
  expect(faults.list()).toMatchObject([{ chance: 0, times: 1 }]);
});

test('what is no fault is not laid in wait', () => {
  const faults = createFaults();

  expect(() => faults.add({ method: 'x', fault: { kind: 'http_error', status: 200 } })).toThrow('status');
  expect(() => faults.add({ method: 'x', times: 0, fault: FAULT })).toThrow('times');
  expect(faults.list()).toEqual([]);
});

test.each<[string, string[]]>([
  ['please fault:500, twice fault:500', ['fault:500 1']],
  ['fault:500x3', ['fault:500x3 3']],
  ['fault:500-afterx12', ['fault:500-afterx12 12']],
  ['fault:html. fault:banana', ['fault:html 1', 'fault:banana unknown']],
  ['fault:500x0', ['fault:500x0 unknown']],
  ['default:500 and fault: 500', []],
  ['fault:constructor', ['fault:constructor unknown']],
  ['{"value":"a \\"fault:reset\\" please"}', ['fault:reset 1']],
])('%j holds the words %j', (text, words) => {
  const found = findWords(text).map(({ word, fault, times }) => `${word} ${fault ? times : 'unknown'}`);

  expect(found).toEqual(words);
});

test('each word that is named can be typed', () => {
  for (const { word } of faultWords) {
    expect(findWords(`a ${word} b`)).toMatchObject([{ word, times: 1, fault: expect.anything() }]);
    expect(carriesWord(`see ${word}.`, word)).toBe(true);
  }
});

test('a word is not taken for the beginning of a longer one', () => {
  expect(carriesWord('fault:500-after', 'fault:500')).toBe(false);
  expect(carriesWord('fault:500x3', 'fault:500')).toBe(false);
  expect(carriesWord('fault:500-after fault:500', 'fault:500')).toBe(true);
});
