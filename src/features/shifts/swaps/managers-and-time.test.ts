import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { TEST_NOW } from '../../../../test/support/context.ts';
import { postsTo } from '../../../../test/support/approvals.ts';
import { endWell } from '../../../../test/support/swap-invariants.ts';
import { executionOf, managersDecide, march, mondayLate, rowOf, take } from '../../../../test/support/swap-looks.ts';
import { newSubmission, openSwapWorld, refusalOf, type SwapWorld } from '../../../../test/support/swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from './approve-proposal.ts';
import { coverNow } from './cover-now.ts';
import { decideDispute } from './decide-dispute.ts';
import { disputeExecution } from './dispute-execution.ts';
import { overrideProposal } from './override-proposal.ts';
import { undoExecution } from './undo-execution.ts';

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

describe('a blocked swap', () => {
  const blocked = async () => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);
    const proposal = await take(world, 'ben', request);
    await world.shift('ben', '2026-03-17T06:00', '2026-03-17T10:00');
    await approveProposal(world.as('maya'), { proposalId: proposal.id });
    return { shift, request, proposal };
  };

  test('says what is against it, and frees the request for others', async () => {
    const { request, proposal } = await blocked();

    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({
      state: 'blocked',
      verdict: { verdict: 'deny', decisive: { rule: 'R10', numbers: { rest_min: 480, limit_min: 660 } } },
    });
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'open' });
    expect((await take(world, 'lia', request)).state).toBe('approval');
  });

  test('says how many others are legal, as counted then', async () => {
    const { request } = await blocked();

    const { partners } = (await rowOf(world, 'swap_requests', request.id)) ?? {};
    expect(partners).toMatchObject({ legal: expect.any(Number) });
    const { legal } = partners as { legal: number };
    const told = await postsTo(database, 'U0BEN');
    expect(told.at(-1)).toContain(`By the rules ${legal} others could.`);
  });

  test('passes by a manager’s word, with the rule that was passed in its record', async () => {
    const { shift, proposal } = await blocked();

    expect(await refusalOf(overrideProposal(world.as('leo'), { proposalId: proposal.id, because: 'x' }))).toContain(
      'Only',
    );
    await overrideProposal(world.as('dora'), { proposalId: proposal.id, because: 'Ben asked for it' });

    expect(await world.holderOf(shift)).toBe('U0BEN');
    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({
      state: 'executed',
      is_overridden: true,
      decided_because: 'Ben asked for it',
    });
  });

  test('does not pass a rule that nobody may pass, which is shown instead', async () => {
    const { proposal } = await blocked();
    await world.shift('ben', '2026-03-16T15:00', '2026-03-16T16:00');
    const override = () => overrideProposal(world.as('dora'), { proposalId: proposal.id, because: 'x' });

    await override();

    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({
      state: 'blocked',
      is_overridden: false,
      verdict: { decisive: { rule: 'R5' } },
    });
    expect(await refusalOf(override())).toContain('cannot be passed');
  });
});

describe('cover now', () => {
  test('moves a shift at once, answers what its owner asked, and ends what was going on', async () => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);
    const going = await take(world, 'ben', request);

    const cover = await coverNow(world.as('leo'), {
      shiftId: shift.id,
      to: 'U0LIA',
      because: 'Ana is ill',
      submission: newSubmission(),
    });

    expect(cover.state).toBe('executed');
    expect(await world.holderOf(shift)).toBe('U0LIA');
    expect(await rowOf(world, 'swap_proposals', going.id)).toMatchObject({ state: 'superseded' });
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'fulfilled' });
    const told =
      await database.sql`select channel from outbox_messages where dedupe_key like ${`swap:${cover.id}:result:%`} order by channel`;
    expect(told).toMatchObject([{ channel: 'U0ANA' }, { channel: 'U0LIA' }]);
  });
});

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
    const told = () => database.sql`
      select channel from outbox_messages where dedupe_key similar to ${`swap:${request.id}:(closed|uncovered|expired):%`} order by channel`;
    now = march('16T07:59');

    await world.until(now);

    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({
      state: 'expired',
      expires_at: march('16T01:00'),
    });
    expect(await told()).toMatchObject([{ channel: 'C0CARE' }]);
    now = march('16T08:00');
    await world.until(now);

    expect(await told()).toMatchObject([{ channel: 'C0CARE' }, { channel: 'U0ANA' }, { channel: 'U0MAYA' }]);
  });

  test('reminds the owner in their working hours, at most three times', async () => {
    const request = await world.post('ana', await monday());
    now = march('16T01:01');

    await world.until(now);

    const reminders =
      await database.sql`select dedupe_key from outbox_messages where dedupe_key like ${`swap:${request.id}:reminder:%`}`;
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders.length).toBeLessThanOrEqual(3);
  });

  test('passes an approval on to somebody else, and then ends it', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await monday());
    const proposal = await take(world, 'ben', request);

    now = march('11T09:01');
    await world.until(now);
    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'approval', approver: 'U0DORA' });
    now = march('16T01:01');
    await world.until(now);

    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'expired' });
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'expired' });
  });

  test('settles what was worked, and a party may say within a week that it was not', async () => {
    const proposal = await take(world, 'ben', await world.post('ana', await monday()));
    const executionId = await executionOf(world, proposal);

    now = march('16T22:00');
    await world.until(now);
    expect(await rowOf(world, 'swap_executions', executionId)).toMatchObject({ state: 'settled' });
    const disputed = await disputeExecution(world.as('ana', march('17T09:00')), {
      executionId,
      because: 'Ben was ill, I worked it',
    });
    expect(disputed.state).toBe('disputed');
    const decided = await decideDispute(world.as('maya', march('17T10:00')), { executionId, because: 'Ana worked it' });

    expect(decided).toMatchObject({ state: 'settled', changedBecause: 'Ana worked it' });
  });
});
