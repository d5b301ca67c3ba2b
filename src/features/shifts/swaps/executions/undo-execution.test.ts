import { describe, expect, test } from 'vitest';
import {
  edit,
  executionOf,
  managersDecide,
  march,
  mondayLate,
  pieces,
  rowOf,
  stateOf,
  take,
} from '../../../../../test/support/swap-looks.ts';
import { newSubmission, refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from '../proposals/accept-proposal.ts';
import { coverNow } from './cover-now.ts';
import { proposeTrade } from '../proposals/propose-trade.ts';
import { undoExecution } from './undo-execution.ts';

const world = useSwapWorld();

const monday = () => mondayLate(world);

describe('a part of a shift', () => {
  test('that is given away becomes a shift of the taker, and the owner keeps the rest', async () => {
    const shift = await monday();
    const part = { from: march('16T17:00'), to: march('16T21:00') };
    const request = await world.post('ana', shift, { part });

    const taken = await take(world, 'ben', request);

    expect(taken.state).toBe('executed');
    expect(await pieces(world)).toEqual(['U0ANA 14:00-18:00', 'U0BEN 18:00-22:00']);
  });

  test('that somebody takes of a whole one leaves the request open for the rest', async () => {
    await world.rules({ R10: { severity: 'allow', params: { min_rest_min: 660 }, isOverridable: true } });
    const shift = await monday();
    const request = await world.post('ana', shift);
    const part = { from: march('16T15:00'), to: march('16T18:00') };
    const taken = await take(world, 'ben', request, { part });
    expect(taken.state).toBe('consent');

    await acceptProposal(world.as('ana'), { proposalId: taken.id });
    await world.settle();

    expect(await pieces(world)).toEqual(['U0ANA 14:00-16:00', 'U0BEN 16:00-19:00', 'U0ANA 19:00-22:00']);
    const requests = await world.database
      .sql`select state, from_at, to_at, is_part from swap_requests order by from_at`;
    expect(requests).toMatchObject([
      { state: 'open', from_at: march('16T13:00'), to_at: march('16T15:00'), is_part: false },
      { state: 'open', from_at: march('16T18:00'), to_at: march('16T21:00'), is_part: false },
    ]);
  });

  test('that is taken back makes the shift whole again, and what was open is asked for whole', async () => {
    const shift = await monday();
    const request = await world.post('ana', shift);
    const taken = await take(world, 'ben', request, { part: { from: march('16T13:00'), to: march('16T15:00') } });
    await acceptProposal(world.as('ana'), { proposalId: taken.id });
    expect(await pieces(world)).toEqual(['U0BEN 14:00-16:00', 'U0ANA 16:00-22:00']);

    await undoExecution(world.as('ben'), { executionId: await executionOf(world, taken) });

    expect(await pieces(world)).toEqual(['U0ANA 14:00-22:00']);
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({
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
    const proposal = await take(world, 'ben', request);
    return { shift, request, proposal, executionId: await executionOf(world, proposal) };
  };

  test('is free for half an hour: the taker gives back, and the request is open again', async () => {
    const { shift, request, executionId } = await executed();

    const undone = await undoExecution(world.as('ben', march('10T09:29')), { executionId });

    expect(undone.state).toBe('reverted');
    expect(await world.holderOf(shift)).toBe('U0ANA');
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'open' });
  });

  test('is free for half an hour from click to click, however late either is worked off', async () => {
    const request = await world.post('ana', await monday());
    const clicked = { ...world.as('ben', march('10T10:00')), happenedAt: march('10T09:20') };
    const taken = await proposeTrade(clicked, { requestId: request.id, submission: newSubmission() });
    const executionId = await executionOf(world, taken);

    const undo = { ...world.as('ben', march('10T10:05')), happenedAt: march('10T09:49') };
    const undone = await undoExecution(undo, { executionId });

    expect(undone.state).toBe('reverted');
  });

  test('by the owner ends the request: they want their shift back', async () => {
    const { shift, request, executionId } = await executed();

    await undoExecution(world.as('ana'), { executionId });

    expect(await world.holderOf(shift)).toBe('U0ANA');
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'withdrawn' });
  });

  test('needs both after half an hour', async () => {
    const { shift, executionId } = await executed();

    const asked = await undoExecution(world.as('ben', march('10T09:31')), { executionId });
    expect(asked).toMatchObject({ state: 'executed', undoAskedBy: ['U0BEN'] });
    expect(await world.holderOf(shift)).toBe('U0BEN');
    const done = await undoExecution(world.as('ana', march('10T10:00')), { executionId });

    expect(done.state).toBe('reverted');
    expect(await world.holderOf(shift)).toBe('U0ANA');
  });

  test('is a manager’s at any time, and nobody else’s', async () => {
    const { shift, executionId } = await executed();

    expect(await refusalOf(undoExecution(world.as('leo', march('11T09:00')), { executionId }))).toContain('Only');
    await undoExecution(world.as('maya', march('11T09:00')), { executionId, because: 'Too few on Monday' });

    expect(await world.holderOf(shift)).toBe('U0ANA');
  });

  test('is refused once a shift has begun, or the roster has changed since', async () => {
    const { shift, executionId } = await executed();

    expect(
      await refusalOf(
        undoExecution(world.as('maya', march('16T14:00')), { executionId, because: 'Too few on Monday' }),
      ),
    ).toContain('has begun');
    await edit(world, shift, { comment: 'bring the key' });
    expect(await refusalOf(undoExecution(world.as('ben'), { executionId }))).toContain('has changed since');
  });

  test('is refused where the owner could not work it any more', async () => {
    const { executionId } = await executed();
    await world.shift('ana', '2026-03-16T23:00', '2026-03-17T06:00');

    expect(await refusalOf(undoExecution(world.as('ben'), { executionId }))).toMatch(
      /rest between .* 1 h 00; 11 h 00 needed/,
    );
  });

  test('is refused where whoever would get the shift back has left the team, or Slack', async () => {
    const { shift, executionId } = await executed();
    const undo = () => undoExecution(world.as('ben'), { executionId });
    const leftWords = 'Ana is not on the team any more, so no shift can go back to Ana.';

    await world.database.sql`update people set kind = 'deactivated' where slack_id = 'U0ANA'`;
    expect(await refusalOf(undo())).toContain(leftWords);
    await world.database.sql`update people set kind = 'full' where slack_id = 'U0ANA'`;
    const [member] = await world.database.sql`delete from members where slack_id = 'U0ANA' returning *`;
    expect(await refusalOf(undo())).toContain(leftWords);
    expect(await refusalOf(undoExecution(world.as('maya'), { executionId, because: 'Too few on Monday' }))).toContain(
      'by Cover now',
    );
    await world.database.sql`insert into members ${world.database.sql(member!)}`;

    expect(await world.holderOf(shift)).toBe('U0BEN');
  });

  test('weighs nothing in the end', async () => {
    const { executionId } = await executed();
    await undoExecution(world.as('ben'), { executionId });

    const facts = await world.database.sql`
      select slack_id, what, minutes, night_minutes, notice_minutes from fairness_facts where execution_id = ${executionId} order by position`;
    expect(facts).toMatchObject([
      { slack_id: 'U0ANA', what: 'gave', minutes: 480, night_minutes: 0, notice_minutes: 8_880 },
      { slack_id: 'U0BEN', what: 'took', minutes: 480 },
      { slack_id: 'U0ANA', what: 'gave-back', minutes: 480 },
      { slack_id: 'U0BEN', what: 'took-back', minutes: 480 },
    ]);
  });

  test('ends what the taker asked for since, and what was offered for that', async () => {
    const { shift, executionId } = await executed();
    await managersDecide(world);
    const bens = await world.post('ben', shift);
    const lias = await take(world, 'lia', bens);
    expect(lias.state).toBe('approval');

    const undone = await undoExecution(world.as('ben'), { executionId });

    expect(undone.state).toBe('reverted');
    expect(await world.holderOf(shift)).toBe('U0ANA');
    expect(await rowOf(world, 'swap_requests', bens.id)).toMatchObject({ state: 'superseded' });
    expect(await rowOf(world, 'swap_proposals', lias.id)).toMatchObject({ state: 'superseded' });
    const told = await world.database.sql`
      select channel from outbox_messages
      where dedupe_key like ${`swap:${bens.id}:closed:%`} or dedupe_key like ${`swap:${lias.id}:result:superseded:%`} order by channel`;
    expect(told.map(({ channel }) => channel)).toEqual(['C0CARE', 'U0LIA']);
  });

  test.each(['all', 'a part'])(
    'of a trade of %s asks again for what it had answered, and ends what each asked for since',
    async (extent) => {
      const shift = await monday();
      const until = extent === 'all' ? '22:00' : '18:00';
      const gives = await world.shift('ben', '2026-03-18T14:00', `2026-03-18T${until}`);
      const part = extent === 'all' ? {} : { part: { from: march('16T17:00'), to: march('16T21:00') } };
      const request = await world.post('ana', shift, { kind: 'trade', ...part });
      const { id: proposalId } = await take(world, 'ben', request, { gives: gives.id });
      const executionId = await executionOf(world, await acceptProposal(world.as('ana'), { proposalId }));
      const [bens] = await world.database.sql<{ id: string }[]>`
        select id from shifts where slack_id = 'U0BEN' and state = 'planned' and starts_at < '2026-03-17'`;
      const since = [
        await world.post('ben', { ...shift, id: bens?.id ?? '' }, { kind: 'trade' }),
        await world.post('ana', gives),
      ];

      await undoExecution(world.as('maya'), { executionId, because: 'Too few on Monday' });

      expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'open' });
      for (const { id } of since) expect(await stateOf(world, 'swap_requests', id)).toBe('superseded');
    },
  );

  test('of a cover is a manager’s who is not in it: nobody was asked, so nobody takes it back alone', async () => {
    const shift = await monday();
    const cover = { shiftId: shift.id, to: 'U0LIA', because: 'Ana is ill', submission: newSubmission() };
    const executionId = await executionOf(world, await coverNow(world.as('leo'), cover));

    for (const party of ['lia', 'ana'] as const) {
      const own = undoExecution(world.as(party), { executionId });
      expect(await refusalOf(own)).toContain('only managers and directors of Northwind Care who are not in it');
    }
    expect(await world.holderOf(shift)).toBe('U0LIA');
    await undoExecution(world.as('maya'), { executionId, because: 'Too few on Monday' });

    expect(await world.holderOf(shift)).toBe('U0ANA');
  });
});
