import { expect, test } from 'vitest';
import { needsWriteUp } from './write-up.ts';

const plain = { urgency: 'normal', wanted: 'answer', amount: null } as const;

test.each([
  ['an answer', plain, false],
  ['a high urgency', { ...plain, urgency: 'high' }, false],
  ['a replacement', { ...plain, wanted: 'replacement' }, false],
  ['a critical case', { ...plain, urgency: 'critical' }, true],
  ['a refund', { ...plain, wanted: 'refund' }, true],
  ['a credit', { ...plain, wanted: 'credit' }, true],
  ['an amount asked for', { ...plain, wanted: 'exception', amount: 100 }, true],
  ['an amount given', { ...plain, decidedAmount: 0 }, true],
  ['no amount given', { ...plain, decidedAmount: null }, false],
] as const)('%s', (_name, of, needed) => {
  expect(needsWriteUp(of)).toBe(needed);
});
