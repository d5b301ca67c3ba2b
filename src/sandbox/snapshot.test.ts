import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { northwindSupport, SAMPLE_IDS } from './sample/northwind.ts';
import { keepSnapshot, loadSnapshot, saveSnapshot } from './snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
const state = () => northwindSupport(new Date('2026-03-02T09:00:00Z'), SAMPLE_IDS);

it('gives back what was saved, and leaves no half file', () => {
  const path = join(folder, 'deep', 'workspace.json');

  saveSnapshot(path, state());

  expect(loadSnapshot(path)).toEqual(state());
  expect(readdirSync(join(folder, 'deep'))).toEqual(['workspace.json']);
});

it.each(['', '{', '{"format":0,"state":{}}'])('takes %j for no snapshot', (text) => {
  const path = join(folder, 'broken.json');
  writeFileSync(path, text);

  expect(loadSnapshot(path)).toBeUndefined();
});

it('saves shortly after a change, and at once when asked', async () => {
  const path = join(folder, 'kept.json');
  const kept = state();
  const keeper = keepSnapshot(path, kept);

  keeper.now();
  const beforeAnyChange = loadSnapshot(path);
  kept.notices['U0ANA'] = 'first';
  keeper.soon();
  await expect.poll(() => loadSnapshot(path)?.notices).toEqual({ U0ANA: 'first' });
  kept.notices['U0ANA'] = 'second';
  keeper.soon();
  keeper.now();

  expect(beforeAnyChange).toBeUndefined();
  expect(loadSnapshot(path)?.notices).toEqual({ U0ANA: 'second' });
});
