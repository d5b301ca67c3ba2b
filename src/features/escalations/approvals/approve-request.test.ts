import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  forgetLimits,
  granting,
  lastEdit,
  newestApproval,
  postsTo,
  requestedByLeo,
  saveLimits,
} from '../../../../test/support/approvals.ts';
import { claimedByLeo, newRequest } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox } from '../../../../test/support/queued-messages.ts';
import { reopenCase } from '../reopen-case.ts';
import { resolveCase } from '../resolve-case.ts';
import { approveRequest } from './approve-request.ts';
import { refuseRequest } from './refuse-request.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetLimits(database);
  await clearOutbox(database.sql);
});

describe('approving', () => {
  test('decides the case as it was asked for, tells the raiser and the decider, and takes the card’s buttons', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    await clearOutbox(database.sql);

    const resolved = await approveRequest(northwind.as('maya'), { approvalId: approval.id });

    expect(resolved).toMatchObject({
      state: 'resolved',
      decision: 'granted',
      decidedAmount: 50_000,
      decidedBy: 'U0LEO',
      approvedBy: ['U0MAYA'],
      waitingOn: null,
      budgetMonth: '2026-03',
    });
    expect((await postsTo(database, 'U0ANA')).join('')).toContain('by Leo, approved by Maya');
    expect((await postsTo(database, 'C0CAREESC')).join('')).toContain('<@U0LEO> *Maya approved what you decided');
    const card = await lastEdit(database, `case:${of.id}:approval:1:0`);
    expect(card).toContain('You approved it.');
    expect(card).not.toContain('approval.approve');
  });

  test('is for nobody who decided, raised it or lacks the role or the authority', async () => {
    const { approval } = await requestedByLeo(database, northwind);
    const { id: approvalId } = approval;

    await expect(approveRequest(northwind.as('leo'), { approvalId })).rejects.toThrow('because you asked for it');
    await expect(approveRequest(northwind.as('ana'), { approvalId })).rejects.toThrow('because you raised it');
    await expect(approveRequest(northwind.as('ben'), { approvalId })).rejects.toThrow(/^Only leads, managers/);
    await expect(approveRequest(northwind.as('lia'), { approvalId })).rejects.toThrow(
      'You may grant up to €200.00 now',
    );
    await expect(approveRequest(northwind.as('lou'), { approvalId })).rejects.toThrow(/^Only leads, managers/);
  });

  test('goes by the limits of the moment: a card that is stale grants nothing', async () => {
    const { approval } = await requestedByLeo(database, northwind);
    await saveLimits(database, { manager: 40_000 });

    await expect(approveRequest(northwind.as('maya'), { approvalId: approval.id })).rejects.toThrow(
      'You may grant up to €400.00 now',
    );
    await expect(approveRequest(northwind.as('dora'), { approvalId: approval.id })).resolves.toMatchObject({
      state: 'resolved',
    });
  });

  test('above the line takes two people with enough authority: the decider and another, or two others', async () => {
    await saveLimits(database, { secondPersonAbove: 10_000, manager: null });
    const ownAuthority = await requestedByLeo(database, northwind, 15_000);
    const above = await requestedByLeo(database, northwind, 30_000);

    const byOne = await approveRequest(northwind.as('maya'), { approvalId: ownAuthority.approval.id });
    const byFirst = await approveRequest(northwind.as('maya'), { approvalId: above.approval.id });
    const again = await approveRequest(northwind.as('maya'), { approvalId: above.approval.id });
    const asked = await newestApproval(database, above.case.id);
    const bySecond = await approveRequest(northwind.as('dora'), { approvalId: above.approval.id });

    expect(byOne).toMatchObject({ state: 'resolved', approvedBy: ['U0MAYA'] });
    expect([byFirst.state, again.state]).toStrictEqual(['waiting', 'waiting']);
    expect(asked).toMatchObject({ asked: ['U0MAYA', 'U0DORA'], approvedBy: ['U0MAYA'], state: 'asked' });
    expect(bySecond).toMatchObject({ state: 'resolved', approvedBy: ['U0MAYA', 'U0DORA'] });
  });

  test('of what is over the budget is refused until a manager has raised it', async () => {
    await saveLimits(database, { monthlyBudget: 10_000 });
    const { approval } = await requestedByLeo(database, northwind, 15_000);
    expect(approval.asked).toStrictEqual(['U0MAYA']);

    await expect(approveRequest(northwind.as('maya'), { approvalId: approval.id })).rejects.toThrow(
      /raise it under Authority/,
    );
    await saveLimits(database, { monthlyBudget: 15_000 });

    await expect(approveRequest(northwind.as('maya'), { approvalId: approval.id })).resolves.toMatchObject({
      state: 'resolved',
    });
  });

  test('is undone with its budget and its entry in the register when the case is reopened', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'exception', amount: 50_000, currency: 'EUR' });
    await resolveCase(northwind.as('leo'), granting(id, 50_000, { passage: '4.2', departsBecause: 'Loyal' }));
    const { id: approvalId } = await newestApproval(database, id);
    await approveRequest(northwind.as('maya'), { approvalId });

    const reopened = await reopenCase(northwind.as('leo'), { caseId: id, reason: 'Wrong', requestId: newRequest() });

    expect(reopened).toMatchObject({ decidedBy: null, approvedBy: null, budgetMonth: null, authorityRevision: null });
    const [budget] = await database.sql`select taken::int as taken from authority_budgets`;
    expect(budget).toMatchObject({ taken: 0 });
    const [exception] = await database.sql`select approved_by, undone_at from case_exceptions where case_id = ${id}`;
    expect(exception).toMatchObject({ approved_by: 'U0MAYA', undone_at: expect.any(Date) });
  });

  test('comes too late for a request that was refused', async () => {
    const { approval } = await requestedByLeo(database, northwind);
    const refusal = { approvalId: approval.id, reason: 'Too much', requestId: newRequest() };
    await refuseRequest(northwind.as('maya'), refusal);

    await expect(approveRequest(northwind.as('dora'), { approvalId: approval.id })).rejects.toThrow(
      'Maya refused it (10:00).',
    );
    await expect(refuseRequest(northwind.as('maya'), refusal)).resolves.toMatchObject({ state: 'claimed' });
  });
});

describe('refusing', () => {
  test('gives the case back to the decider, who reads why and may decide less', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    await clearOutbox(database.sql);

    const back = await refuseRequest(northwind.as('maya'), {
      approvalId: approval.id,
      reason: 'Offer 150',
      requestId: newRequest(),
    });
    const less = await resolveCase(northwind.as('leo'), granting(of.id, 15_000, { decision: 'partly' }));

    expect(back).toMatchObject({ state: 'claimed', owner: 'U0LEO', waitingOn: null });
    const [reply] = await postsTo(database, 'C0CAREESC');
    expect(reply).toContain('<@U0LEO> *Maya did not approve Granted, €500.00');
    expect(reply).toContain('Offer 150');
    expect(less).toMatchObject({ state: 'resolved', decidedAmount: 15_000, approvedBy: null });
  });
});
