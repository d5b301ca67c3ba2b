import { expect, test } from 'vitest';
import { march, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';

const world = useSwapWorld();

test('a yes counts by when it was clicked, and after its time it is told that time is over', async () => {
  const asked = async () => {
    const request = await world.post('ana', await world.shift('ana', '2026-03-20T14:00', '2026-03-20T22:00'), {
      kind: 'trade',
    });
    return take(world, 'ben', request);
  };
  const late = await asked();
  const tooLate = acceptProposal(world.as('ana', march('12T09:00')), { proposalId: late.id });
  expect(await refusalOf(tooLate)).toContain('run out of time');

  const clicked = { ...world.as('ana', march('12T09:01')), happenedAt: march('12T08:59') };
  const settled = await acceptProposal(clicked, { proposalId: late.id });

  expect(settled.state).toBe('executed');
});
