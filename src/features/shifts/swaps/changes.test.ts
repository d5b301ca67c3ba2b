import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '../../../core/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { TEST_NOW } from '../../../../test/support/context.ts';
import type { CastName } from '../../../../test/support/northwind.ts';
import { leftBehindIn, wrongIn } from '../../../../test/support/swap-invariants.ts';
import { newSubmission, openSwapWorld, refusalOf, type SwapWorld } from '../../../../test/support/swap-world.ts';
import { changeShifts } from '../roster/change-shifts.ts';
import type { ShiftFacts } from '../roster/shift-change.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from './approve-proposal.ts';
import { coverNow } from './cover-now.ts';
import { disputeExecution } from './dispute-execution.ts';
import { decideDispute } from './decide-dispute.ts';
import { overrideProposal } from './override-proposal.ts';
import { proposeTrade } from './propose-trade.ts';
import type { SwapProposal, SwapRequest } from './tables.ts';
import { undoExecution } from './undo-execution.ts';
import { eq } from 'drizzle-orm';

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
  const wrong = [...(await wrongIn(database)), ...(await leftBehindIn(database))];
  await world.clear();
  now = TEST_NOW;
  expect(wrong).toEqual([]);
});

const monday = () => world.shift('ana', '2026-03-16T14:00', '2026-03-16T22:00');
const managersDecide = () => world.rules({}, { autoApprove: false });
const at = (time: string) => new Date(`2026-03-${time}:00Z`);

function take(name: CastName, request: SwapRequest, more: object = {}): Promise<SwapProposal> {
  return proposeTrade(world.as(name), { requestId: request.id, submission: newSubmission(), ...more });
}

/** A manager's edit of the roster. */
async function edit(shift: ShiftRow, set: Partial<ShiftFacts>): Promise<void> {
  const ctx = world.as('maya');
  await transaction(ctx, async (tx) => {
    const [current] = await tx.select().from(shifts).where(eq(shifts.id, shift.id));
    await changeShifts(tx, ctx, [{ shift: current!, set }], { cause: 'edit' });
  });
}

async function row(table: string, id: string) {
  const [found] = await database.sql`select * from ${database.sql(table)} where id = ${id}`;
  return found;
}

async function executionOf(proposal: SwapProposal): Promise<string> {
  const [found] = await database.sql<
    { id: string }[]
  >`select id from swap_executions where proposal_id = ${proposal.id}`;
  return found!.id;
}

async function pieces(): Promise<readonly string[]> {
  const rows = await database.sql<{ text: string }[]>`
    select coalesce(slack_id, 'open') || ' ' || substr(starts_local, 12) || '-' || substr(ends_local, 12) as text
    from shifts where state = 'planned' order by starts_at, slack_id`;
  return rows.map(({ text }) => text);
}

describe('a part of a shift', () => {
  test('that is given away becomes a shift of the taker, and the owner keeps the rest', async () => {
    const shift = await monday();
    const part = { from: at('16T17:00'), to: at('16T21:00') };
    const request = await world.post('ana', shift, { part });

    const taken = await take('ben', request);

    expect(taken.state).toBe('executed');
    expect(await pieces()).toEqual(['U0ANA 14:00-18:00', 'U0BEN 18:00-22:00']);
  });

  test('that somebody takes of a whole one leaves the request open for the rest', async () => {
    await world.rules({ R10: { severity: 'allow', params: { min_rest_min: 660 }, isOverridable: true } });
    const shift = await monday();
    const request = await world.post('ana', shift);
    const part = { from: at('16T15:00'), to: at('16T18:00') };
    const taken = await take('ben', request, { part });
    expect(taken.state).toBe('consent');

    await acceptProposal(world.as('ana'), { proposalId: taken.id });
    await world.settle();

    expect(await pieces()).toEqual(['U0ANA 14:00-16:00', 'U0BEN 16:00-19:00', 'U0ANA 19:00-22:00']);
    const requests = await database.sql`select state, from_at, to_at, is_part from swap_requests order by from_at`;
    expect(requests).toMatchObject([
      { state: 'open', from_at: at('16T13:00'), to_at: at('16T15:00'), is_part: false },
      { state: 'open', from_at: at('16T18:00'), to_at: at('16T21:00'), is_part: false },
    ]);
  });

  test('that is taken back makes the shift whole again, and what was open is asked for whole', async () => {
    const shift = await monday();
    const request = await world.post('ana', shift);
    const taken = await take('ben', request, { part: { from: at('16T13:00'), to: at('16T15:00') } });
    await acceptProposal(world.as('ana'), { proposalId: taken.id });
    expect(await pieces()).toEqual(['U0BEN 14:00-16:00', 'U0ANA 16:00-22:00']);

    await undoExecution(world.as('ben'), { executionId: await executionOf(taken) });

    expect(await pieces()).toEqual(['U0ANA 14:00-22:00']);
    expect(await row('swap_requests', request.id)).toMatchObject({
      state: 'open',
      from_at: shift.startsAt,
      is_part: false,
    });
  });
});

