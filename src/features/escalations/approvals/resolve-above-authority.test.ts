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
  toldLeo,
} from '../../../../test/support/approvals.ts';
import { claimedByLeo, newRequest, openCaseOfAna, resolving } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox } from '../../../../test/support/queued-messages.ts';
import { addDetails } from '../handling/add-details.ts';
import { askForInfo } from '../handling/ask-for-info.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { lookAtApproval } from './look-at-approval.ts';

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

describe('a decision', () => {
  test('within the decider’s authority is made at once, and it is kept under which limits', async () => {
    await saveLimits(database, { lead: 20_000, monthlyBudget: 50_000 });
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 20_000, currency: 'EUR' });

    const resolved = await resolveCase(northwind.as('leo'), granting(id, 20_000));

    expect(resolved).toMatchObject({
      state: 'resolved',
      decidedAmount: 20_000,
      decidedBy: 'U0LEO',
      approvedBy: null,
      budgetMonth: '2026-03',
    });
    expect(resolved.authorityRevision).toBeGreaterThan(0);
  });

  test('above it waits for the lowest role that may, and nothing is told to the raiser', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);

    expect(of).toMatchObject({ state: 'waiting', waitingOn: 'approver', owner: 'U0LEO', decision: null });
    expect(approval).toMatchObject({ kind: 'decision', asked: ['U0MAYA'], amount: 50_000, requestedBy: 'U0LEO' });
    const [card] = await postsTo(database, 'U0MAYA');
    expect(card).toContain('To approve: Granted, €500.00');
    expect(card).toContain('We refund it.');
    expect((await postsTo(database, 'U0ANA')).join('')).not.toContain('500.00 is');
    expect(await lastEdit(database, `case:${of.id}:status`)).toContain('Maya has to approve the decision');
    expect(await toldLeo(database)).toContain('Maya is asked to approve it');
  });

  test('above every manager’s goes to a director', async () => {
    const { approval } = await requestedByLeo(database, northwind, 100_001);

    expect(approval.asked).toStrictEqual(['U0DORA']);
  });

  test('that grants nothing needs no authority', async () => {
    await saveLimits(database, { lead: 0, manager: 0, director: 0 });
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 50_000, currency: 'EUR' });
    const writeUp = { writeUpIssue: 'i', writeUpWho: 'w', writeUpSaid: 's', writeUpOutcome: 'o' };

    const refused = await resolveCase(northwind.as('leo'), resolving(id, { decision: 'refused', ...writeUp }));

    expect(refused).toMatchObject({ state: 'resolved', decision: 'refused' });
  });

  test('of money for another wish than a remedy is judged as a refund', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'other' });

    const waiting = await resolveCase(northwind.as('leo'), granting(id, 20_001));

    expect(waiting).toMatchObject({ state: 'waiting', waitingOn: 'approver' });
  });

  test('is judged by the limits as they are when it is sent', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 15_000, currency: 'EUR' });
    await saveLimits(database, { lead: 5_000 });

    await expect(resolveCase(northwind.as('leo'), granting(id, 15_000))).resolves.toMatchObject({ state: 'waiting' });
  });

  test('that nobody of the team may approve is kept, its managers are told how to mend it, and so is the decider', async () => {
    await saveLimits(database, { lead: 0, manager: 0, director: 0 });

    const { case: of, approval } = await requestedByLeo(database, northwind);

    expect(approval.asked).toStrictEqual([]);
    expect(of).toMatchObject({ state: 'waiting', writeUpIssue: 'Broken' });
    for (const manager of ['U0MAYA', 'U0DORA'])
      expect((await postsTo(database, manager)).join('')).toContain('Raise a limit');
    expect(await toldLeo(database)).toContain('Nobody else of Northwind Care may approve it');
    await saveLimits(database, {});
    await lookAtApproval(asTheApp(database), approval.id);
    expect(await newestApproval(database, of.id)).toMatchObject({ asked: ['U0MAYA'] });
  });

  test('is not made past the request, asked about, or answered into another state', async () => {
    const { case: of } = await requestedByLeo(database, northwind);
    const ask = { requestId: newRequest(), caseId: of.id, question: 'Which?', of: 'agent' } as const;

    await expect(resolveCase(northwind.as('dora'), granting(of.id, 100))).rejects.toThrow(
      'Maya is asked to approve it.',
    );
    await expect(askForInfo(northwind.as('leo'), ask)).rejects.toThrow('Maya is asked to approve it.');
    const added = await addDetails(northwind.as('ana'), { requestId: newRequest(), caseId: of.id, text: 'Order 7' });

    expect(added).toMatchObject({ state: 'waiting', waitingOn: 'approver' });
  });

  test('for an exception needs the passage it departs from, and enters the register', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'exception' });
    const granted = resolving(id, { decision: 'granted' });

    await expect(resolveCase(northwind.as('leo'), granted)).rejects.toMatchObject({ field: 'passage' });
    await expect(resolveCase(northwind.as('leo'), { ...granted, passage: '4.2' })).rejects.toMatchObject({
      field: 'departsBecause',
    });
    await resolveCase(northwind.as('leo'), { ...granted, passage: '4.2', departsBecause: 'Loyal' });

    const rows = await database.sql`select passage, reason, decided_by from case_exceptions where case_id = ${id}`;
    expect(rows).toMatchObject([{ passage: '4.2', reason: 'Loyal', decided_by: 'U0LEO' }]);
  });
});

test('an unclaimed case is claimed by asking for approval', async () => {
  const { id } = await openCaseOfAna(northwind, { wanted: 'refund', amount: 50_000, currency: 'EUR' });

  const waiting = await resolveCase(northwind.as('leo'), granting(id, 50_000));

  expect(waiting).toMatchObject({ state: 'waiting', owner: 'U0LEO' });
});
