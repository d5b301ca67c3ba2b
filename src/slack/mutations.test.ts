import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { withinPromised } from '../../test/support/long-form.ts';
import { fakeSlack, startSlackApp, type FakeSlack, type TestSlackApp } from '../../test/support/slack-app.ts';
import {
  click,
  command,
  event,
  messageShortcut,
  shortcut,
  submit,
  suggest,
} from '../../test/support/slack-requests.ts';
import { textOf } from './modal-state.ts';
import {
  onClick,
  onClickNow,
  onCommand,
  onEvent,
  onMessageShortcut,
  onOptions,
  onShortcut,
  onSubmit,
} from './listener.ts';

let database: TestDatabase;
let slack: FakeSlack;
let app: TestSlackApp;

const nothing = async () => undefined;

beforeAll(async () => {
  [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  app = await startSlackApp({
    db: database.db,
    slack,
    listeners: [
      onCommand('/case', nothing),
      onShortcut('escalate', async () => {}),
      onMessageShortcut('escalate_message', nothing),
      onClick('case.claim', nothing),
      onClickNow('case.ask', nothing),
      onOptions('zone', async () => []),
      onSubmit('case.raise', { parse: (view) => ({ input: textOf(view.state, 'summary') }), work: async () => {} }),
      onEvent('reaction_added', async () => {}),
      onEvent('message', async () => {}),
    ],
  });
});

afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), slack.close()]);
});

const payloads: readonly object[] = [
  command('/case', '42'),
  shortcut('escalate'),
  messageShortcut('escalate_message'),
  click('case.claim'),
  click('case.ask'),
  suggest('zone', 'Ber'),
  submit('case.raise', { summary: 'Lost', more: 'text' }),
  event('reaction_added', { reaction: 'eyes', item: { type: 'message', channel: 'C0CARE', ts: '1.1' } }),
  event('message', { channel: 'C0CARE', ts: '1.1', text: 'hi' }),
  event('message', { subtype: 'message_changed', channel: 'C0CARE', message: { ts: '1.1', edited: { ts: '2.2' } } }),
];

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, 0, -1, true, '', '\0', 'a\ud800b', [], {}, [null], 'x'.repeat(100_000)),
  fc.constantFrom<unknown>('__proto__', { __proto__: null, constructor: 1 }, { toString: null }, [[[[]]]]),
  fc.string(),
);

/** A payload with one part of it, at any depth, made odd or left out. */
const mutated = fc
  .tuple(fc.constantFrom(...payloads), fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), odd)
  .map(([payload, path, value]) => mutate(structuredClone(payload) as Record<string, unknown>, path, value));

function mutate(payload: Record<string, unknown>, path: readonly number[], value: unknown): object {
  let at: Record<string, unknown> = payload;
  for (const [depth, step] of path.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) break;
    const inner = at[key];
    if (depth === path.length - 1 || typeof inner !== 'object' || inner === null) {
      at[key] = value;
      break;
    }
    at = inner as Record<string, unknown>;
  }
  return payload;
}

test('whatever Slack’s payloads turn into, they are taken or refused at once, and nothing breaks', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (payload) => {
      const answer = await app.send(payload);

      expect([200, 400]).toContain(answer.status);
      expect(answer.ms).toBeLessThan(withinPromised(1500));
    }),
    { numRuns: 300, seed: 20260310 },
  );
});

test('no mutation was an error on our side', () => {
  expect(app.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
