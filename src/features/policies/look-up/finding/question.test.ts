import { expect, test } from 'vitest';
import { readQuestion, whyNotLearned, withoutPersonalData } from './question.ts';

test.each([
  ['mail joe.o-brien+x@example.co.uk please', 'mail [e-mail] please'],
  ['call +49 (170) 123-4567 back', 'call [number] back'],
  ['call 0170/1234567', 'call [number]'],
  ['card 4111 1111 1111 1111 was charged', 'card [number] was charged'],
  ['where is order 88190', 'where is order [number]'],
  ['order no. 4711 is late', 'order no. [number] is late'],
  ['armrests, see 88213 (https://help.example/orders/88213)', 'armrests, see 88213 [link]'],
  ['where is #88190', 'where is [number]'],
  ['NW-2231-A is broken', '[number] is broken'],
  ['IBAN DE44500105175407324931', 'IBAN [number]'],
])('%j is kept without what names a customer', (typed, kept) => {
  expect(withoutPersonalData(typed)).toBe(kept);
});

test.each([
  'may I refund 180 € within 30 days',
  'delivered on 24.12. between 9 and 12',
  'is 1,249.00 too much to give back',
  'the law of 2022 says 14 days',
  'open 24/7 since 2019',
  'covid-19 rules of B2B customers',
  'lamp with 2700 K',
])('%j names nobody', (typed) => {
  expect(withoutPersonalData(typed)).toBe(typed);
  expect(whyNotLearned(typed)).toBeUndefined();
});

test('what is looked for is one clean line', () => {
  expect(readQuestion('  may she\r\n\r\nreturn\u0000 it? ')).toBe('may she return it?');
});

test.each([
  ['返品できますか', undefined],
  ['refund', 'short'],
  ['🙂 refund', 'short'],
  ['may she '.repeat(30), 'long'],
])('whether %j may be kept as a question: %s', (typed, because) => {
  expect(whyNotLearned(typed)).toBe(because);
});
