import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedBySlack } from './signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = new Date('2026-03-10T09:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const BODY = Buffer.from('token=x&command=%2Ffw');

function sign(timestamp: number | string, body = BODY, secret = SECRET) {
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  return { body, timestamp: String(timestamp), signature };
}

test.each([
  ['just now', sign(SECONDS)],
  ['almost five minutes old', sign(SECONDS - 290)],
  ['from a clock that is a little ahead', sign(SECONDS + 290)],
])('a request that is %s is taken', (_name, request) => {
  expect(isSignedBySlack(SECRET, request, NOW)).toBe(true);
});

test.each([
  ['too old', sign(SECONDS - 301)],
  ['an hour ahead', sign(SECONDS + 3600)],
  ['dated Infinity', sign('Infinity')],
  ['dated with a fraction', sign('1773133200.5')],
  ['dated in hexadecimal', sign('0x69afdd90')],
  ['without a date', { ...sign(''), timestamp: undefined }],
  ['signed with another secret', sign(SECONDS, BODY, 'another')],
  ['signed with an empty secret', sign(SECONDS, BODY, '')],
  ['signed with the word undefined', sign(SECONDS, BODY, 'undefined')],
  ['changed on the way', { ...sign(SECONDS), body: Buffer.from('token=x&command=%2Fcase') }],
  ['dated anew on the way', { ...sign(SECONDS - 400), timestamp: String(SECONDS) }],
  ['unsigned', { ...sign(SECONDS), signature: undefined }],
  ['signed with too few digits', { ...sign(SECONDS), signature: 'v0=abc' }],
  ['signed in capitals', { ...sign(SECONDS), signature: sign(SECONDS).signature.toUpperCase() }],
])('a request that is %s is refused', (_name, request) => {
  expect(isSignedBySlack(SECRET, request, NOW)).toBe(false);
});

test('an empty secret trusts nobody, not even who signs with it', () => {
  expect(isSignedBySlack('', sign(SECONDS, BODY, ''), NOW)).toBe(false);
});
