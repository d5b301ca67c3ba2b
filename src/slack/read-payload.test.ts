import { expect, test } from 'vitest';
import { isBareSslCheck, readPayload } from './read-payload.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

const read = (type: string | undefined, body: string) => readPayload(type, Buffer.from(body));
const inForm = (value: unknown) => new URLSearchParams({ payload: JSON.stringify(value) }).toString();

test.each([
  ['an event', JSON_TYPE, '{"type":"event_callback"}', { type: 'event_callback' }],
  ['an event with a charset', 'application/json; charset=utf-8', '{"a":1}', { a: 1 }],
  ['a command', FORM, 'command=%2Ffw&text=a+b', { command: '/fw', text: 'a b' }],
  ['a command with a charset', `${FORM}; charset=UTF-8`, 'command=%2Ffw', { command: '/fw' }],
  [
    'an interaction',
    FORM,
    inForm({ type: 'shortcut', text: '1+1 = 2 & ü 😀 %41' }),
    { type: 'shortcut', text: '1+1 = 2 & ü 😀 %41' },
  ],
])('%s becomes an object', (_name, type, body, expected) => {
  expect(read(type, body)).toEqual(expected);
});

test.each([
  ['null', JSON_TYPE, 'null'],
  ['an array', JSON_TYPE, '[{}]'],
  ['a number', JSON_TYPE, '1'],
  ['a text', JSON_TYPE, '"x"'],
  ['garbage', JSON_TYPE, '{"a":'],
  ['nothing', JSON_TYPE, ''],
  ['null in a form', FORM, 'payload=null'],
  ['an array in a form', FORM, 'payload=%5B%5D'],
  ['garbage in a form', FORM, 'payload=%7B'],
  ['a badly encoded form', FORM, 'payload=%7B%7D%E0%A4%A'],
  ['XML', 'text/xml', '<a/>'],
  ['another charset', 'application/json; charset=utf-16', '{}'],
  ['no content type', undefined, '{}'],
  ['nesting without end', JSON_TYPE, `${'{"\\u0000":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
])('%s is nothing', (_name, type, body) => {
  expect(read(type, body)).toBeUndefined();
});

test('what PostgreSQL cannot store is replaced, emoji stay', () => {
  const payload = read(
    JSON_TYPE,
    String.raw`{"nul":"a\u0000b","half":"x\ud83d","emoji":"\ud83d\ude00","in":[{"\u0000":"\u0000"}]}`,
  );

  expect(payload).toEqual({ nul: 'ab', half: 'x\uFFFD', emoji: '😀', in: [{ '': '' }] });
  expect(read(FORM, 'command=%2Ffw&text=a%00b')).toEqual({ command: '/fw', text: 'ab' });
});

test('a payload smuggled in beside a TLS check is not read as one', () => {
  const smuggled = read(FORM, `ssl_check=1&payload=${encodeURIComponent('{"type":"block_actions"}')}`);

  expect(smuggled).not.toHaveProperty('type');
  expect(isBareSslCheck(smuggled ?? {})).toBe(false);
  expect(isBareSslCheck({ ssl_check: '1', token: 'x' })).toBe(true);
});
