import { expect, test } from 'vitest';
import { createTimers } from '../clock/timers.ts';
import { dice } from '../faults/dice.ts';
import { createEvents } from './events.ts';

/** The orders in which so many events arrive, round after round, for as long as they are shuffled. */
async function orders(rounds: number, names: readonly string[]): Promise<string[]> {
  let arrived: unknown[] = [];
  const events = createEvents({
    app: {
      async send({ payload }) {
        arrived.push(payload['name']);
        return { ok: true, body: undefined };
      },
    },
    timers: createTimers(() => new Date()),
    now: () => new Date(),
    troubles: () => ({ duplicateEvents: false, shuffleEvents: true }),
    roll: dice(1),
    retriesMs: [],
  });
  const seen: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    arrived = [];
    for (const name of names) events.send({ name });
    await events.quiet();
    seen.push(arrived.join(' '));
  }
  return seen;
}

test('events that overtake each other never come as they happened, and not always the same way', async () => {
  const found = await orders(20, ['one', 'two', 'three', 'four']);

  expect(found).not.toContain('one two three four');
  expect(new Set(found).size).toBeGreaterThan(5);
});

test('all of them come, in the same orders whenever it is tried again', async () => {
  const [first, again] = await Promise.all([1, 2].map(() => orders(5, ['one', 'two', 'three'])));

  expect(first).toEqual(again);
  expect(first?.map((order) => order.split(' ').toSorted().join(' '))).toEqual(Array(5).fill('one three two'));
});
