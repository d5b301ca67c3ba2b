import { expect, test } from 'vitest';
import { edit, executionOf, mondayLate, take } from '../../../../../test/support/swap-looks.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { undoExecution } from '../executions/undo-execution.ts';
import { takenBackText } from './taken-back.ts';

const world = useSwapWorld();

test('an old Undo that is pressed again says who has the shift by now', async () => {
  const shift = await mondayLate(world);
  const executionId = await executionOf(world, await take(world, 'ben', await world.post('ana', shift)));
  const press = async () => {
    await undoExecution(world.as('ben'), { executionId });
    return takenBackText(world.as('ben'), executionId);
  };

  expect(await press()).toBe('Taken back. Everybody has the shifts of before.');
  await edit(world, shift, { slackId: 'U0LIA' });
  expect(await press()).toMatch(/^It was taken back before, .*Monday 16 March.* is Lia's\.$/);
  await edit(world, shift, { slackId: null });
  expect(await press()).toMatch(/ is open\.$/);
  await edit(world, shift, { state: 'cancelled' });
  expect(await press()).toMatch(/ is off the roster\.$/);
});
