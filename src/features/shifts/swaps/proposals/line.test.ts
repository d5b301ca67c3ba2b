import { describe, expect, test } from 'vitest';
import type { CastName } from '../../../../../test/support/northwind.ts';
import { managersDecide, march, mondayLate, stateOf, take } from '../../../../../test/support/swap-looks.ts';
import { newSubmission } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { denyProposal } from '../approvals/deny-proposal.ts';
import { overrideProposal } from '../approvals/override-proposal.ts';
import { pickUp } from '../requests/pick-up.ts';
import { proposeTrade } from './propose-trade.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

const world = useSwapWorld();

describe('whoever waits in line', () => {
  test('because another one was chosen waits until the cut-off, not until they should have been answered', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await mondayLate(world), { kind: 'trade' });
    const bens = await take(world, 'ben', request);
    const lias = await proposeTrade(world.as('lia', march('12T08:00')), {
      requestId: request.id,
      submission: newSubmission(),
    });
    await acceptProposal(world.as('ana', march('12T08:30')), { proposalId: lias.id });
    expect(await stateOf(world, 'swap_proposals', bens.id)).toBe('waiting');

    await world.until(march('12T10:00'));
    expect(await stateOf(world, 'swap_proposals', bens.id)).toBe('waiting');

    await world.until(march('16T02:00'));
    expect(await stateOf(world, 'swap_proposals', bens.id)).toBe('expired');
  });

  test('is off once a manager lets another one pass', async () => {
    await managersDecide(world);
    const request = await world.post('ana', await mondayLate(world), { kind: 'trade' });
    const [bens, lias] = [await take(world, 'ben', request), await take(world, 'lia', request)];
    await acceptProposal(world.as('ana'), { proposalId: lias.id });
    await world.shift('lia', '2026-03-17T06:00', '2026-03-17T10:00');
    await approveProposal(world.as('maya'), { proposalId: lias.id });
    await world.settle();
    expect(await stateOf(world, 'swap_proposals', lias.id)).toBe('blocked');
    expect(await stateOf(world, 'swap_proposals', bens.id)).toBe('consent');

    await overrideProposal(world.as('dora'), { proposalId: lias.id, because: 'Agreed' });

    expect(await stateOf(world, 'swap_proposals', bens.id)).toBe('superseded');
  });

  test('behind one who waits as well is next when that one gives up', async () => {
    await managersDecide(world);
    const open = await world.shift(null, '2026-03-18T10:00', '2026-03-18T18:00');
    const pick = (who: CastName, part?: { from: Date; to: Date }) =>
      pickUp(world.as(who), { shiftId: open.id, submission: newSubmission(), ...(part && { part }) });
    const first = { from: march('18T09:00'), to: march('18T13:00') };
    const second = { from: march('18T13:00'), to: march('18T17:00') };
    const [anas, bens] = [await pick('ana', first), await pick('ben', second)];
    const [lias, leos] = [await pick('lia'), await pick('leo', first)];
    expect([anas.state, bens.state, lias.state, leos.state]).toEqual(['approval', 'approval', 'waiting', 'waiting']);
    await denyProposal(world.as('maya'), { proposalId: anas.id, because: 'No' });
    await world.settle();

    await withdrawProposal(world.as('lia'), { proposalId: lias.id });
    await world.settle();

    expect(await stateOf(world, 'swap_proposals', leos.id)).toBe('approval');
  });
});

describe('whoever is asked to approve', () => {
  test('at a site to which no manager belongs is any of them', async () => {
    await managersDecide(world);
    await world.database.sql`
      insert into roster_people (workspace_id, slack_id, site)
      values ('T0NORTHWIND', 'U0MAYA', 'Ulm'), ('T0NORTHWIND', 'U0DORA', 'Ulm')`;
    const kiel = await world.shift('ana', '2026-03-16T14:00', '2026-03-16T22:00', { site: 'Kiel' });
    const bonn = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00', { site: 'Bonn' });

    const given = await take(world, 'lia', await world.post('ana', kiel));
    expect(given).toMatchObject({ state: 'approval', approver: 'U0MAYA' });
    await denyProposal(world.as('maya'), { proposalId: given.id, because: 'No' });

    const request = (await world.database.sql`select id from swap_requests`)[0]!['id'];
    const traded = await proposeTrade(world.as('ben'), {
      requestId: request,
      gives: bonn.id,
      submission: newSubmission(),
    });
    await acceptProposal(world.as('ana'), { proposalId: traded.id });
    const approved = await approveProposal(world.as('maya'), { proposalId: traded.id });
    await world.database.sql`delete from roster_people`;
    expect(approved.state).toBe('executed');
  });

  test('and is the only one there is, is reminded after a day, and keeps it until the cut-off', async () => {
    await managersDecide(world);
    await world.database.sql`delete from members where slack_id = 'U0DORA'`;
    const shift = await world.shift('ana', '2026-03-20T14:00', '2026-03-20T22:00');
    const { id } = await take(world, 'ben', await world.post('ana', shift));
    const asked = async () =>
      (
        await world.database
          .sql`select 1 from outbox_messages where kind = 'post' and dedupe_key like ${`swap:${id}:approval:U0MAYA%`}`
      ).length;
    const seen = [];

    for (const time of ['10T10:00', '11T09:30', '13T09:30', '19T12:00', '20T02:00']) {
      await world.until(march(time));
      const [row] = await world.database.sql`select state, approver from swap_proposals where id = ${id}`;
      seen.push([row?.['state'], row?.['approver'], await asked()]);
    }
    await world.database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      select workspace_id, team_id, 'U0DORA', 'director', 'picked' from members where slack_id = 'U0MAYA'`;

    expect(seen).toEqual([
      ['approval', 'U0MAYA', 1],
      ['approval', 'U0MAYA', 2],
      ['approval', 'U0MAYA', 2],
      ['approval', 'U0MAYA', 2],
      ['expired', 'U0MAYA', 2],
    ]);
  });
});
