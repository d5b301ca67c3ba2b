import { expect, test } from 'vitest';
import type { WaitingFault } from '../../../protocol.ts';
import { FAULT_CHOICES, faultInWords, whichCalls } from './fault-words.ts';

function waiting(more: Partial<WaitingFault>): WaitingFault {
  return { id: 1, method: 'chat.postMessage', times: 1, seed: 1, fault: { kind: 'reset' }, ...more };
}

test('what the form offers is called the same in the list of what waits', () => {
  const renamed = FAULT_CHOICES.filter(({ fault, label }) => fault.kind !== 'refuse' && faultInWords(fault) !== label);

  expect(renamed).toEqual([]);
});

test.each([
  [waiting({}), 'The next call of chat.postMessage'],
  [waiting({ times: 3, channel: 'C0CARE' }), 'The next 3 calls of chat.postMessage in #care'],
  [waiting({ times: 'always', method: '*', chance: 0.05 }), 'Every call of any method, 5 % of them'],
  [waiting({ method: '*', word: 'fault:429' }), 'The next call of any method that carries fault:429'],
])('a fault says which calls meet it (%#)', (fault, words) => {
  expect(whichCalls(fault, '#care')).toBe(words);
});
