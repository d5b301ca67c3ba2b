import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { lastEdit } from '../../../../../test/support/approvals.ts';
import { managersDecide, mondayLate, rowOf, stateOf, take } from '../../../../../test/support/swap-looks.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { addAbsence, removeAbsence } from '../../roster/absences.ts';
import { setAvailability } from '../../roster/availability.ts';

const world = useSwapWorld();

/** Of a Monday's late shift, 14:00 to 22:00, that waits for a manager; Ben would get it. */
async function waiting() {
  await managersDecide(world);
  return take(world, 'ben', await world.post('ana', await mondayLate(world)));
}

test('whoever says that they cannot work at those hours is asked again, with the reason', async () => {
  const { id } = await waiting();

  await setAvailability(world.as('ben'), { hours: [{ weekday: 1, open: 480, close: 960 }], seen: null });
  await world.settle();

  expect(await rowOf(world, 'swap_proposals', id)).toMatchObject({
    state: 'consent',
    verdict: { verdict: 'deny', decisive: { rule: 'R6', person: 'U0BEN' } },
  });
});

test.each([
  ['can work then', [{ weekday: 1, open: 780, close: 1380 }]],
  ['has no wish', undefined],
])('whoever %s is not asked again', async (_case, hours) => {
  const { id } = await waiting();

  await setAvailability(world.as('ben'), { hours, seen: null });
  await world.settle();

  expect(await stateOf(world, 'swap_proposals', id)).toBe('approval');
});

test('who could take a shift is counted anew when somebody says that they cannot work then, and when they can again', async () => {
  const request = await world.post('ana', await mondayLate(world));
  const legal = async () => {
    await world.settle();
    const { partners } = (await rowOf(world, 'swap_requests', request.id)) ?? {};
    return (partners as { legal: number }).legal;
  };
  const before = await legal();
  const day = { timeZone: 'Europe/Berlin', from: '2026-03-16', to: '2026-03-16', span: undefined, seen: null };
  const absenceId = randomUUID();

  await addAbsence(world.as('ben'), { ...day, absenceId, slackId: 'U0BEN', kind: 'unavailable' });
  const away = await legal();
  const card = await lastEdit(world.database, `swap:${request.id}:card`);
  await setAvailability(world.as('lia'), { hours: [{ weekday: 1, open: 480, close: 960 }], seen: null });
  const fewer = await legal();
  await removeAbsence(world.as('ben'), absenceId);

  expect([away, fewer, await legal()]).toEqual([before - 1, before - 2, before - 1]);
  expect(card).toContain('no colleague, when last counted');
});
