import { describe, expect, test } from 'vitest';
import { meanwhile } from '../../../../../test/support/between-statements.ts';
import { executionOf, march, mondayLate, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { decideDispute } from './decide-dispute.ts';
import { disputeExecution } from './dispute-execution.ts';

const world = useSwapWorld();

const monday = () => mondayLate(world);

describe('a dispute', () => {
  const over = async () => {
    const proposal = await take(world, 'ben', await world.post('ana', await monday()));
    await world.until(march('16T22:00'));
    return { proposal, executionId: await executionOf(world, proposal) };
  };

  test('that is decided twice with the same words is decided once', async () => {
    const { executionId } = await over();
    const because = 'Ana worked it';
    await disputeExecution(world.as('ana', march('17T09:00')), { executionId, because: 'I worked it' });

    await decideDispute(world.as('maya', march('17T10:00')), { executionId, because });
    const again = await decideDispute(world.as('maya', march('17T10:00')), { executionId, because });

    expect(again).toMatchObject({ state: 'settled', changedBecause: because });
    const other = decideDispute(world.as('maya', march('17T10:00')), { executionId, because: 'Ben worked it' });
    expect(await refusalOf(other)).toContain('Nobody disputes');
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'of both parties at once is one, and nobody is told otherwise, after %i statements',
    async (moment) => {
      const { executionId } = await over();
      const [ana, ben] = [world.as('ana', march('17T09:00')), world.as('ben', march('17T09:00'))];

      await meanwhile(world.database, {
        work: (db) => disputeExecution({ ...ana, db }, { executionId, because: 'I worked it' }),
        other: () => disputeExecution(ben, { executionId, because: 'I was ill' }),
        moment,
      });

      const [row] = await world.database.sql`select state from swap_executions where id = ${executionId}`;
      expect(row?.['state']).toBe('disputed');
    },
  );

  test('is told how it was each time it is decided', async () => {
    const { proposal, executionId } = await over();

    for (const hour of ['01', '02']) {
      await disputeExecution(world.as('ana', march(`17T${hour}:00`)), { executionId, because: 'I worked it' });
      await decideDispute(world.as('maya', march(`17T${hour}:30`)), { executionId, because: `Noted at ${hour}` });
    }

    const told = await world.database.sql`
      select channel from outbox_messages where dedupe_key like ${`swap:${proposal.id}:result:executed:settled%`} order by channel`;
    expect(told.map(({ channel }) => channel)).toEqual(['U0ANA', 'U0ANA', 'U0BEN', 'U0BEN']);
  });
});

test('time settles what was worked, and a party may say within a week that it was not', async () => {
  const proposal = await take(world, 'ben', await world.post('ana', await monday()));
  const executionId = await executionOf(world, proposal);

  await world.until(march('16T22:00'));
  expect(await rowOf(world, 'swap_executions', executionId)).toMatchObject({ state: 'settled' });
  const disputed = await disputeExecution(world.as('ana', march('17T09:00')), {
    executionId,
    because: 'Ben was ill, I worked it',
  });
  expect(disputed.state).toBe('disputed');
  const decided = await decideDispute(world.as('maya', march('17T10:00')), { executionId, because: 'Ana worked it' });

  expect(decided).toMatchObject({ state: 'settled', changedBecause: 'Ana worked it' });
});
