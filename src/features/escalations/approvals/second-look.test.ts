import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetLimits, granting, newestApproval, requestedByLeo } from '../../../../test/support/approvals.ts';
import { claimedByLeo, newRequest, outcomeOf, resolving } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { caseHistory } from '../queries.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import type { Case } from '../tables.ts';
import { happened } from '../wording.ts';
import { approveRequest } from './approve-request.ts';
import { lookAtRefusalAgain } from './look-at-refusal-again.ts';
import { lookAtRequestAgain } from './look-at-request-again.ts';
import { refuseRequest } from './refuse-request.ts';
import { takeBackRequest } from './take-back-request.ts';
import { upholdRefusal } from './uphold-refusal.ts';

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

const WRITE_UP = { writeUpIssue: 'i', writeUpWho: 'w', writeUpSaid: 's', writeUpOutcome: 'o' };

async function refusedByLeo(amount = 50_000): Promise<Case> {
  const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount, currency: 'EUR' });
  const refusal = { decision: 'refused', tellCustomer: 'We cannot refund it.', ...WRITE_UP } as const;
  return resolveCase(northwind.as('leo'), resolving(id, refusal));
}

function appeal(caseId: string, reason = 'Loyal for ten years') {
  return { caseId, reason, requestId: newRequest() };
}

async function posts(to: string): Promise<string> {
  const queued = await queuedMessages(database.sql);
  return queued
    .filter(({ kind, channel }) => kind === 'post' && channel === to)
    .map(({ payload }) => payload)
    .join('');
}

async function lastEdit(messageKey: string): Promise<string> {
  const queued = await queuedMessages(database.sql);
  return queued.findLast((message) => message.kind === 'edit' && message.messageKey === messageKey)?.payload ?? '';
}

describe('a case that was refused', () => {
  test('goes to somebody else of at least the same role, who may grant all of it, and stays refused meanwhile', async () => {
    const { id } = await refusedByLeo();

    const waiting = await lookAtRefusalAgain(northwind.as('ana'), appeal(id));

    expect(waiting).toMatchObject({ state: 'waiting', waitingOn: 'approver', decision: 'refused', owner: 'U0LEO' });
    expect(await newestApproval(database, id)).toMatchObject({ kind: 'appeal', asked: ['U0MAYA'] });
    expect(await posts('U0MAYA')).toContain('A second look at a refusal');
    expect(await posts('U0MAYA')).toContain('Loyal for ten years');
    expect(await lastEdit(`case:${id}:status`)).toContain('Maya is asked to look at it again');
  });

  test('that is upheld brings the raiser new words, and both reasons stay in the log', async () => {
    const { id, number } = await refusedByLeo();
    await lookAtRefusalAgain(northwind.as('ana'), appeal(id));
    const { id: approvalId } = await newestApproval(database, id);
    const words = { reason: 'Out of warranty', tellCustomer: 'We looked again and are sorry.' };
    await clearOutbox(database.sql);

    const closed = await upholdRefusal(northwind.as('maya'), { approvalId, ...words, requestId: newRequest() });

    expect(closed).toMatchObject({ state: 'resolved', decision: 'refused', tellCustomer: words.tellCustomer });
    expect(await posts('U0ANA')).toContain(`#${number} stays refused, after a second look`);
    expect(await posts('U0ANA')).toContain(words.tellCustomer);
    const log = await caseHistory(northwind.as('leo'), id);
    const said = log.map((entry) => `${happened({ names: {} }, entry)}: ${entry.text}`).join('\n');
    expect(said).toContain('Loyal for ten years');
    expect(said).toContain('Out of warranty');
    expect(await lastEdit(`case:${id}:approval:1:0`)).toContain('You upheld it');
  });

  test('is granted by resolving it, within the authority of whoever looks, who then has the case', async () => {
    const { id } = await refusedByLeo();
    await lookAtRefusalAgain(northwind.as('ana'), appeal(id));

    await clearOutbox(database.sql);
    const resolved = await resolveCase(northwind.as('maya'), granting(id, 50_000));

    expect(resolved).toMatchObject({ state: 'resolved', decision: 'granted', decidedBy: 'U0MAYA', owner: 'U0MAYA' });
    expect(await newestApproval(database, id)).toMatchObject({ state: 'approved', decidedBy: 'U0MAYA' });
    expect(await posts('C0CAREESC')).toContain(`<@U0LEO> *Maya granted #${resolved.number}, which you had refused`);
    expect(await posts('C0CAREESC')).toContain('Loyal for ten years');
  });

  test('is asked for on when whoever looks may not grant that much', async () => {
    const { id } = await refusedByLeo();
    await lookAtRefusalAgain(northwind.as('ana'), appeal(id));

    const waiting = await resolveCase(northwind.as('maya'), granting(id, 200_000));

    expect(waiting).toMatchObject({ state: 'waiting', waitingOn: 'approver', owner: 'U0MAYA' });
    const above = await newestApproval(database, id);
    expect(above).toMatchObject({ kind: 'decision', asked: ['U0DORA'], number: 2 });
    await approveRequest(northwind.as('dora'), { approvalId: above.id });
    expect(await posts('C0CAREESC')).toContain('which you had refused');
  });

  test('is looked at by nobody who refused it, raised it or has a lower role', async () => {
    const { id } = await refusedByLeo();
    await lookAtRefusalAgain(northwind.as('ana'), appeal(id));
    const { id: approvalId } = await newestApproval(database, id);
    const uphold = { approvalId, reason: 'No', tellCustomer: 'No', requestId: newRequest() };

    await expect(upholdRefusal(northwind.as('leo'), uphold)).rejects.toThrow('You refused it');
    await expect(resolveCase(northwind.as('leo'), granting(id, 100))).rejects.toThrow('You refused it');
    await expect(upholdRefusal(northwind.as('ana'), uphold)).rejects.toThrow('because you raised it');
    await expect(approveRequest(northwind.as('maya'), { approvalId })).rejects.toThrow('“Grant” or “Uphold”');
    const refused = granting(id, 100, { decision: 'refused', amount: undefined });
    await expect(resolveCase(northwind.as('maya'), refused)).rejects.toThrow('press “Uphold”');
  });

  test('by a manager is looked at by no lead', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 10_000, currency: 'EUR' });
    await resolveCase(northwind.as('maya'), resolving(id, { decision: 'refused', ...WRITE_UP }));

    await lookAtRefusalAgain(northwind.as('ana'), appeal(id));

    const { id: approvalId, asked } = await newestApproval(database, id);
    expect(asked).toStrictEqual(['U0DORA']);
    const uphold = { approvalId, reason: 'No', tellCustomer: 'No', requestId: newRequest() };
    await expect(upholdRefusal(northwind.as('lia'), uphold)).rejects.toThrow(/^#\d+: A manager refused it/);
  });

  test('is looked at again once in its life, also when asked at once from two places', async () => {
    const { id } = await refusedByLeo();
    const once = appeal(id);

    const outcomes = await Promise.all([
      outcomeOf((as) => lookAtRefusalAgain(as, once), northwind.as('ana')),
      outcomeOf((as) => lookAtRefusalAgain(as, appeal(id)), northwind.as('ana')),
    ]);
    expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(1);
    const { id: approvalId } = await newestApproval(database, id);
    await upholdRefusal(northwind.as('maya'), {
      approvalId,
      reason: 'No',
      tellCustomer: 'No',
      requestId: newRequest(),
    });

    await expect(lookAtRefusalAgain(northwind.as('ana'), appeal(id))).rejects.toThrow('looked at again already');
  });

  test('can be left as it is by whoever asked, and is asked for by nobody else', async () => {
    const { id } = await refusedByLeo();
    await expect(lookAtRefusalAgain(northwind.as('leo'), appeal(id))).rejects.toThrow(/^Only whoever raised it/);
    await lookAtRefusalAgain(northwind.as('ana'), appeal(id));
    const { id: approvalId } = await newestApproval(database, id);
    await expect(takeBackRequest(northwind.as('leo'), { approvalId })).rejects.toThrow(/^Only whoever raised it/);

    const back = await takeBackRequest(northwind.as('ana'), { approvalId });

    expect(back).toMatchObject({ state: 'resolved', decision: 'refused', tellCustomer: 'We cannot refund it.' });
  });

  test('is nothing that was granted', async () => {
    const { id } = await claimedByLeo(northwind);
    await resolveCase(northwind.as('leo'), resolving(id));

    await expect(lookAtRefusalAgain(northwind.as('ana'), appeal(id))).rejects.toThrow(/Leo resolved it/);
  });
});

