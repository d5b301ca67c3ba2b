import { afterEach, describe, expect, test } from 'vitest';
import { CARE, CARE_US } from '../../../../../test/support/northwind.ts';
import { managersDecide, march, mondayLate, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { approveProposal } from './approve-proposal.ts';
import { acceptProposal } from '../proposals/accept-proposal.ts';

const world = useSwapWorld();

const monday = () => mondayLate(world);

describe('an approval at several sites', () => {
  const overSites = async (...managers: readonly (readonly [string, string])[]) => {
    await managersDecide(world);
    for (const [slackId, site] of managers)
      await world.database
        .sql`insert into roster_people (workspace_id, slack_id, site) values ('T0NORTHWIND', ${slackId}, ${site})`;
    const kiel = await world.shift('ana', '2026-03-16T14:00', '2026-03-16T22:00', { site: 'Kiel' });
    const ulm = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00', { site: 'Ulm' });
    const request = await world.post('ana', kiel, { kind: 'trade' });
    const { id: proposalId } = await take(world, 'ben', request, { gives: ulm.id });
    await acceptProposal(world.as('ana'), { proposalId });
    return { proposalId };
  };

  test('is one for each: a second click of the same manager approves nothing more', async () => {
    const swap = await overSites(['U0MAYA', 'Kiel'], ['U0DORA', 'Ulm']);

    await approveProposal(world.as('maya'), swap);
    const again = await refusalOf(approveProposal(world.as('maya'), swap));

    expect(again).toBe('You have approved it already. This swap waits for a manager to approve it.');
    const approvals = await world.database.sql`select site, approved_by as "by" from swap_approvals order by site`;
    expect(approvals).toEqual([
      { site: 'Kiel', by: 'U0MAYA' },
      { site: 'Ulm', by: null },
    ]);
    expect((await approveProposal(world.as('dora'), swap)).state).toBe('executed');
  });

  test('is one click of a manager who belongs to none of them', async () => {
    const swap = await overSites(['U0DORA', 'Ulm']);

    const approved = await approveProposal(world.as('maya'), swap);

    expect(approved.state).toBe('executed');
  });
});

describe('whoever would get a shift', () => {
  const losses = [
    ['off the team', () => world.database.sql`delete from members where slack_id = 'U0BEN'`],
    ['out of Slack', () => world.database.sql`update people set kind = 'deactivated' where slack_id = 'U0BEN'`],
  ] as const;

  afterEach(async () => {
    await world.database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0BEN', 'agent', 'picked') on conflict do nothing`;
    await world.database.sql`update people set kind = 'full'`;
  });

  test.each(losses)('and is %s by then does not, and everybody reads why', async (_name, lose) => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);
    const { id: proposalId } = await take(world, 'ben', request);
    await lose();

    const ended = await approveProposal(world.as('maya'), { proposalId });

    expect(ended.state).toBe('superseded');
    expect(await world.holderOf(shift)).toBe('U0ANA');
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'open' });
    const [told] = await world.database.sql`
      select * from outbox_messages where channel = 'U0ANA' and dedupe_key like ${`swap:${proposalId}:result:%`}`;
    expect(JSON.stringify(told)).toContain('Ben is not on the team any more');
  });

  test('of another team in return has to be on that team', async () => {
    await world.database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE_US}, 'U0BEN', 'agent', 'picked')`;
    const theirs = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00', { teamId: CARE_US });
    const request = await world.post('ana', await monday(), { kind: 'trade' });

    const offered = refusalOf(take(world, 'ben', request, { gives: theirs.id }));

    expect(await offered).toContain('on as well');
    await world.database.sql`delete from members where slack_id = 'U0BEN' and team_id = ${CARE_US}`;
  });
});

test('an approval that nobody gives is asked of somebody else, and then over', async () => {
  await managersDecide(world);
  const request = await world.post('ana', await monday());
  const proposal = await take(world, 'ben', request);

  await world.until(march('11T09:01'));
  expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'approval', approver: 'U0DORA' });
  await world.until(march('16T01:01'));

  expect(await rowOf(world, 'swap_proposals', proposal.id)).toMatchObject({ state: 'expired' });
  expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'expired' });
});
