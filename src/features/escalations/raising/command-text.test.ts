import { expect, test } from 'vitest';
import { readCaseText, readEscalateText } from './command-text.ts';

test.each([
  ['', {}],
  ['refund 180 angry', { summary: 'refund 180 angry', wanted: 'refund', amount: '180', urgency: 'high' }],
  ['Customer is FURIOUS about the sofa', { urgency: 'high' }],
  ['she is very upset', { urgency: 'high' }],
  ['not angry, just wants to know', {}],
  ['upsetting news', {}],
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
  ['refund 180 NOW', { summary: 'refund 180 NOW', wanted: 'refund', amount: '180' }],
  ['refund: paid €300 and €20', { summary: 'refund: paid €300 and €20', wanted: 'refund' }],
  ['She paid €300. She wants 250 EUR back now', { wanted: 'refund', amount: '250 EUR' }],
  ['wants to come back for 20 €', { summary: 'wants to come back for 20 €' }],
  ['CRITICAL gas leak', { summary: 'CRITICAL gas leak', urgency: 'critical' }],
  ['gas leak, critical!', { urgency: 'critical' }],
  ['refund 180 urgent', { summary: 'refund 180 urgent', wanted: 'refund', amount: '180', urgency: 'high' }],
  ['needs it ASAP', { urgency: 'high' }],
  ['not urgent, late parcel', { summary: 'not urgent, late parcel' }],
  ['customer is critical of our fees', { summary: 'customer is critical of our fees' }],
])('/escalate %s', (text, expected) => {
  expect(readEscalateText(text)).toEqual({ ...(text && { summary: text }), ...expected });
});

test.each([
  ['', { kind: 'help' }],
  ['help', { kind: 'help' }],
  ['42', { kind: 'show', number: 42 }],
  ['#42', { kind: 'show', number: 42 }],
  ['list', { kind: 'list' }],
  ['list mine', { kind: 'list', scope: 'mine' }],
  ['LIST Team', { kind: 'list', scope: 'team' }],
  ['list open', { kind: 'list', scope: 'open' }],
  ['mine', { kind: 'list', scope: 'mine' }],
  ['Team', { kind: 'list', scope: 'team' }],
  ['open', { kind: 'list', scope: 'open' }],
  ['open parcel', { kind: 'search', words: 'open parcel' }],
  ['list resolved', { kind: 'unknown-list', words: 'resolved' }],
  ['search torn seam', { kind: 'search', words: 'torn seam' }],
  ['search', { kind: 'help' }],
  ['torn seam', { kind: 'search', words: 'torn seam' }],
  ['42 lamps', { kind: 'search', words: '42 lamps' }],
  ['constructor', { kind: 'search', words: 'constructor' }],
  ['export', { kind: 'export' }],
])('/case %s', (text, expected) => {
  expect(readCaseText(text)).toEqual(expected);
});
