import { expect, test } from 'vitest';
import { postsTo } from '../../../../../test/support/approvals.ts';
import { march, mondayLate, rowOf } from '../../../../../test/support/swap-looks.ts';
import { newSubmission } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { coverNow } from '../executions/cover-now.ts';
import { proposeTrade } from '../proposals/propose-trade.ts';

const world = useSwapWorld();

const readBy = async (slackId: string, what: string) =>
  (await postsTo(world.database, slackId)).filter((text) => text.includes(what));

const NOBODY = 'Nobody took';

test('whose shift nobody took is told in the morning, and so is whoever manages the team', async () => {
  await world.post('ana', await mondayLate(world));

  await world.until(march('16T07:59'));
  expect(await readBy('U0ANA', NOBODY)).toEqual([]);
  expect(await readBy('U0MAYA', NOBODY)).toEqual([]);
  await world.until(march('16T08:00'));

  expect(await readBy('U0ANA', NOBODY)).toHaveLength(1);
  expect(await readBy('U0MAYA', NOBODY)).toHaveLength(1);
});

test('they are told at once where the shift starts before the morning', async () => {
  await world.post('ana', await world.shift('ana', '2026-03-16T08:00', '2026-03-16T14:00'));

  await world.until(march('15T19:01'));

  expect(await readBy('U0ANA', NOBODY)).toHaveLength(1);
  expect(await readBy('U0MAYA', NOBODY)).toHaveLength(1);
});

test('by morning nobody is told of what was seen to in the night', async () => {
  const shift = await mondayLate(world);
  await world.post('ana', shift);
  await world.until(march('16T01:01'));
  const cover = { shiftId: shift.id, to: 'U0BEN', because: 'Ana is ill', submission: newSubmission() };
  await coverNow(world.as('maya', march('16T02:00')), { ...cover, passBecause: 'Nobody else is here' });

  await world.until(march('16T08:01'));

  expect(await readBy('U0ANA', NOBODY)).toEqual([]);
  expect(await readBy('U0MAYA', NOBODY)).toEqual([]);
});

test('those in a swap that runs out of time in the night hear of it in the morning', async () => {
  const { id: requestId } = await world.post('ana', await mondayLate(world), { kind: 'trade' });
  const offer = { requestId, submission: newSubmission() };
  const { id } = await proposeTrade(world.as('ben', march('10T22:00')), offer);

  await world.until(march('13T07:59'));
  expect(await rowOf(world, 'swap_proposals', id)).toMatchObject({ state: 'expired' });
  for (const party of ['U0ANA', 'U0BEN']) expect(await readBy(party, 'ran out of time')).toEqual([]);
  await world.until(march('13T08:00'));

  for (const party of ['U0ANA', 'U0BEN']) expect(await readBy(party, 'ran out of time')).toHaveLength(1);
});
