import { describe, expect, test } from 'vitest';
import { managersDecide, mondayLate, stateOf, take } from '../../../../../test/support/swap-looks.ts';
import { newSubmission, refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { closeRequest } from '../requests/close-request.ts';
import { declineProposal } from './decline-proposal.ts';
import { denyProposal } from '../approvals/deny-proposal.ts';
import { pickUp } from '../requests/pick-up.ts';
import { proposeTrade } from './propose-trade.ts';
import { withdrawProposal } from './withdraw-proposal.ts';
import { withdrawRequest } from '../requests/withdraw-request.ts';

const world = useSwapWorld();

const monday = () => mondayLate(world);

describe('a giveaway', () => {
  test('is the taker’s at once where every rule allows it, and the next who takes it is told whose', async () => {
    const shift = await monday();
    const request = await world.post('ana', shift);

    const taken = await take(world, 'ben', request);

    expect(taken.state).toBe('executed');
    expect(await world.holderOf(shift)).toBe('U0BEN');
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('fulfilled');
    expect(await refusalOf(take(world, 'leo', request))).toContain('Ben works it');
  });

  test('stays with its owner until a manager approves it, where managers decide', async () => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);

    const taken = await take(world, 'ben', request);

    expect(taken).toMatchObject({ state: 'approval', approver: 'U0MAYA' });
    expect(await world.holderOf(shift)).toBe('U0ANA');
    const approved = await approveProposal(world.as('maya'), { proposalId: taken.id });
    expect(approved.state).toBe('executed');
    expect(await world.holderOf(shift)).toBe('U0BEN');
  });

  test('cannot be approved by somebody in it, nor by a lead', async () => {
    await managersDecide(world);
    const shift = await world.shift('maya', '2026-03-16T14:00', '2026-03-16T22:00');
    const { id: proposalId, approver } = await take(world, 'ben', await world.post('maya', shift));

    expect(approver).toBe('U0DORA');
    expect(await refusalOf(approveProposal(world.as('maya'), { proposalId }))).toContain('because you are in it');
    expect(await refusalOf(approveProposal(world.as('leo'), { proposalId }))).toContain('Only managers and directors');
  });

  test('has a line: whoever comes second waits, and has it when the first one is refused', async () => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);
    const first = await take(world, 'ben', request);
    const other = await take(world, 'leo', request);
    expect(other.state).toBe('waiting');

    await denyProposal(world.as('maya'), { proposalId: first.id, because: 'Ben has training' });
    await world.settle();

    expect(await stateOf(world, 'swap_proposals', first.id)).toBe('denied');
    expect(await stateOf(world, 'swap_proposals', other.id)).toBe('approval');
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('matched');
  });

  test('has a line in order: the third does not overtake the second', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await monday());
    const first = await take(world, 'ben', request);
    const line = [await take(world, 'leo', request), await take(world, 'lia', request)];

    await withdrawProposal(world.as('ben'), { proposalId: first.id });
    await world.settle();

    expect(await stateOf(world, 'swap_proposals', line[0]!.id)).toBe('approval');
    expect(await stateOf(world, 'swap_proposals', line[1]!.id)).toBe('waiting');
  });

  test('tells everybody in line that it is over once it is executed', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await monday());
    const first = await take(world, 'ben', request);
    const other = await take(world, 'leo', request);

    await approveProposal(world.as('maya'), { proposalId: first.id });

    expect(await stateOf(world, 'swap_proposals', other.id)).toBe('superseded');
    const told = await world.database
      .sql`select 1 from outbox_messages where channel = 'U0LEO' and dedupe_key like ${`swap:${other.id}:result:superseded%`}`;
    expect(told).toHaveLength(1);
  });

  test('can be taken back until it is executed, and takes back what was proposed', async () => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);
    const taken = await take(world, 'ben', request);

    const withdrawn = await withdrawRequest(world.as('ana'), { requestId: request.id });

    expect(withdrawn.state).toBe('withdrawn');
    expect(await stateOf(world, 'swap_proposals', taken.id)).toBe('withdrawn');
    expect(await refusalOf(approveProposal(world.as('maya'), { proposalId: taken.id }))).toContain(
      'took this swap back',
    );
    expect(await world.holderOf(shift)).toBe('U0ANA');
  });

  test('is closed by a lead, who says why', async () => {
    const request = await world.post('ana', await monday());

    const closed = await closeRequest(world.as('leo'), { requestId: request.id, because: 'We need her' });

    expect(closed).toMatchObject({ state: 'closed', closedBecause: 'We need her' });
    expect(await refusalOf(take(world, 'ben', request))).toContain('A manager closed it: We need her');
    expect(await refusalOf(closeRequest(world.as('ben'), { requestId: request.id, because: 'x' }))).toContain('Only');
  });

  test('cannot be asked for twice, for somebody else’s shift, or too late', async () => {
    const shift = await monday();
    await world.post('ana', shift);

    expect(await refusalOf(world.post('ana', shift))).toContain('asked for already');
    expect(await refusalOf(world.post('ben', shift))).toContain('changed hands');
    const soon = await world.shift('ben', '2026-03-10T20:00', '2026-03-10T22:00');
    expect(await refusalOf(world.post('ben', soon))).toContain('The rules do not allow it');
  });

  test('comes once, however often its form arrives', async () => {
    const shift = await monday();
    const submission = newSubmission();

    const posted = await Promise.all([1, 2, 3].map(() => world.post('ana', shift, { submission })));

    expect(new Set(posted.map(({ id }) => id)).size).toBe(1);
    const cards = await world.database
      .sql`select 1 from outbox_messages where message_key = ${`swap:${posted[0]?.id}:card`}`;
    expect(cards).toHaveLength(1);
  });

  test('that a lead asks for somebody needs the owner’s yes', async () => {
    const shift = await monday();
    const request = await world.post('leo', shift, { onBehalfOf: 'U0ANA' });
    const taken = await take(world, 'ben', request);
    expect(taken.state).toBe('consent');

    const accepted = await acceptProposal(world.as('ana'), { proposalId: taken.id });

    expect(accepted.state).toBe('executed');
    expect(await world.holderOf(shift)).toBe('U0BEN');
  });

  test('to named people is for them alone', async () => {
    const request = await world.post('ana', await monday(), { askedOnly: ['U0BEN'] });

    expect(await refusalOf(take(world, 'leo', request))).toContain('asked by name');
    expect((await take(world, 'ben', request)).state).toBe('executed');
    const cards = await world.database
      .sql`select channel from outbox_messages where kind = 'post' and dedupe_key like ${`swap:${request.id}:card%`}`;
    expect(cards).toMatchObject([{ channel: 'U0BEN' }]);
  });
});

