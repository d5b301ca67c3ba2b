import { expect, test } from 'vitest';
import { mondayLate, rowOf } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { declineRequest } from './decline-request.ts';

const world = useSwapWorld();

test('whoever was asked by name can decline, and the owner is told once when all of them have', async () => {
  const request = await world.post('ana', await mondayLate(world), { askedOnly: ['U0BEN', 'U0LIA'] });
  const told = () =>
    world.database.sql`select channel from outbox_messages where dedupe_key = ${`swap:${request.id}:all-declined`}`;
  const requestId = request.id;

  await declineRequest(world.as('ben'), { requestId });
  await declineRequest(world.as('ben'), { requestId });
  const afterOne = await told();
  await declineRequest(world.as('lia'), { requestId });

  expect(await rowOf(world, 'swap_requests', requestId)).toMatchObject({
    state: 'open',
    declined_by: ['U0BEN', 'U0LIA'],
  });
  expect(afterOne).toEqual([]);
  expect(await told()).toMatchObject([{ channel: 'U0ANA' }]);
  expect(await refusalOf(declineRequest(world.as('leo'), { requestId }))).toContain('asked by name');
});
