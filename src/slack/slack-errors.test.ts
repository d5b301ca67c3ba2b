import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { expect, test } from 'vitest';
import { classifySlackError, SlackHttpError } from './slack-errors.ts';

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const http = (status: number) => new WebAPIHTTPError(status, '', {});
const request = (original: Error) => new WebAPIRequestError(original);
const system = (code: string) => Object.assign(new Error(code), { code });
const fetchFailed = (cause: Error) => request(new TypeError('fetch failed', { cause }));

test.each<[string, unknown, object]>([
  ['429', new WebAPIRateLimitedError(7), { kind: 'rate_limited', retryAfterMs: 7_000 }],
  [
    '429 without Retry-After',
    new Error('Retry header did not contain a valid timeout (url: x, retry-after header: null)'),
    { kind: 'rate_limited', retryAfterMs: 30_000 },
  ],
  ['ratelimited in a body', platform('ratelimited'), { kind: 'rate_limited' }],
  ['invalid_blocks', platform('invalid_blocks'), { kind: 'permanent', code: 'invalid_blocks' }],
  ['a code nobody knows', platform('brand_new_refusal'), { kind: 'permanent', code: 'brand_new_refusal' }],
  ['not_in_channel', platform('not_in_channel'), { kind: 'channel_blocked', code: 'not_in_channel' }],
  ['is_archived', platform('is_archived'), { kind: 'channel_blocked' }],
  ['token_revoked', platform('token_revoked'), { kind: 'workspace_blocked', code: 'token_revoked' }],
  ['missing_scope', platform('missing_scope'), { kind: 'workspace_blocked' }],
  ['internal_error', platform('internal_error'), { kind: 'unknown_outcome' }],
  ['fatal_error', platform('fatal_error'), { kind: 'unknown_outcome' }],
  ['an HTML page', platform('<html>secret</html>'), { kind: 'unknown_outcome', code: 'unreadable_answer' }],
  ['status 500', http(500), { kind: 'unknown_outcome', code: 'http_500' }],
  ['status 503', http(503), { kind: 'unknown_outcome' }],
  ['status 413', http(413), { kind: 'permanent', code: 'http_413' }],
  ['status 404', http(404), { kind: 'not_done' }],
  ['connection refused', fetchFailed(system('ECONNREFUSED')), { kind: 'not_done', code: 'ECONNREFUSED' }],
  ['no such host', fetchFailed(system('ENOTFOUND')), { kind: 'not_done' }],
  ['connection reset', fetchFailed(system('ECONNRESET')), { kind: 'unknown_outcome' }],
  [
    'time-out',
    request(new DOMException('timed out', 'TimeoutError')),
    { kind: 'unknown_outcome', code: 'TimeoutError' },
  ],
  ['a cut body', new TypeError('terminated'), { kind: 'unknown_outcome' }],
  ['something thrown that is no error', 'oops', { kind: 'unknown_outcome' }],
])('%s', (_, error, expected) => {
  const failure = classifySlackError(error);

  expect(failure).toMatchObject(expected);
});

test('a URL from Slack that is limited says for how long', () => {
  const limited = new SlackHttpError(new Response(null, { status: 429, headers: { 'retry-after': '3' } }));

  expect(classifySlackError(limited)).toEqual({ kind: 'rate_limited', retryAfterMs: 3_000 });
  expect(classifySlackError(new SlackHttpError(new Response(null, { status: 502 })))).toMatchObject({
    kind: 'unknown_outcome',
  });
});