describe('undo', () => {
  const executed = async () => {
    const shift = await monday();
    const request = await world.post('ana', shift);
    const proposal = await take('ben', request);
    return { shift, request, proposal, executionId: await executionOf(proposal) };
  };

  test('is free for half an hour: the taker gives back, and the request is open again', async () => {
    const { shift, request, executionId } = await executed();

    const undone = await undoExecution(world.as('ben', at('10T09:29')), { executionId });

    expect(undone.state).toBe('reverted');
    expect(await world.holderOf(shift)).toBe('U0ANA');
    expect(await row('swap_requests', request.id)).toMatchObject({ state: 'open' });
  });

  test('by the owner ends the request: they want their shift back', async () => {
    const { shift, request, executionId } = await executed();

    await undoExecution(world.as('ana'), { executionId });

    expect(await world.holderOf(shift)).toBe('U0ANA');
    expect(await row('swap_requests', request.id)).toMatchObject({ state: 'withdrawn' });
  });

  test('needs both after half an hour', async () => {
    const { shift, executionId } = await executed();

    const asked = await undoExecution(world.as('ben', at('10T09:31')), { executionId });
    expect(asked).toMatchObject({ state: 'executed', undoAskedBy: ['U0BEN'] });
    expect(await world.holderOf(shift)).toBe('U0BEN');
    const done = await undoExecution(world.as('ana', at('10T10:00')), { executionId });

    expect(done.state).toBe('reverted');
    expect(await world.holderOf(shift)).toBe('U0ANA');
  });

  test('is a manager’s at any time, and nobody else’s', async () => {
    const { shift, executionId } = await executed();

    expect(await refusalOf(undoExecution(world.as('leo', at('11T09:00')), { executionId }))).toContain('Only');
    await undoExecution(world.as('maya', at('11T09:00')), { executionId });

    expect(await world.holderOf(shift)).toBe('U0ANA');
  });

  test('is refused once a shift has begun, or the roster has changed since', async () => {
    const { shift, executionId } = await executed();

    expect(await refusalOf(undoExecution(world.as('maya', at('16T14:00')), { executionId }))).toContain('has begun');
    await edit(shift, { comment: 'bring the key' });
    expect(await refusalOf(undoExecution(world.as('ben'), { executionId }))).toContain('has changed since');
  });

  test('is refused where the owner could not work it any more', async () => {
    const { executionId } = await executed();
    await world.shift('ana', '2026-03-16T23:00', '2026-03-17T06:00');

    expect(await refusalOf(undoExecution(world.as('ben'), { executionId }))).toMatch(/rest .* < 11 h/);
  });

  test('weighs nothing in the end', async () => {
    const { executionId } = await executed();
    await undoExecution(world.as('ben'), { executionId });

    const facts = await database.sql`
      select slack_id, what, minutes, night_minutes, notice_minutes from fairness_facts where execution_id = ${executionId} order by position`;
    expect(facts).toMatchObject([
      { slack_id: 'U0ANA', what: 'gave', minutes: 480, night_minutes: 0, notice_minutes: 8_880 },
      { slack_id: 'U0BEN', what: 'took', minutes: 480 },
      { slack_id: 'U0ANA', what: 'gave-back', minutes: 480 },
      { slack_id: 'U0BEN', what: 'took-back', minutes: 480 },
    ]);
  });
});

