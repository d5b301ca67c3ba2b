import { describe, expect, test } from 'vitest';
import { managersDecide, mondayLate, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { chooseOffer } from './choose-offer.ts';

const world = useSwapWorld();

const offered = async () => take(world, 'ben', await world.post('ana', await mondayLate(world), { kind: 'trade' }));

describe('a second click', () => {
  test('on what one has chosen says that it is settled already', async () => {
    const { id: proposalId } = await offered();
    await chooseOffer(world.as('ana'), { proposalId });

    expect(await refusalOf(chooseOffer(world.as('ana'), { proposalId }))).toBe('It is settled already.');
    expect(await refusalOf(acceptProposal(world.as('ana'), { proposalId }))).toBe('It is settled already.');
  });

  test('on what one has chosen says what it waits for', async () => {
    await managersDecide(world);
    const { id: proposalId } = await offered();
    await chooseOffer(world.as('ana'), { proposalId });

    const again = chooseOffer(world.as('ana'), { proposalId });

    expect(await refusalOf(again)).toBe('You have said yes already. This swap waits for a manager to approve it.');
  });

  test('on what one has taken proposes nothing anew, and says how it stands', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await mondayLate(world));
    const { id } = await take(world, 'ben', request);

    expect(await take(world, 'ben', request)).toMatchObject({ id, state: 'approval' });
    await world.rules({});
    await world.clear();
    const settled = await world.post('ana', await mondayLate(world));
    await take(world, 'ben', settled);
    expect(await refusalOf(take(world, 'ben', settled))).toBe('It is yours already.');
  });

  test('on what one has approved says that it is settled already', async () => {
    await managersDecide(world);
    const { id: proposalId } = await take(world, 'ben', await world.post('ana', await mondayLate(world)));
    await approveProposal(world.as('maya'), { proposalId });

    expect(await refusalOf(approveProposal(world.as('maya'), { proposalId }))).toBe('It is settled already.');
  });
});
