import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { TEST_NOW } from '../../../../test/support/context.ts';
import { endWell } from '../../../../test/support/swap-invariants.ts';
import { executionOf, march, mondayLate, take } from '../../../../test/support/swap-looks.ts';
import { openSwapWorld, refusalOf, type SwapWorld } from '../../../../test/support/swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { decideDispute } from './decide-dispute.ts';
import { disputeExecution } from './dispute-execution.ts';
import { lookAtProposal } from './look-at-proposal.ts';
import { lookAtRequest } from './look-at-request.ts';

let database: TestDatabase;
let world: SwapWorld;
let now: Date;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
  now = TEST_NOW;
});
afterAll(() => database.close());
afterEach(async () => {
  await world.settle(now);
  await endWell(world);
  now = TEST_NOW;
});

const monday = () => mondayLate(world);

describe('a dispute', () => {
  const over = async () => {
    const proposal = await take(world, 'ben', await world.post('ana', await monday()));
    now = march('16T22:00');
    await world.until(now);
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

  test('is told how it was each time it is decided', async () => {
    const { proposal, executionId } = await over();

    for (const hour of ['01', '02']) {
      await disputeExecution(world.as('ana', march(`17T${hour}:00`)), { executionId, because: 'I worked it' });
      await decideDispute(world.as('maya', march(`17T${hour}:30`)), { executionId, because: `Noted at ${hour}` });
    }

    const told = await database.sql`
      select channel from outbox_messages where dedupe_key like ${`swap:${proposal.id}:result:executed:settled%`} order by channel`;
    expect(told.map(({ channel }) => channel)).toEqual(['U0ANA', 'U0ANA', 'U0BEN', 'U0BEN']);
  });
});

describe('time', () => {
  test('counts for whoever says yes until when they clicked, and after that it says that time is over', async () => {
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

  test('that looks at what is gone looks away', async () => {
    const gone = randomUUID();

    await expect(lookAtProposal(world.as('maya'), gone)).resolves.toBeUndefined();
    await expect(lookAtRequest(world.as('maya'), gone)).resolves.toBeUndefined();
  });
});
