import { expect, test } from 'vitest';
import { CARE_US } from '../../../../../test/support/northwind.ts';
import { managersDecide, mondayLate, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from '../proposals/accept-proposal.ts';
import { withdrawProposal } from '../proposals/withdraw-proposal.ts';

const world = useSwapWorld();

test('a trade names only shifts that its team sees already', async () => {
  const given = await mondayLate(world);
  const draft = await world.shift('ben', '2026-03-25T14:00', '2026-03-25T22:00', { isPublished: false });
  const elsewhere = await world.shift('amy', '2026-03-26T14:00', '2026-03-26T22:00', { teamId: CARE_US });
  const seen = await world.shift('ben', '2026-03-27T14:00', '2026-03-27T22:00');
  const post = (id: string) => refusalOf(world.post('ana', given, { kind: 'trade', wants: { shiftIds: [id] } }));

  expect(await post(draft.id)).toBe('Choose shifts that are on the roster of this team.');
  expect(await post(elsewhere.id)).toBe('Choose shifts that are on the roster of this team.');
  expect(await post(seen.id)).toBe('it was not refused');
});

test('what is promised in return is not given away besides, until the promise is taken back', async () => {
  await managersDecide(world);
  const gives = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00');
  const request = await world.post('ana', await mondayLate(world), { kind: 'trade' });
  const { id: proposalId } = await take(world, 'ben', request, { gives: gives.id });
  await acceptProposal(world.as('ana'), { proposalId });
  const part = { from: gives.startsAt, to: new Date('2026-03-18T17:00Z') };

  expect(await refusalOf(world.post('ben', gives))).toContain('is about to give this shift away');
  expect(await refusalOf(world.post('ben', gives, { part }))).toContain('is about to give this shift away');
  await withdrawProposal(world.as('ben'), { proposalId });

  expect(await world.post('ben', gives)).toMatchObject({ state: 'open' });
});
