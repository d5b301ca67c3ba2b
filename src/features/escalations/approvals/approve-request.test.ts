import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  asTheApp,
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
import { reopenCase } from '../handling/reopen-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { waitingOnMe } from '../finding/waiting-on-me.ts';
import { approveRequest } from './approve-request.ts';
import { lookAtApproval } from './look-at-approval.ts';
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

  test('above the line where nobody else may: the decider and the managers are told how to mend it, and nobody is asked', async () => {
    await saveLimits(database, { secondPersonAbove: 50_000 });
    const { case: of, approval } = await requestedByLeo(database, northwind, 150_000);
    expect(approval.asked).toStrictEqual(['U0DORA']);
    await clearOutbox(database.sql);
    const dora = northwind.as('dora');

    await approveRequest(dora, { approvalId: approval.id });
    await approveRequest(dora, { approvalId: approval.id });

    const thread = (await postsTo(database, 'C0CAREESC')).join('');
    expect(thread).toContain('<@U0LEO> *Dora approved what you decided');
    expect(thread).toContain('Nobody else of Northwind Care may grant as much');
    expect((await postsTo(database, 'U0MAYA')).join('')).toContain('but it takes two people, and nobody else');
    expect(await postsTo(database, 'U0DORA')).toStrictEqual([]);
    const card = await lastEdit(database, `case:${of.id}:approval:1:0`);
    expect(card).toContain('waits for somebody else who may approve it');
    expect(card).not.toContain('approval.approve');
    const shown = [await lastEdit(database, `case:${of.id}:card`), await lastEdit(database, `case:${of.id}:status`)];
    expect(shown.join('')).toContain('Waiting for somebody else who may approve it');
    expect(shown.join('')).not.toMatch(/Dora has to approve|Waiting for Dora/);
    expect((await waitingOnMe(dora, 100)).filter((row) => row.case.id === of.id)).toStrictEqual([]);
  });

  test('above the line where nobody else may: nobody is reminded, and whoever may later is asked', async () => {
    await saveLimits(database, { secondPersonAbove: 50_000 });
    const { case: of, approval } = await requestedByLeo(database, northwind, 150_000);
    await approveRequest(northwind.as('dora'), { approvalId: approval.id });
    const later = asTheApp(database);

    for (let turn = 0; turn < 3; turn += 1) {
      later.clock.advance(24 * 3_600_000);
      await lookAtApproval(later, approval.id);
    }
    const reminders = await database.sql`select slack_id from reminders where case_id = ${of.id}`;
    await saveLimits(database, { secondPersonAbove: 50_000, manager: 200_000 });
    await lookAtApproval(later, approval.id);

    expect(reminders).toHaveLength(0);
    expect((await newestApproval(database, of.id)).asked).toStrictEqual(['U0DORA', 'U0MAYA']);
    await expect(approveRequest(northwind.as('maya'), { approvalId: approval.id })).resolves.toMatchObject({
      state: 'resolved',
      approvedBy: ['U0DORA', 'U0MAYA'],
    });
  });

  test('above a line that was raised meanwhile: whoever approved it first is asked once more, and it is enough', async () => {
    await saveLimits(database, { secondPersonAbove: 50_000 });
    const { case: of, approval } = await requestedByLeo(database, northwind, 150_000);
    const dora = northwind.as('dora');
    await approveRequest(dora, { approvalId: approval.id });
    await saveLimits(database, { secondPersonAbove: 200_000 });
    await clearOutbox(database.sql);

    await lookAtApproval(asTheApp(database), approval.id);

    expect(await newestApproval(database, of.id)).toMatchObject({ asked: ['U0DORA', 'U0DORA'], approvedBy: [] });
    const [card] = await postsTo(database, 'U0DORA');
    expect(card).toContain('approval.approve');
    expect(card).not.toContain('takes a second person');
    await expect(approveRequest(dora, { approvalId: approval.id })).resolves.toMatchObject({
      state: 'resolved',
      approvedBy: ['U0DORA'],
    });
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
