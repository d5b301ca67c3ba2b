import { beforeEach, describe, expect, test } from 'vitest';
import type { TestContext } from '../../../../../test/support/context.ts';
import { CARE, CARE_US } from '../../../../../test/support/northwind.ts';
import { executionOf, managersDecide, mondayLate, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from '../approvals/approve-proposal.ts';
import { undoExecution } from '../executions/undo-execution.ts';
import type { SwapProposal } from '../tables.ts';

const world = useSwapWorld();

beforeEach(async () => {
  await world.database.sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    values ('T0NORTHWIND', ${CARE_US}, 'U0BEN', 'agent', 'picked'), ('T0NORTHWIND', ${CARE_US}, 'U0ANA', 'agent', 'picked')
    on conflict do nothing`;
  await world.database.sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    values ('T0NORTHWIND', 'U0USBOSS', 'Uma', 'full', false, 'America/Chicago', now()) on conflict do nothing`;
  await world.database.sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    values ('T0NORTHWIND', ${CARE_US}, 'U0USBOSS', 'manager', 'picked') on conflict do nothing`;
});

/** Somebody who manages these teams. */
function boss(slackId: string, ...teamIds: readonly string[]): TestContext {
  const ctx = world.as('maya');
  const memberships = teamIds.map((teamId) => ({ teamId, role: 'manager' as const }));
  return { ...ctx, actor: { ...ctx.actor, slackId, memberships } };
}

/** Ana's shift of the one team for Ben's of the other. */
async function tradedOver(): Promise<SwapProposal> {
  await managersDecide(world);
  const shift = await mondayLate(world);
  const gives = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00', { teamId: CARE_US });
  const request = await world.post('ana', shift, { kind: 'trade' });
  const { id } = await take(world, 'ben', request, { gives: gives.id });
  return acceptProposal(world.as('ana'), { proposalId: id });
}

const openApprovals = async ({ id }: SwapProposal) => {
  const rows = await world.database.sql<{ teamId: string }[]>`
    select team_id as "teamId" from swap_approvals where proposal_id = ${id} and approved_by is null`;
  return rows.map(({ teamId }) => teamId);
};

describe('a trade over two teams', () => {
  test('waits for a manager of each, whoever is first', async () => {
    const { id: proposalId, ...proposal } = await tradedOver();
    expect(proposal.state).toBe('approval');

    const first = await approveProposal(boss('U0MAYA', CARE), { proposalId });

    expect(first.state).toBe('approval');
    expect(await openApprovals(first)).toEqual([CARE_US]);
    expect(await rowOf(world, 'swap_proposals', proposalId)).toMatchObject({ approver: 'U0USBOSS' });
    const second = await approveProposal(boss('U0USBOSS', CARE_US), { proposalId });
    expect(second.state).toBe('executed');
  });

  test('is not approved twice by one of them', async () => {
    const { id: proposalId } = await tradedOver();
    const first = await approveProposal(boss('U0MAYA', CARE), { proposalId });

    expect(await refusalOf(approveProposal(boss('U0MAYA', CARE), { proposalId }))).toContain('approved it already');
    expect(await openApprovals(first)).toEqual([CARE_US]);
    expect(await refusalOf(approveProposal(boss('U0DORA', CARE), { proposalId }))).toBe(
      'What is left to approve is for a manager of the other team or site.',
    );
  });

  test('is approved at once by whoever manages both', async () => {
    const { id: proposalId } = await tradedOver();

    const approved = await approveProposal(boss('U0MAYA', CARE, CARE_US), { proposalId });

    expect(approved.state).toBe('executed');
  });

  test('is taken back only as far as the rules of each team let it', async () => {
    const { id: proposalId } = await tradedOver();
    const approved = await approveProposal(boss('U0MAYA', CARE, CARE_US), { proposalId });
    const executionId = await executionOf(world, approved);
    // Between Ben's shift that comes back, and this one, are eight hours: as few as the one team lets him have.
    await world.shift('ben', '2026-03-19T06:00', '2026-03-19T12:00');
    await world.rules({ R10: { severity: 'allow', params: { min_rest_min: 660 }, isOverridable: true } });

    const undo = undoExecution(world.as('ben'), { executionId });

    expect(await refusalOf(undo)).toMatch(/rest between .* 8 h 00.* 11 h 00 needed/);
  });

  test('is judged by the rules of both, and its record says by which', async () => {
    await world.rules({});
    const { id } = await tradedOver();

    const { verdict } = (await rowOf(world, 'swap_proposals', id)) ?? {};

    expect(verdict).toMatchObject({ policyRevision: 2, policyRevisions: { [CARE]: 2, [CARE_US]: 0 } });
  });
});
