import { expect, test } from 'vitest';
import { executionOf, mondayLate, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { defaultSettings } from '../../rules/rule-parameters.ts';
import { undoExecution } from './undo-execution.ts';

const world = useSwapWorld();

test('an undo keeps every rule about how people work, as overtime, and leaves out how a trade is asked for', async () => {
  const deny = { severity: 'deny', isOverridable: false } as const;
  await world.rules({ R14: { ...defaultSettings.R14, ...deny } });
  const shift = await mondayLate(world);
  const executionId = await executionOf(world, await take(world, 'ben', await world.post('ana', shift)));
  const others = ['17', '18', '19', '20', '21'];
  for (const day of others) await world.shift('ana', `2026-03-${day}T14:00`, `2026-03-${day}T22:00`);

  expect(await refusalOf(undoExecution(world.as('ben'), { executionId }))).toMatch(/40 h 00 → 48 h 00/);
  await world.rules({ R4: { ...defaultSettings.R4, ...deny, params: { min_lead_min: 20_160, horizon_days: 42 } } });
  await undoExecution(world.as('ben'), { executionId });

  expect(await world.holderOf(shift)).toBe('U0ANA');
});
