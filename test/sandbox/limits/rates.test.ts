import { describe, expect, it } from 'vitest';
import { TIER_PER_MINUTE } from '../../../src/sandbox/limits.ts';
import { createPacing } from '../../../src/sandbox/web-api/pacing.ts';
import { methods } from '../../../src/sandbox/web-api/registry.ts';
import { startWorkspace } from '../../support/workspace.ts';
import { call } from '../call.ts';
import { FACTS } from './facts.ts';

const METHODS = Object.keys(FACTS.rate_tier).filter((name) => methods.has(name));
const NOT_THERE = Object.keys(FACTS.rate_tier).filter((name) => !methods.has(name));

/** Calls a minute by the facts: `3` is a tier, `special 600` a number, of two readings the later one holds. */
function perMinute(method: string): number {
  const tier = String(FACTS.rate_tier[method]);
  if (tier === 'special 1/s/channel') return TIER_PER_MINUTE.special;
  const number = Number(/^special (\d+)$/.exec(tier)?.[1] ?? NaN);
  if (!Number.isNaN(number)) return number;
  return Number(FACTS.rate_tiers_per_minute[`tier${/\/ (\d)/.exec(tier)?.[1] ?? tier}`]);
}

describe('a method may be called so often a minute', () => {
  it.each(METHODS.map((name) => [name, perMinute(name)] as const))('%s: %d times', (name, most) => {
    let now = 0;
    const pacing = createPacing(true, () => new Date(now));
    const tier = methods.get(name)?.tier ?? 'special';
    const tick = () => {
      now += 50;
      return pacing.call(name, tier);
    };

    const waits = Array.from({ length: most }, tick);
    const tooMuch = tick();
    now = 60_051;

    expect(waits.filter((wait) => wait !== undefined)).toEqual([]);
    expect(tooMuch).toBe(Math.ceil((60_050 - (most + 1) * 50) / 1000));
    expect(pacing.call(name, tier)).toBeUndefined();
  });

  it.each(NOT_THERE)('%s is not there at all', (name) => {
    expect(name).toMatch(/^(assistant\.|(conversations\.)?canvases\.|oauth\.|users\.profile\.set$)/);
  });
});

it('answers 429 with the seconds to wait, and other methods go on', async () => {
  const workspace = await startWorkspace({ app: { url: () => 'http://127.0.0.1:9/' }, enforceTiers: true });

  for (let time = 0; time < 20; time += 1) await call(workspace, 'users.list', { limit: 1 });
  const tooMuch = await call(workspace, 'users.list', { limit: 1 });
  const another = await call(workspace, 'auth.test', {});
  await workspace.close();

  expect(tooMuch).toMatchObject({ ok: false, error: 'ratelimited', status: 429 });
  expect(Number(tooMuch['retryAfter'])).toBeGreaterThan(50);
  expect(another).toMatchObject({ ok: true });
});

it('takes one message a second in a channel, 60 a minute, and gives other channels their own second', () => {
  let now = 0;
  const pacing = createPacing(false, () => new Date(now));

  const together = [pacing.post('C1'), pacing.post('C1'), pacing.post('C2')];
  const paced = Array.from({ length: 60 }, () => {
    now += 1000;
    return pacing.post('C1');
  });

  expect(together).toEqual([undefined, 1, undefined]);
  expect(new Set(paced)).toEqual(new Set([undefined]));
});

it('goes by the clock of the workspace: hours that pass in seconds are hours, and what was after the clock holds up nothing', () => {
  let now = 0;
  const pacing = createPacing(true, () => new Date(now));
  const all = (): readonly (number | undefined)[] =>
    Array.from({ length: TIER_PER_MINUTE.tier3 }, () => pacing.call('chat.update', 'tier3'));

  const first = all();
  now = 15 * 60_000;
  const later = [...all(), pacing.post('C1')];
  now = 1000;
  const backInRealTime = [...all(), pacing.post('C1')];

  expect([...first, ...later, ...backInRealTime].filter((wait) => wait !== undefined)).toEqual([]);
});
