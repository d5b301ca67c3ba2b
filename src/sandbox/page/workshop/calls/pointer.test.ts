import { describe, expect, test } from 'vitest';
import { inWords, marksIn, nearest, readReason } from './pointer.ts';

const payload = {
  channel: 'C0CARE',
  blocks: [{ type: 'divider' }, { type: 'section' }, { type: 'header', text: { type: 'plain_text', text: 'Long' } }],
  'a/b~c': [1],
};

describe('a reason', () => {
  test('is parted into what is wrong and where', () => {
    const reason = readReason('[ERROR] must be less than 151 characters [json-pointer:/blocks/2/text/text]');

    expect(reason).toEqual({ message: 'must be less than 151 characters', pointer: '/blocks/2/text/text' });
  });

  test('may name no place', () => {
    expect(readReason('delivered again (1): http_timeout')).toEqual({
      message: 'delivered again (1): http_timeout',
      pointer: null,
    });
  });
});

test.each([
  ['/blocks/2/text', 'blocks › 3rd (header) › text'],
  ['/blocks/0', 'blocks › 1st (divider)'],
  ['/blocks/11/text', 'blocks › 12th › text'],
  ['/blocks/21', 'blocks › 22nd'],
  ['/view/blocks/1/element/options/110', 'view › blocks › 2nd › element › options › 111th'],
  ['/a~1b~0c/0', 'a/b~c › 1st'],
  ['', ''],
])('the pointer %s reads "%s"', (pointer, words) => {
  expect(inWords(pointer, payload)).toBe(words);
});

test('what is missing is shown at the nearest thing around it', () => {
  expect(nearest('/blocks/1/text/text', payload)).toBe('/blocks/1');
  expect(nearest('/attachments', payload)).toBe('');
});

test('reasons of one place stand together, those of another payload are left out', () => {
  const reasons = [
    { message: 'too long', pointer: '/blocks/2/text' },
    { message: 'too dull', pointer: '/blocks/2/text' },
    { message: 'elsewhere', pointer: '/options/0' },
    { message: 'nowhere', pointer: null },
  ];

  expect([...marksIn(reasons, payload)]).toEqual([['/blocks/2/text', ['too long', 'too dull']]]);
});

test('a pointer into a view is found though it does not name the view', () => {
  const reasons = [{ message: 'too long', pointer: '/title/text' }];

  expect([...marksIn(reasons, { trigger_id: '1', view: { title: { text: 'Long' } } })]).toEqual([
    ['/view/title/text', ['too long']],
  ]);
});
