import { beforeEach, describe, expect, test } from 'vitest';
import { leftBehindIn, wrongIn } from '../../../../../test/support/swap-invariants.ts';
import {
  executionOf,
  march,
  mondayLate,
  pieces,
  rowOf,
  stateOf,
  take,
} from '../../../../../test/support/swap-looks.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { denyProposal } from '../approvals/deny-proposal.ts';
import { undoExecution } from '../executions/undo-execution.ts';
import type { SwapRequest } from '../tables.ts';

const world = useSwapWorld();

/** A gap of an hour or two within a date is no rest, by these rules. */
const noRest = { R10: { severity: 'allow', params: { min_rest_min: 660 }, isOverridable: true } } as const;

beforeEach(() => world.rules(noRest, { autoApprove: false }));

const early = { part: { from: march('16T13:00'), to: march('16T17:00') } };
const middle = { part: { from: march('16T15:00'), to: march('16T17:00') } };
const late = { part: { from: march('16T17:00'), to: march('16T21:00') } };

/** Somebody takes a part, and Ana agrees. */
async function agreed(name: 'ben' | 'lia', request: SwapRequest, part: object) {
  const taken = await take(world, name, request, part);
  return acceptProposal(world.as('ana'), { proposalId: taken.id });
}

async function wrong(): Promise<readonly string[]> {
  await world.settle();
  return [...(await wrongIn(world.database)), ...(await leftBehindIn(world.database))];
}

async function liveRequests() {
  return world.database.sql`
    select state, from_at, to_at, is_part from swap_requests where state in ('open', 'matched') order by from_at`;
}

const whole = { from_at: march('16T13:00'), to_at: march('16T21:00'), is_part: false };

describe('two parts that wait for a manager', () => {
  test('one is refused: the request stays matched as long as the other one holds', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const [first, second] = [await agreed('ben', request, early), await agreed('lia', request, late)];

    await denyProposal(world.as('maya'), { proposalId: first.id, because: 'No' });
    expect(await wrong()).toEqual([]);
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('matched');

    await denyProposal(world.as('maya'), { proposalId: second.id, because: 'No' });
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('open');
  });

  test('one is approved: the request is for the rest, and stays matched by the other', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const [first, second] = [await agreed('ben', request, early), await agreed('lia', request, late)];

    await approveProposal(world.as('maya'), { proposalId: first.id });

    expect(await wrong()).toEqual([]);
    expect(await stateOf(world, 'swap_proposals', second.id)).toBe('approval');
    expect(await liveRequests()).toMatchObject([
      { state: 'matched', from_at: march('16T17:00'), to_at: march('16T21:00') },
    ]);
    await approveProposal(world.as('maya'), { proposalId: second.id });
    expect(await pieces(world)).toEqual(['U0BEN 14:00-18:00', 'U0LIA 18:00-22:00']);
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('fulfilled');
  });

  test('the one in the middle is approved: the other goes on, about the piece in which it lies', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const [first, second] = [await agreed('ben', request, middle), await agreed('lia', request, late)];

    await approveProposal(world.as('maya'), { proposalId: first.id });

    expect(await wrong()).toEqual([]);
    expect(await stateOf(world, 'swap_proposals', second.id)).toBe('approval');
    expect(await liveRequests()).toMatchObject([
      { state: 'open', from_at: march('16T13:00'), to_at: march('16T15:00') },
      { state: 'matched', from_at: march('16T17:00'), to_at: march('16T21:00') },
    ]);
    await approveProposal(world.as('maya'), { proposalId: second.id });
    expect(await pieces(world)).toEqual(['U0ANA 14:00-16:00', 'U0BEN 16:00-18:00', 'U0LIA 18:00-22:00']);
  });

  test('the one in the middle is approved: nobody can take the piece of the other before anybody has looked', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const [first] = [await agreed('ben', request, middle), await agreed('lia', request, late)];
    await approveProposal(world.as('maya'), { proposalId: first.id });
    const [rest] = await world.database.sql<{ id: string }[]>`select id from swap_requests where state = 'matched'`;

    const faster = await take(world, 'leo', { ...request, id: rest!.id });

    expect(faster.state).toBe('waiting');
    expect(await wrong()).toEqual([]);
  });
});

