import { describe, expect, test } from 'vitest';
import { managersDecide } from '../../../../../test/support/swap-looks.ts';
import { newSubmission, refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { pickUp } from './pick-up.ts';

const world = useSwapWorld();

describe('an open shift', () => {
  test('that was asked of some by name is theirs to pick up, and nobody else’s', async () => {
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');
    await world.post('leo', shift, { kind: 'pick-up', askedOnly: ['U0LIA'] });

    const bens = pickUp(world.as('ben'), { shiftId: shift.id, submission: newSubmission() });

    expect(await refusalOf(bens)).toContain('asked by name');
    const lias = await pickUp(world.as('lia'), { shiftId: shift.id, submission: newSubmission() });
    expect(lias.state).toBe('executed');
  });

  test('that a manager picks up for somebody is judged by whoever gets it', async () => {
    await world.database
      .sql`insert into roster_people (workspace_id, slack_id, is_excluded) values ('T0NORTHWIND', 'U0MAYA', true)`;
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');

    const forBen = { shiftId: shift.id, onBehalfOf: 'U0BEN', submission: newSubmission() };
    const asked = await pickUp(world.as('maya'), forBen);
    await world.database.sql`delete from roster_people`;

    expect(asked.state).toBe('consent');
  });

  test('that is picked up twice, as by a second click, is asked for once, and theirs once it is settled', async () => {
    await managersDecide(world);
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');
    const click = (name: 'lia') => pickUp(world.as(name), { shiftId: shift.id, submission: newSubmission() });

    const { id } = await click('lia');

    expect(await click('lia')).toMatchObject({ id, state: 'approval' });
    await approveProposal(world.as('maya'), { proposalId: id });
    expect(await refusalOf(click('lia'))).toBe('It is yours already.');
    await world.rules({});
  });

  test('that the rules deny is refused with the numbers and a next step', async () => {
    await world.shift('ben', '2026-03-17T05:00', '2026-03-17T13:00');
    const shift = await world.shift(null, '2026-03-16T14:00', '2026-03-16T22:00');

    const refused = await refusalOf(pickUp(world.as('ben'), { shiftId: shift.id, submission: newSubmission() }));

    expect(refused).toMatch(/^The rules do not allow it: .*7 h 00.*11 h 00/);
    expect(refused).toContain('/shift open shows what you can pick up.');
  });
});
