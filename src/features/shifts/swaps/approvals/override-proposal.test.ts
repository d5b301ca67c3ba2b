import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { postsTo } from '../../../../../test/support/approvals.ts';
import { edit, managersDecide, march, mondayLate, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { approveProposal } from './approve-proposal.ts';
import { overrideProposal } from './override-proposal.ts';

const world = useSwapWorld();

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
    const told = await postsTo(world.database, 'U0BEN');
    expect(told.at(-1)).toContain(`By the rules ${legal} others could take it.`);
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

describe('an override', () => {
  test('passes only what was seen: what denies it since blocks it anew, and is shown', async () => {
    await managersDecide(world);
    const shift = await monday();
    const { id: proposalId } = await take(world, 'ben', await world.post('ana', shift));
    await world.shift('ben', '2026-03-17T06:00', '2026-03-17T10:00');
    await approveProposal(world.as('maya'), { proposalId });
    await world.database.sql`
      insert into absences (workspace_id, id, slack_id, kind, time_zone, starts_at, ends_at, is_whole_dates)
      values ('T0NORTHWIND', ${randomUUID()}, 'U0BEN', 'leave', 'Europe/Berlin', '2026-03-15T23:00Z', '2026-03-16T23:00Z', true)`;

    const tried = await overrideProposal(world.as('dora'), { proposalId, because: 'Ben asked for it' });

    expect(tried).toMatchObject({ state: 'blocked', isOverridden: false, decidedBecause: null });
    expect(tried.verdict?.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['R6', 'R10']));
    expect(await world.holderOf(shift)).toBe('U0ANA');
    const shown = await world.database.sql`
      select 1 from outbox_messages where dedupe_key like ${`swap:${proposalId}:approval:U0DORA:%`}`;
    expect(shown.length).toBe(1);
  });

  test('keeps with it what it passed', async () => {
    await managersDecide(world);
    const shift = await monday();
    const { id: proposalId } = await take(world, 'ben', await world.post('ana', shift));
    const early = await world.shift('ben', '2026-03-17T06:00', '2026-03-17T10:00');
    await approveProposal(world.as('maya'), { proposalId });
    await edit(world, early, { startsAt: march('17T05:30'), startsLocal: '2026-03-17T06:30' });

    await overrideProposal(world.as('dora'), { proposalId, because: 'Ben asked for it' });

    expect(await rowOf(world, 'swap_proposals', proposalId)).toMatchObject({
      state: 'executed',
      verdict: { decisive: { rule: 'R10', numbers: { rest_min: 510 } } },
    });
  });
});
