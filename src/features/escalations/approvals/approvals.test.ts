import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  forgetLimits,
  granting,
  newestApproval,
  requestedByLeo,
  saveLimits,
} from '../../../../test/support/approvals.ts';
import { claimedByLeo, newRequest, openCaseOfAna, resolving } from '../../../../test/support/cases.ts';
import { testContext, type TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { addDetails } from '../add-details.ts';
import { askForInfo } from '../ask-for-info.ts';
import { cancelCase } from '../cancel-case.ts';
import { changeUrgency } from '../change-urgency.ts';
import { reopenCase } from '../reopen-case.ts';
import { resolveCase } from '../resolve-case.ts';
import { takeOverCase } from '../take-over-case.ts';
import { waitingOnMe } from '../waiting-on-me.ts';
import { answerApprover } from './answer-approver.ts';
import { approveRequest } from './approve-request.ts';
import { askRequester } from './ask-requester.ts';
import { lookAtApproval } from './look-at-approval.ts';
import { refuseRequest } from './refuse-request.ts';
import { takeBackRequest } from './take-back-request.ts';

let database: TestDatabase;
let northwind: Northwind;

function asTheApp(): TestContext {
  return testContext(database.db, { slackId: 'app', kind: 'system' });
}

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetLimits(database);
  await clearOutbox(database.sql);
});

async function posts(to: string): Promise<readonly string[]> {
  const queued = await queuedMessages(database.sql);
  return queued.filter(({ kind, channel }) => kind === 'post' && channel === to).map(({ payload }) => payload);
}

/** What only the decider sees, where the form was sent. */
async function toldLeo(): Promise<string | undefined> {
  const queued = await queuedMessages(database.sql);
  return queued.find(({ kind, payload }) => kind === 'ephemeral' && payload.includes('U0LEO'))?.payload;
}

async function lastEdit(messageKey: string): Promise<string> {
  const queued = await queuedMessages(database.sql);
  return queued.findLast((message) => message.kind === 'edit' && message.messageKey === messageKey)?.payload ?? '';
}

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
    const [card] = await posts('U0MAYA');
    expect(card).toContain('To approve: Granted, €500.00');
    expect(card).toContain('We refund it.');
    expect((await posts('U0ANA')).join('')).not.toContain('500.00 is');
    expect(await lastEdit(`case:${of.id}:status`)).toContain('Maya has to approve the decision');
    expect(await toldLeo()).toContain('Maya is asked to approve it');
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
    for (const manager of ['U0MAYA', 'U0DORA']) expect((await posts(manager)).join('')).toContain('Raise a limit');
    expect(await toldLeo()).toContain('Nobody else of Northwind Care may approve it');
    await saveLimits(database, {});
    await lookAtApproval(asTheApp(), approval.id);
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
    expect((await posts('U0ANA')).join('')).toContain('by Leo, approved by Maya');
    expect((await posts('C0CAREESC')).join('')).toContain('<@U0LEO> *Maya approved what you decided');
    const card = await lastEdit(`case:${of.id}:approval:1:0`);
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
    const [reply] = await posts('C0CAREESC');
    expect(reply).toContain('<@U0LEO> *Maya did not approve Granted, €500.00');
    expect(reply).toContain('Offer 150');
    expect(less).toMatchObject({ state: 'resolved', decidedAmount: 15_000, approvedBy: null });
  });
});

describe('asking first', () => {
  test('brings the question to the decider’s thread and the answer to the card and below it', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    await clearOutbox(database.sql);
    const { id: approvalId } = approval;

    await askRequester(northwind.as('maya'), { approvalId, question: 'Is it insured?', requestId: newRequest() });
    await answerApprover(northwind.as('leo'), { approvalId, answer: 'No', requestId: newRequest() });

    const [question] = await posts('C0CAREESC');
    expect(question).toContain('<@U0LEO> *Maya asks before approving');
    const [answer] = await posts('U0MAYA');
    expect(answer).toContain(`case:${of.id}:approval:1:0`);
    expect(await lastEdit(`case:${of.id}:approval:1:0`)).toMatch(/Is it insured\?.*No/s);
    await expect(
      answerApprover(northwind.as('lia'), { approvalId, answer: 'Yes', requestId: newRequest() }),
    ).rejects.toThrow(/^Only whoever has claimed it and whoever asked for it|^Only whoever asked/);
  });
});

