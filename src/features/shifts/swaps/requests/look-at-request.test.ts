import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { executionOf, march, mondayLate, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { undoExecution } from '../executions/undo-execution.ts';
import { acceptProposal } from '../proposals/accept-proposal.ts';
import { lookAtProposal } from '../proposals/look-at-proposal.ts';
import { lookAtRequest } from './look-at-request.ts';

const world = useSwapWorld();

const monday = () => mondayLate(world);

describe('time', () => {
  test('gives a part until its own start is too near', async () => {
    const part = { from: march('16T17:00'), to: march('16T21:00') };

    const { expiresAt } = await world.post('ana', await monday(), { part });

    expect(expiresAt).toEqual(march('16T05:00'));
  });

  test('gives what is left of a shift as long as its own start has, and the whole again what it had', async () => {
    const request = await world.post('ana', await monday());
    const given = await take(world, 'ben', request, { part: { from: march('16T13:00'), to: march('16T15:00') } });
    await acceptProposal(world.as('ana'), { proposalId: given.id });
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ expires_at: march('16T03:00') });

    await undoExecution(world.as('ben'), { executionId: await executionOf(world, given) });

    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ expires_at: march('16T01:00') });
  });

  test('ends a request at its cut-off, in the thread too, and tells its owner and a manager when they are awake', async () => {
    const request = await world.post('ana', await monday());
    const told = () => world.database.sql`
      select channel from outbox_messages where dedupe_key similar to ${`swap:${request.id}:(closed|uncovered|expired):%`} order by channel`;

    await world.until(march('16T07:59'));

    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({
      state: 'expired',
      expires_at: march('16T01:00'),
    });
    expect(await told()).toMatchObject([{ channel: 'C0CARE' }]);
    await world.until(march('16T08:00'));

    expect(await told()).toMatchObject([{ channel: 'C0CARE' }, { channel: 'U0ANA' }, { channel: 'U0MAYA' }]);
  });

  test('reminds the owner in their working hours, at most three times', async () => {
    const request = await world.post('ana', await monday());

    await world.until(march('16T01:01'));

    const reminders = await world.database
      .sql`select dedupe_key from outbox_messages where dedupe_key like ${`swap:${request.id}:reminder:%`}`;
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders.length).toBeLessThanOrEqual(3);
  });
});

test('whatever looks at what is gone looks away', async () => {
  const gone = randomUUID();

  await expect(lookAtProposal(world.as('maya'), gone)).resolves.toBeUndefined();
  await expect(lookAtRequest(world.as('maya'), gone)).resolves.toBeUndefined();
});
