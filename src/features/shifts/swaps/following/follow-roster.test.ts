import { describe, expect, test } from 'vitest';
import {
  edit,
  managersDecide,
  march,
  mondayLate,
  pieces,
  rowOf,
  take,
} from '../../../../../test/support/swap-looks.ts';
import { newSubmission } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { transaction } from '../../../../core/context.ts';
import { mergeAbsences } from '../../import/merge-personal.ts';
import { acceptProposal } from '../proposals/accept-proposal.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { coverNow } from '../executions/cover-now.ts';

const world = useSwapWorld();

const monday = () => mondayLate(world);

async function importAbsence(slackId: string, date: string): Promise<void> {
  const [startsAt, endsAt] = [`${date}T00:00Z`, `${date}T23:00Z`].map((each) => new Date(each)) as [Date, Date];
  const row = {
    slackId,
    key: date,
    kind: 'leave',
    timeZone: 'Europe/Berlin',
    isWholeDates: true,
    startsAt,
    endsAt,
  } as const;
  const maya = world.as('maya');
  await transaction(maya, (tx) => mergeAbsences(tx, maya, { rows: [row], problems: [] }));
}

describe('when the roster changes under a swap', () => {
  test('a little, it goes on about the shift as it is now', async () => {
    await managersDecide(world);
    const shift = await monday();
    const proposal = await take(world, 'ben', await world.post('ana', shift));

    await edit(world, shift, {
      startsAt: march('16T13:15'),
      endsAt: march('16T21:15'),
      startsLocal: '2026-03-16T14:15',
      endsLocal: '2026-03-16T22:15',
    });
    await world.settle();
    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'approval' });
    await approveProposal(world.as('maya'), { proposalId: proposal.id });

    expect(await pieces(world)).toEqual(['U0BEN 14:15-22:15']);
  });

  test('for the worse, everybody is asked again', async () => {
    await managersDecide(world);
    const shift = await monday();
    await world.shift('ben', '2026-03-17T09:00', '2026-03-17T12:00');
    const proposal = await take(world, 'ben', await world.post('ana', shift));

    await edit(world, shift, {
      startsAt: march('16T13:15'),
      endsAt: march('16T21:15'),
      startsLocal: '2026-03-16T14:15',
      endsLocal: '2026-03-16T22:15',
    });
    await world.settle();

    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'consent' });
    const asked = await world.database
      .sql`select slack_id from swap_consents where proposal_id = ${proposal.id} and state = 'asked' order by slack_id`;
    expect(asked).toMatchObject([{ slack_id: 'U0ANA' }, { slack_id: 'U0BEN' }]);
    await acceptProposal(world.as('ana'), { proposalId: proposal.id });
    const last = await acceptProposal(world.as('ben'), { proposalId: proposal.id });
    expect(last.state).toBe('blocked');
  });

  test('because whoever would take it is away then by now, everybody is asked again and reads why', async () => {
    await managersDecide(world);
    const shift = await monday();
    const proposal = await take(world, 'ben', await world.post('ana', shift));

    await importAbsence('U0BEN', '2026-03-17');
    await world.settle();
    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'approval' });
    await importAbsence('U0BEN', '2026-03-16');
    await world.settle();

    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({
      state: 'consent',
      verdict: { decisive: { rule: 'R6', person: 'U0BEN' } },
    });
  });

  test('by more than a little, it is off', async () => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);
    const proposal = await take(world, 'ben', request);

    await edit(world, shift, { endsAt: march('16T20:00'), endsLocal: '2026-03-16T21:00' });
    await world.settle();

    expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'superseded' });
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'superseded' });
  });

  test('and a manager approves before anybody looked, it is looked at first', async () => {
    await managersDecide(world);
    const shift = await monday();
    const proposal = await take(world, 'ben', await world.post('ana', shift));
    await edit(world, shift, { slackId: 'U0LIA' });

    const outcome = await approveProposal(world.as('maya'), { proposalId: proposal.id });

    expect(outcome.state).toBe('superseded');
    expect(await world.holderOf(shift)).toBe('U0LIA');
  });

  const quarterLater = {
    startsAt: march('16T13:15'),
    endsAt: march('16T21:15'),
    startsLocal: '2026-03-16T14:15',
    endsLocal: '2026-03-16T22:15',
  };

  test('and it is covered before anybody looked, the cover answers what was asked', async () => {
    const shift = await monday();
    const request = await world.post('ana', shift);
    await edit(world, shift, quarterLater);

    const cover = { shiftId: shift.id, to: 'U0LIA', because: 'Ana is ill', submission: newSubmission() };
    await coverNow(world.as('maya'), cover);

    expect(await pieces(world)).toEqual(['U0LIA 14:15-22:15']);
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({
      state: 'fulfilled',
      from_at: march('16T13:15'),
    });
  });

  test('by more than a little, and it is covered before anybody looked, what was asked is off', async () => {
    const shift = await monday();
    const request = await world.post('ana', shift);
    await edit(world, shift, { endsAt: march('16T20:00'), endsLocal: '2026-03-16T21:00' });

    const cover = { shiftId: shift.id, to: 'U0LIA', because: 'Ana is ill', submission: newSubmission() };
    await coverNow(world.as('maya'), cover);
    await world.settle();

    expect(await pieces(world)).toEqual(['U0LIA 14:00-21:00']);
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'superseded' });
  });
});