describe('between request and approval', () => {
  test('a cancelled case needs no approval, and the card says so', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);

    await cancelCase(northwind.as('ana'), { caseId: of.id, requestId: newRequest() });

    expect(await newestApproval(database, of.id)).toMatchObject({ state: 'withdrawn', decidedBy: 'U0ANA' });
    expect(await lastEdit(`case:${of.id}:approval:1:0`)).toContain('Ana ended the request');
    await expect(approveRequest(northwind.as('maya'), { approvalId: approval.id })).rejects.toThrow(
      'Ana ended this request (10:00).',
    );
  });

  test('the request goes on when another takes the case over, who may take it back', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);

    const taken = await takeOverCase(northwind.as('lia'), { caseId: of.id, from: 'U0LEO' });
    expect(taken).toMatchObject({ state: 'waiting', waitingOn: 'approver', owner: 'U0LIA' });
    const back = await takeBackRequest(northwind.as('lia'), { approvalId: approval.id });

    expect(back).toMatchObject({ state: 'claimed', owner: 'U0LIA' });
    await expect(takeBackRequest(northwind.as('lia'), { approvalId: approval.id })).resolves.toMatchObject({
      state: 'claimed',
    });
  });

  test('only the decider or the owner takes it back', async () => {
    const { approval } = await requestedByLeo(database, northwind);

    await expect(takeBackRequest(northwind.as('maya'), { approvalId: approval.id })).rejects.toThrow(
      /take this request back/,
    );
  });

  test('it is on the approver’s Home, and waits for nobody else', async () => {
    const { case: of } = await requestedByLeo(database, northwind);

    const rows = await Promise.all(
      (['maya', 'leo', 'ana'] as const).map(async (name) =>
        (await waitingOnMe(northwind.as(name), 100)).filter((row) => row.case.id === of.id),
      ),
    );

    expect(rows.map((found) => found.map(({ because }) => because))).toStrictEqual([['approve'], [], []]);
  });
});

describe('an approver who does not answer', () => {
  async function jobDue(approvalId: string): Promise<Date | undefined> {
    const [job] = await database.sql<{ runAt: Date }[]>`
      select run_at as "runAt" from jobs where kind = 'case.approval' and dedupe_key = ${approvalId}`;
    return job?.runAt;
  }

  async function open(hours: boolean): Promise<void> {
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, open: 0, close: 1440 }));
    await database.sql`update teams set business_hours = ${database.sql.json(hours ? everyDay : [])} where id = ${CARE}`;
  }

  beforeEach(() => open(true));
  afterAll(() => open(false));

  test('is followed by the next one after the minutes of the urgency, and the former reads who it is', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    const later = asTheApp();
    later.clock.advance(119 * 60_000);
    await lookAtApproval(later, approval.id);
    expect((await newestApproval(database, of.id)).asked).toStrictEqual(['U0MAYA']);
    later.clock.advance(60_000);

    await lookAtApproval(later, approval.id);

    expect((await newestApproval(database, of.id)).asked).toStrictEqual(['U0MAYA', 'U0DORA']);
    expect(await lastEdit(`case:${of.id}:approval:1:0`)).toContain('Dora was asked instead.');
    expect((await posts('U0DORA')).join('')).toContain('approval.approve');
  });

  test('is reminded when there is nobody else, again and again', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    const later = asTheApp();
    for (let turn = 0; turn < 4; turn += 1) {
      later.clock.advance(120 * 60_000);
      await lookAtApproval(later, approval.id);
    }

    const { asked, reminded } = await newestApproval(database, of.id);
    const reminders =
      await database.sql`select slack_id, kind from reminders where case_id = ${of.id} and kind = 'approval-late'`;
    expect(asked).toStrictEqual(['U0MAYA', 'U0DORA']);
    expect(reminded).toBe(3);
    expect(reminders).toHaveLength(3);
  });

  test('has less time when the case becomes urgent', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    const before = await jobDue(approval.id);

    await changeUrgency(northwind.as('ana'), { caseId: of.id, urgency: 'critical', requestId: newRequest() });

    const after = await jobDue(approval.id);
    expect(before?.getTime()).toBe(northwind.as('ana').clock.now().getTime() + 120 * 60_000);
    expect(after?.getTime()).toBe(northwind.as('ana').clock.now().getTime() + 10 * 60_000);
  });
});

test('an unclaimed case is claimed by asking for approval', async () => {
  const { id } = await openCaseOfAna(northwind, { wanted: 'refund', amount: 50_000, currency: 'EUR' });

  const waiting = await resolveCase(northwind.as('leo'), granting(id, 50_000));

  expect(waiting).toMatchObject({ state: 'waiting', owner: 'U0LEO' });
});
