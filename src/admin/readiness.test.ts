import { expect, test } from 'vitest';
import { readinessOf, type Vitals } from './readiness.ts';

const fine: Vitals = {
  stage: 'running',
  askDatabase: () => Promise.resolve(),
  workerSilentMs: 10_000,
  heartbeatSilentMs: 60_000,
};

test('a process that runs, with a database that answers, is ready', async () => {
  expect(await readinessOf(fine)).toEqual({ ready: true, reasons: [] });
});

test('one that only takes requests has neither worker nor heartbeat to be stuck', async () => {
  const web = { ...fine, workerSilentMs: undefined, heartbeatSilentMs: undefined };

  expect(await readinessOf(web)).toEqual({ ready: true, reasons: [] });
});

test.each<[string, Partial<Vitals>]>([
  ['starting', { stage: 'starting' }],
  ['stopping', { stage: 'stopping' }],
  ['the database does not answer', { askDatabase: () => Promise.reject(new Error('gone')) }],
  ['the database does not answer', { askDatabase: () => new Promise(() => undefined) }],
  ['the worker is stuck', { workerSilentMs: 90_001 }],
  ['the heartbeat is stuck', { heartbeatSilentMs: 90_001 }],
])('it is not ready: %s', async (reason, bad) => {
  expect(await readinessOf({ ...fine, ...bad })).toEqual({ ready: false, reasons: [reason] });
});

test('trouble with Slack is told, and requests are still taken', async () => {
  expect(await readinessOf({ ...fine, trouble: 'no socket' })).toEqual({ ready: true, reasons: ['no socket'] });
});