describe('when the roster changes under a swap', () => {
  test('a little, it goes on about the shift as it is now', async () => {
    await managersDecide();
    const shift = await monday();
    const proposal = await take('ben', await world.post('ana', shift));

    await edit(shift, {
      startsAt: at('16T13:15'),
      endsAt: at('16T21:15'),
      startsLocal: '2026-03-16T14:15',
      endsLocal: '2026-03-16T22:15',
    });
    await world.settle();
    expect(await row('swap_proposals', proposal.id)).toMatchObject({ state: 'approval' });
    await approveProposal(world.as('maya'), { proposalId: proposal.id });

    expect(await pieces()).toEqual(['U0BEN 14:15-22:15']);
  });

  test('for the worse, everybody is asked again', async () => {
    await managersDecide();
    const shift = await monday();
    await world.shift('ben', '2026-03-17T09:00', '2026-03-17T12:00');
    const proposal = await take('ben', await world.post('ana', shift));

    await edit(shift, {
      startsAt: at('16T13:15'),
      endsAt: at('16T21:15'),
      startsLocal: '2026-03-16T14:15',
      endsLocal: '2026-03-16T22:15',
    });
    await world.settle();

    expect(await row('swap_proposals', proposal.id)).toMatchObject({ state: 'consent' });
    const asked =
      await database.sql`select slack_id from swap_consents where proposal_id = ${proposal.id} and state = 'asked' order by slack_id`;
    expect(asked).toMatchObject([{ slack_id: 'U0ANA' }, { slack_id: 'U0BEN' }]);
    await acceptProposal(world.as('ana'), { proposalId: proposal.id });
    const last = await acceptProposal(world.as('ben'), { proposalId: proposal.id });
    expect(last.state).toBe('blocked');
  });

  test('by more than a little, it is off', async () => {
    await managersDecide();
    const shift = await monday();
    const request = await world.post('ana', shift);
    const proposal = await take('ben', request);

    await edit(shift, { endsAt: at('16T20:00'), endsLocal: '2026-03-16T21:00' });
    await world.settle();

    expect(await row('swap_proposals', proposal.id)).toMatchObject({ state: 'superseded' });
    expect(await row('swap_requests', request.id)).toMatchObject({ state: 'superseded' });
  });

  test('and a manager approves before anybody looked, it is looked at first', async () => {
    await managersDecide();
    const shift = await monday();
    const proposal = await take('ben', await world.post('ana', shift));
    await edit(shift, { slackId: 'U0LIA' });

    const outcome = await approveProposal(world.as('maya'), { proposalId: proposal.id });

    expect(outcome.state).toBe('superseded');
    expect(await world.holderOf(shift)).toBe('U0LIA');
  });
});

describe('a blocked swap', () => {
  const blocked = async () => {
    await managersDecide();
    const shift = await monday();
    const request = await world.post('ana', shift);
    const proposal = await take('ben', request);
    await world.shift('ben', '2026-03-17T06:00', '2026-03-17T10:00');
    await approveProposal(world.as('maya'), { proposalId: proposal.id });
    return { shift, request, proposal };
  };

  test('says what is against it, and frees the request for others', async () => {
    const { request, proposal } = await blocked();

    expect(await row('swap_proposals', proposal.id)).toMatchObject({
      state: 'blocked',
      verdict: { verdict: 'deny', decisive: { rule: 'R10', numbers: { rest_min: 480, limit_min: 660 } } },
    });
    expect(await row('swap_requests', request.id)).toMatchObject({ state: 'open' });
    expect((await take('lia', request)).state).toBe('approval');
  });

  test('passes by a manager’s word, with the rule that was passed in its record', async () => {
    const { shift, proposal } = await blocked();

    expect(await refusalOf(overrideProposal(world.as('leo'), { proposalId: proposal.id, because: 'x' }))).toContain(
      'Only',
    );
    await overrideProposal(world.as('dora'), { proposalId: proposal.id, because: 'Ben asked for it' });

    expect(await world.holderOf(shift)).toBe('U0BEN');
    expect(await row('swap_proposals', proposal.id)).toMatchObject({
      state: 'executed',
      is_overridden: true,
      decided_because: 'Ben asked for it',
    });
  });

  test('does not pass a rule that nobody may pass', async () => {
    const { proposal } = await blocked();
    await world.shift('ben', '2026-03-16T15:00', '2026-03-16T16:00');

    const passed = overrideProposal(world.as('dora'), { proposalId: proposal.id, because: 'x' });

    expect(await refusalOf(passed)).toContain('cannot be passed');
    expect(await row('swap_proposals', proposal.id)).toMatchObject({ state: 'blocked', is_overridden: false });
  });
});