describe('a request that was refused', () => {
  async function refusedByMaya(): Promise<{ caseId: string; approvalId: string }> {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    const refusal = { approvalId: approval.id, reason: 'Too much', requestId: newRequest() };
    await refuseRequest(northwind.as('maya'), refusal);
    return { caseId: of.id, approvalId: approval.id };
  }

  test('is looked at once more by another of at least that role, who approves it or not', async () => {
    const { caseId, approvalId } = await refusedByMaya();
    const again = { approvalId, reason: 'She is right', requestId: newRequest() };

    await lookAtRequestAgain(northwind.as('leo'), again);
    const request = await newestApproval(database, caseId);
    expect(request).toMatchObject({ asked: ['U0DORA'], secondLookOf: approvalId, number: 2, amount: 50_000 });
    const resolved = await approveRequest(northwind.as('dora'), { approvalId: request.id });

    expect(resolved).toMatchObject({ state: 'resolved', decidedAmount: 50_000, approvedBy: ['U0DORA'] });
    expect(await posts('U0DORA')).toContain('She is right');
  });

  test('is looked at by its decider’s wish alone, once, and never a third time', async () => {
    const { caseId, approvalId } = await refusedByMaya();
    const again = () => ({ approvalId, reason: 'Please', requestId: newRequest() });
    await expect(lookAtRequestAgain(northwind.as('lia'), again())).rejects.toThrow(/^Only whoever asked for it/);
    await lookAtRequestAgain(northwind.as('leo'), again());
    const { id: second } = await newestApproval(database, caseId);
    await refuseRequest(northwind.as('dora'), { approvalId: second, reason: 'No', requestId: newRequest() });

    await expect(lookAtRequestAgain(northwind.as('leo'), { ...again(), approvalId: second })).rejects.toThrow(
      'This was the second look.',
    );
    await expect(lookAtRequestAgain(northwind.as('leo'), again())).resolves.toMatchObject({ state: 'claimed' });
    expect(await newestApproval(database, caseId)).toMatchObject({ number: 2, state: 'refused' });
  });

  test('is looked at by nobody where only the same person could', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    await refuseRequest(northwind.as('dora'), { approvalId: approval.id, reason: 'No', requestId: newRequest() });
    const again = { approvalId: approval.id, reason: 'Please', requestId: newRequest() };

    await expect(lookAtRequestAgain(northwind.as('leo'), again)).rejects.toThrow('Decide less, or refuse the case.');
    expect(await newestApproval(database, of.id)).toMatchObject({ number: 1 });
  });
});
