import { expect, test } from 'vitest';
import { managersDecide, mondayLate, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { approveProposal } from './approve-proposal.ts';
import { denyProposal } from './deny-proposal.ts';

const world = useSwapWorld();

test('a manager who waits in line for a shift neither is asked about whoever is ahead nor decides it', async () => {
  await managersDecide(world);
  const request = await world.post('ana', await mondayLate(world));
  const ahead = await take(world, 'ben', request);
  await take(world, 'maya', request);

  const refused = denyProposal(world.as('maya'), { proposalId: ahead.id, because: 'Mine' });
  const approved = approveProposal(world.as('maya'), { proposalId: ahead.id });

  expect(await refusalOf(refused)).toContain('another answer for the same shift');
  expect(await refusalOf(approved)).toContain('another answer for the same shift');
  expect(await rowOf(world, 'swap_proposals', ahead.id)).toMatchObject({ state: 'approval' });
});

test('a manager ahead is decided about by somebody who wants nothing of it', async () => {
  await managersDecide(world);
  const request = await world.post('ana', await mondayLate(world));
  const ahead = await take(world, 'maya', request);

  expect(await rowOf(world, 'swap_proposals', ahead.id)).toMatchObject({ state: 'approval' });
  expect((await rowOf(world, 'swap_proposals', ahead.id))?.['approver']).not.toBe('U0MAYA');
});
