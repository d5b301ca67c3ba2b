import { expect, test } from 'vitest';
import { readCaseText, readEscalateText } from './command-text.ts';

test.each([
  ['', {}],
  ['refund 180 angry', { summary: 'refund 180 angry', wanted: 'refund', amount: '180' }],
  ['Refund of 180,50 € for a lamp', { summary: 'Refund of 180,50 € for a lamp', wanted: 'refund', amount: '180,50 €' }],
  ['customer wants a refund, €180', { summary: 'customer wants a refund, €180', wanted: 'refund', amount: '€180' }],
  ['refund 1,234', { summary: 'refund 1,234', wanted: 'refund', amount: '1,234' }],
  ['refund 180.', { summary: 'refund 180.', wanted: 'refund', amount: '180' }],
  ['refund for order 4711', { summary: 'refund for order 4711', wanted: 'refund' }],
  ['refund 12.03.2026 delivery', { summary: 'refund 12.03.2026 delivery', wanted: 'refund' }],
  ['credit 20 for the delay', { summary: 'credit 20 for the delay', wanted: 'credit', amount: '20' }],
  ['credit card 4111 declined', { summary: 'credit card 4111 declined' }],
  ['call back by 5', { summary: 'call back by 5', wanted: 'callback' }],
  ['replacement 2 lamps', { summary: 'replacement 2 lamps', wanted: 'replacement' }],
  ['<!channel> help', { summary: '<!channel> help' }],
])('/escalate %s', (text, expected) => {
  expect(readEscalateText(text)).toEqual(expected);
});

test.each([
  ['', { kind: 'help' }],
  ['help', { kind: 'help' }],
  ['42', { kind: 'show', number: 42 }],
  ['#42', { kind: 'show', number: 42 }],
  ['list', { kind: 'list', scope: 'mine' }],
  ['LIST Team', { kind: 'list', scope: 'team' }],
  ['list open', { kind: 'list', scope: 'open' }],
  ['search late parcel', { kind: 'search', words: 'late parcel' }],
  ['search', { kind: 'help' }],
  ['late parcel', { kind: 'search', words: 'late parcel' }],
  ['42 lamps', { kind: 'search', words: '42 lamps' }],
  ['constructor', { kind: 'search', words: 'constructor' }],
  ['export', { kind: 'export' }],
])('/case %s', (text, expected) => {
  expect(readCaseText(text)).toEqual(expected);
});
