import { expect, test } from 'vitest';
import { wishOfMessage } from './wishes.ts';

test.each([
  ['I want my 180 € delivery fee back', { wanted: 'refund', amount: '180 €' }],
  ['The lamp is broken. I want my money back!', { wanted: 'refund' }],
  ['It cost €90 and broke. I would like a refund of €45, please.', { wanted: 'refund', amount: '€45' }],
  ['Please call me back today.', { wanted: 'callback' }],
  ['Can I get a replacement?', { wanted: 'replacement' }],
])('%j asks for it', (text, wish) => {
  expect(wishOfMessage(text)).toEqual(wish);
});

test.each([
  'The refund came yesterday.',
  'I replaced the bulb and it is still dark.',
  'I want a refund or a replacement.',
  'I want a refund of 20 €. Also please refund 30 €.',
  'I do not want a refund.',
  'Please check my credit report.',
  'They gave me 20 € and never came back.',
  '',
])('%j asks for nothing that is clear', (text) => {
  expect(wishOfMessage(text)).toBeUndefined();
});