describe('a part that is taken back', () => {
  test('of the middle: one request asks for all of it again', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const taken = await agreed('ben', request, middle);
    await approveProposal(world.as('maya'), { proposalId: taken.id });

    await undoExecution(world.as('ben'), { executionId: await executionOf(world, taken) });

    expect(await wrong()).toEqual([]);
    expect(await pieces(world)).toEqual(['U0ANA 14:00-22:00']);
    expect(await liveRequests()).toMatchObject([{ state: 'open', ...whole }]);
  });

  test('and given again is asked for in two rests again', async () => {
    const request = await world.post('ana', await mondayLate(world));
    for (let times = 0; times < 2; times += 1) {
      const taken = await agreed('ben', request, middle);
      await approveProposal(world.as('maya'), { proposalId: taken.id });
      expect(await liveRequests()).toHaveLength(2);
      await undoExecution(world.as('ben'), { executionId: await executionOf(world, taken) });
    }

    expect(await liveRequests()).toMatchObject([{ state: 'open', ...whole }]);
  });

  test('keeps what waits for a manager about the rest, and the request matched', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const first = await agreed('ben', request, early);
    await approveProposal(world.as('maya'), { proposalId: first.id });
    const rest = await take(world, 'lia', request);
    expect(rest.state).toBe('approval');

    await undoExecution(world.as('ben'), { executionId: await executionOf(world, first) });

    expect(await wrong()).toEqual([]);
    expect(await stateOf(world, 'swap_proposals', rest.id)).toBe('approval');
    expect(await liveRequests()).toMatchObject([{ state: 'matched', ...whole }]);
    await approveProposal(world.as('maya'), { proposalId: rest.id });
    expect(await pieces(world)).toEqual(['U0ANA 14:00-18:00', 'U0LIA 18:00-22:00']);
    expect(await liveRequests()).toMatchObject([
      { state: 'open', from_at: march('16T13:00'), to_at: march('16T17:00') },
    ]);
  });

  test('of the middle keeps what waits for a manager about what had been cut off', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const first = await agreed('ben', request, middle);
    await approveProposal(world.as('maya'), { proposalId: first.id });
    const [cutOff] = await world.database.sql<{ id: string }[]>`
      select id from swap_requests where state = 'open' order by from_at desc limit 1`;
    const rest = await take(world, 'lia', { ...request, id: cutOff!.id });

    await undoExecution(world.as('ben'), { executionId: await executionOf(world, first) });

    expect(await wrong()).toEqual([]);
    expect(await rowOf(world, 'swap_proposals', rest.id)).toMatchObject({ state: 'approval', request_id: request.id });
    expect(await liveRequests()).toMatchObject([{ state: 'matched', ...whole }]);
    await approveProposal(world.as('maya'), { proposalId: rest.id });
    expect(await pieces(world)).toEqual(['U0ANA 14:00-18:00', 'U0LIA 18:00-22:00']);
  });

  test('by its owner is not asked for again; the rest still is', async () => {
    const request = await world.post('ana', await mondayLate(world));
    const first = await agreed('ben', request, early);
    await approveProposal(world.as('maya'), { proposalId: first.id });

    await undoExecution(world.as('ana'), { executionId: await executionOf(world, first) });

    expect(await wrong()).toEqual([]);
    expect(await pieces(world)).toEqual(['U0ANA 14:00-22:00']);
    expect(await liveRequests()).toMatchObject([
      { state: 'open', from_at: march('16T17:00'), to_at: march('16T21:00'), is_part: true },
    ]);
  });
});