describe('cover now', () => {
  test('moves a shift at once, answers what its owner asked, and ends what was going on', async () => {
    await managersDecide();
    const shift = await monday();
    const request = await world.post('ana', shift);
    const going = await take('ben', request);

    const cover = await coverNow(world.as('leo'), {
      shiftId: shift.id,
      to: 'U0LIA',
      because: 'Ana is ill',
      submission: newSubmission(),
    });

    expect(cover.state).toBe('executed');
    expect(await world.holderOf(shift)).toBe('U0LIA');
    expect(await row('swap_proposals', going.id)).toMatchObject({ state: 'superseded' });
    expect(await row('swap_requests', request.id)).toMatchObject({ state: 'fulfilled' });
    const told =
      await database.sql`select channel from outbox_messages where dedupe_key like ${`swap:${cover.id}:result:%`} order by channel`;
    expect(told).toMatchObject([{ channel: 'U0ANA' }, { channel: 'U0LIA' }]);
  });

  test('of a shift that runs covers what is left of it, by a manager’s word', async () => {
    const shift = await world.shift('ana', '2026-03-10T08:00', '2026-03-10T16:00');
    const cover = { shiftId: shift.id, to: 'U0BEN', because: 'Ana went home', submission: newSubmission() };

    expect(await refusalOf(coverNow(world.as('leo'), cover))).toContain('ask a manager');
    await coverNow(world.as('maya'), cover);

    expect(await pieces()).toEqual(['U0ANA 08:00-10:00', 'U0BEN 10:00-16:00']);
  });
});

describe('time', () => {
  test('ends a request at its cut-off, and tells the thread and a manager', async () => {
    const request = await world.post('ana', await monday());
    now = at('16T01:01');

    await world.until(now);

    expect(await row('swap_requests', request.id)).toMatchObject({ state: 'expired', expires_at: at('16T01:00') });
    const told = await database.sql`
      select channel from outbox_messages where dedupe_key like ${`swap:${request.id}:closed:%`} or dedupe_key like ${`swap:${request.id}:uncovered:%`} order by channel`;
    expect(told).toMatchObject([{ channel: 'C0CARE' }, { channel: 'U0MAYA' }]);
  });

  test('reminds the owner in their working hours, at most three times', async () => {
    const request = await world.post('ana', await monday());
    now = at('16T01:01');

    await world.until(now);

    const reminders =
      await database.sql`select dedupe_key from outbox_messages where dedupe_key like ${`swap:${request.id}:reminder:%`}`;
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders.length).toBeLessThanOrEqual(3);
  });

  test('passes an approval on to somebody else, and then ends it', async () => {
    await managersDecide();
    const request = await world.post('ana', await monday());
    const proposal = await take('ben', request);

    now = at('11T09:01');
    await world.until(now);
    expect(await row('swap_proposals', proposal.id)).toMatchObject({ state: 'approval', approver: 'U0DORA' });
    now = at('16T01:01');
    await world.until(now);

    expect(await row('swap_proposals', proposal.id)).toMatchObject({ state: 'expired' });
    expect(await row('swap_requests', request.id)).toMatchObject({ state: 'expired' });
  });

  test('settles what was worked, and a party may say within a week that it was not', async () => {
    const proposal = await take('ben', await world.post('ana', await monday()));
    const executionId = await executionOf(proposal);

    now = at('16T22:00');
    await world.until(now);
    expect(await row('swap_executions', executionId)).toMatchObject({ state: 'settled' });
    const disputed = await disputeExecution(world.as('ana', at('17T09:00')), {
      executionId,
      because: 'Ben was ill, I worked it',
    });
    expect(disputed.state).toBe('disputed');
    const decided = await decideDispute(world.as('maya', at('17T10:00')), { executionId, because: 'Ana worked it' });

    expect(decided).toMatchObject({ state: 'settled', changedBecause: 'Ana worked it' });
  });
});