describe('a trade', () => {
  const trade = async () => {
    const mine = await monday();
    const theirs = await world.shift('ben', '2026-03-17T14:00', '2026-03-17T22:00');
    const request = await world.post('ana', mine, { kind: 'trade' });
    const offer = await proposeTrade(world.as('ben'), {
      requestId: request.id,
      gives: theirs.id,
      submission: newSubmission(),
    });
    return { mine, theirs, request, offer };
  };

  test('asks its owner, and moves both shifts together once they choose', async () => {
    const { mine, theirs, offer } = await trade();
    expect(offer.state).toBe('consent');

    const chosen = await acceptProposal(world.as('ana'), { proposalId: offer.id });

    expect(chosen.state).toBe('executed');
    expect([await world.holderOf(mine), await world.holderOf(theirs)]).toEqual(['U0BEN', 'U0ANA']);
  });

  test('has several offers; choosing one has the others wait, and a refusal brings them back', async () => {
    await managersDecide(world);
    const { request, offer } = await trade();
    const late = await world.shift('lia', '2026-03-18T14:00', '2026-03-18T22:00');
    const other = await proposeTrade(world.as('lia'), {
      requestId: request.id,
      gives: late.id,
      submission: newSubmission(),
    });
    await acceptProposal(world.as('ana'), { proposalId: offer.id });
    expect(await stateOf(world, 'swap_proposals', other.id)).toBe('waiting');

    await denyProposal(world.as('maya'), { proposalId: offer.id, because: 'No' });
    await world.settle();

    expect(await stateOf(world, 'swap_proposals', other.id)).toBe('consent');
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('open');
  });

  test('is over when somebody who was asked says no', async () => {
    const { mine, request, offer } = await trade();

    const declined = await declineProposal(world.as('ana'), { proposalId: offer.id });

    expect(declined.state).toBe('declined');
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('open');
    expect(await world.holderOf(mine)).toBe('U0ANA');
    expect(await refusalOf(acceptProposal(world.as('leo'), { proposalId: offer.id }))).toContain('Only its parties');
  });

  test('is not offered where a rule denies it, and says which with the numbers', async () => {
    const mine = await monday();
    const night = await world.shift('ben', '2026-03-15T22:00', '2026-03-16T06:00');
    const theirs = await world.shift('ben', '2026-03-19T14:00', '2026-03-19T22:00');
    const request = await world.post('ana', mine, { kind: 'trade' });

    const offer = proposeTrade(world.as('ben'), {
      requestId: request.id,
      gives: theirs.id,
      submission: newSubmission(),
    });

    expect(await refusalOf(offer)).toMatch(
      /rest between Mon 16 Mar 06:00 and Mon 16 Mar 14:00: 8 h 00.* 11 h 00 needed/,
    );
    expect(await world.holderOf(night)).toBe('U0BEN');
  });

  test('that nobody answers ends after two days', async () => {
    const { offer, request } = await trade();

    await world.until(new Date('2026-03-12T09:01:00Z'));

    expect(await stateOf(world, 'swap_proposals', offer.id)).toBe('expired');
    expect(await stateOf(world, 'swap_requests', request.id)).toBe('open');
  });
});

describe('an open shift', () => {
  test('is whoever’s comes first; the second is told who', async () => {
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');

    const first = await pickUp(world.as('ben'), { shiftId: shift.id, submission: newSubmission() });

    expect(first.state).toBe('executed');
    expect(await world.holderOf(shift)).toBe('U0BEN');
    expect(await refusalOf(pickUp(world.as('lia'), { shiftId: shift.id, submission: newSubmission() }))).toContain(
      'Ben was faster',
    );
  });

  test('has a line that moves up by itself', async () => {
    await managersDecide(world);
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');
    const first = await pickUp(world.as('ben'), { shiftId: shift.id, submission: newSubmission() });
    const other = await pickUp(world.as('lia'), { shiftId: shift.id, submission: newSubmission() });
    expect(other.state).toBe('waiting');

    await denyProposal(world.as('maya'), { proposalId: first.id, because: 'Busy' });
    await world.settle();

    expect(await stateOf(world, 'swap_proposals', other.id)).toBe('approval');
  });
});
