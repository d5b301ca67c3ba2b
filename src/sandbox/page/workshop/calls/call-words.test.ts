import { expect, test } from 'vitest';
import type { CallRecord } from '../../../protocol.ts';
import { about, endedAt, EVERYTHING, type Names, passes, whatWentWrong } from './call-words.ts';

const names: Names = {
  person: (id) => ({ U0ANA: 'Ana Ferreira', U0LEO: 'Leo Brandt' })[id],
  channel: (id) => ({ C0CARE: '#care', D0ANA: 'messages with Ana Ferreira' })[id],
};

function call(more: Partial<CallRecord>): CallRecord {
  return {
    id: 1,
    at: '2026-11-23T08:55:00.000Z',
    tookMs: 4,
    direction: 'from_app',
    what: 'chat.postMessage',
    payload: { channel: 'C0CARE' },
    answer: { ok: true },
    outcome: 'ok',
    reasons: [],
    ...more,
  };
}

test.each([
  [call({}), 'in #care'],
  [call({ what: 'chat.postEphemeral', payload: { channel: 'C0CARE', user: 'U0LEO' } }), 'in #care · for Leo Brandt'],
  [call({ payload: { channel: 'D0ANA' } }), 'in messages with Ana Ferreira'],
  [call({ payload: { channel: 'D0LEO' } }), 'in a direct message'],
  [call({ what: 'views.open', payload: { view: { title: { text: 'Resolve' } } } }), '“Resolve”'],
  [
    call({ direction: 'to_app', person: 'U0ANA', payload: { container: { channel_id: 'C0CARE' } } }),
    'in #care · by Ana Ferreira',
  ],
  [call({ what: 'auth.test', payload: {} }), ''],
  [call({ payload: 'cut short' }), ''],
])('a call says what it was about (%#)', (one, words) => {
  expect(about(one, names)).toBe(words);
});

test.each([
  [EVERYTHING, true],
  [{ ...EVERYTHING, text: 'POST care' }, true],
  [{ ...EVERYTHING, text: 'invalid_blocks' }, true],
  [{ ...EVERYTHING, text: 'views' }, false],
  [{ ...EVERYTHING, onlyTrouble: true }, true],
  [{ ...EVERYTHING, person: 'U0ANA' }, false],
])('a refused post in #care passes %j: %s', (filter, isShown) => {
  expect(passes(call({ outcome: 'refused', error: 'invalid_blocks' }), filter, names)).toBe(isShown);
});

test('only what did not go well leaves out what did', () => {
  expect(passes(call({}), { ...EVERYTHING, onlyTrouble: true }, names)).toBe(false);
});

test.each([
  [{ kind: 'refuse', error: 'token_revoked' }, 'token_revoked, provoked by a fault'],
  [{ kind: 'hang', ms: 15_000 }, 'No answer for 15 seconds, provoked by a fault'],
])('a fault %j is told in words', (fault, words) => {
  expect(whatWentWrong(call({ outcome: 'fault', error: fault.kind, reasons: [JSON.stringify(fault)] }))).toBe(words);
});

test('what was refused is told as Slack names it', () => {
  expect(whatWentWrong(call({ outcome: 'refused', error: 'invalid_blocks' }))).toBe('invalid_blocks');
});

test.each([
  ['2026-11-23T20:00:00Z', '09:55:02'],
  ['2026-11-24T08:00:00Z', 'Mon 23 Nov 09:55:02'],
])('a call stands at the time at which it ended, seen at %s: %s', (now, words) => {
  expect(endedAt(call({ tookMs: 2000 }), 'Europe/Berlin', Date.parse(now))).toBe(words);
});
