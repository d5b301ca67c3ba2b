import { expect, test } from 'vitest';
import type { SlackFailure } from '../slack/slack-errors.ts';
import { afterReadBack, afterSend, pauseAfter } from './retry-rules.ts';

const MINUTE = 60_000;

test.each<[string, SlackFailure, object]>([
  [
    'is tried again when Slack says',
    { kind: 'rate_limited', retryAfterMs: 7_000 },
    { step: 'wait', maybeSent: false, waitMs: 7_000 },
  ],
  ['never comes back in under a second', { kind: 'rate_limited', retryAfterMs: 0 }, { step: 'wait', waitMs: 1_000 }],
  ['fails for good', { kind: 'permanent', code: 'invalid_blocks' }, { step: 'give up', code: 'invalid_blocks' }],
  [
    'blocks its lane',
    { kind: 'channel_blocked', code: 'is_archived' },
    { step: 'block', maybeSent: false, waitMs: 10 * MINUTE },
  ],
  [
    'waits for its workspace',
    { kind: 'workspace_blocked', code: 'token_revoked' },
    { step: 'wait', maybeSent: false, counts: false, waitMs: 2_000 },
  ],
  [
    'is in doubt',
    { kind: 'unknown_outcome', code: 'http_500' },
    { step: 'wait', maybeSent: true, counts: true, waitMs: 2_000 },
  ],
  [
    'was not sent',
    { kind: 'not_done', code: 'ECONNREFUSED' },
    { step: 'wait', maybeSent: false, counts: false, waitMs: 2_000 },
  ],
])('a post %s after %j', (_, failure, expected) => {
  const decision = afterSend(failure, { kind: 'post', lane: 'C0CARE' }, 0);

  expect(decision).toMatchObject(expected);
});

test('a token that works again is found out within a minute, however long it did not', () => {
  const revoked = { kind: 'workspace_blocked', code: 'token_revoked' } as const;

  expect(afterSend(revoked, { kind: 'post', lane: 'C0CARE' }, 1_000)).toMatchObject({ step: 'wait', waitMs: MINUTE });
});

test.each<[string, SlackFailure, object]>([
  [
    'is never in doubt twice',
    { kind: 'unknown_outcome', code: 'http_500' },
    { step: 'give up', code: 'uncertain: http_500' },
  ],
  ['blocks no lane', { kind: 'channel_blocked', code: 'user_not_found' }, { step: 'give up', code: 'user_not_found' }],
  ['waits like a post', { kind: 'rate_limited', retryAfterMs: 3_000 }, { step: 'wait', waitMs: 3_000 }],
])('an ephemeral %s after %j', (_, failure, expected) => {
  const decision = afterSend(failure, { kind: 'ephemeral', lane: 'ephemeral:U0ANA' }, 0);

  expect(decision).toMatchObject(expected);
});

test.each<[string, SlackFailure, object]>([
  [
    'stays in doubt and does not count',
    { kind: 'unknown_outcome', code: 'x' },
    { step: 'wait', maybeSent: true, counts: false },
  ],
  ['stays in doubt', { kind: 'rate_limited', retryAfterMs: 5_000 }, { step: 'wait', maybeSent: true, waitMs: 5_000 }],
  ['stays in doubt', { kind: 'channel_blocked', code: 'not_in_channel' }, { step: 'block', maybeSent: true }],
  [
    'is given up, uncertain',
    { kind: 'workspace_blocked', code: 'missing_scope' },
    { step: 'give up', code: 'uncertain: missing_scope' },
  ],
])('a message that cannot be looked for %s after %j', (_, failure, expected) => {
  const decision = afterReadBack(failure, 'C0CARE', 0);

  expect(decision).toMatchObject(expected);
});

test.each(['user_disabled', 'user_not_found', 'user_not_visible', 'cannot_dm_bot', 'channel_not_found', 'is_archived'])(
  'a message to a person whom Slack refuses with %s fails for good',
  (code) => {
    const failure = { kind: 'channel_blocked', code } as const;

    expect(afterSend(failure, { kind: 'post', lane: 'U0ANA' }, 0)).toEqual({ step: 'give up', code });
    expect(afterSend(failure, { kind: 'file', lane: 'W0ANA' }, 0)).toEqual({ step: 'give up', code });
    expect(afterReadBack(failure, 'U0ANA', 0)).toEqual({ step: 'give up', code: `uncertain: ${code}` });
  },
);

test('what an admin can mend for a person blocks their lane, and their messages wait', () => {
  const failure = { kind: 'channel_blocked', code: 'messages_tab_disabled' } as const;

  expect(afterSend(failure, { kind: 'post', lane: 'U0ANA' }, 0)).toMatchObject({ step: 'block' });
});

test('a lane backs off further with each failure, up to a minute', () => {
  const waits = [0, 1, 2, 3, 4, 5, 1_000].map((failures) =>
    afterSend({ kind: 'not_done', code: 'x' }, { kind: 'post', lane: 'C0CARE' }, failures),
  );

  expect(waits).toMatchObject([2, 4, 8, 16, 32, 60, 60].map((seconds) => ({ waitMs: seconds * 1_000 })));
});

test('only what is new in a channel counts for its pace', () => {
  expect(pauseAfter('post')).toBe(1_000);
  expect(pauseAfter('file')).toBe(1_000);
  expect(pauseAfter('edit')).toBe(0);
  expect(pauseAfter('ephemeral')).toBe(0);
});
