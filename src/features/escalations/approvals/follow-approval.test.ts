import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  WRITE_UP,
  asTheApp,
  forgetLimits,
  granting,
  lastEdit,
  newestApproval,
  postsTo,
  requestedByLeo,
} from '../../../../test/support/approvals.ts';
import { claimedByLeo, newRequest, resolving } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox } from '../../../../test/support/queued-messages.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { giveBackCase } from '../chain/give-back-case.ts';
import { changeUrgency } from '../handling/change-urgency.ts';
import { claimCase } from '../handling/claim-case.ts';
import { followMembers } from '../hand-over/look-at-leaving.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { takeOverCase } from '../handling/take-over-case.ts';
import { waitingOnMe } from '../finding/waiting-on-me.ts';
import { approveRequest } from './approve-request.ts';
import { lookAtApproval } from './look-at-approval.ts';
import { lookAtRefusalAgain } from './look-at-refusal-again.ts';
import { takeBackRequest } from './take-back-request.ts';

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

describe('between request and approval', () => {
  test('a cancelled case needs no approval, and the card says so', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);

    await cancelCase(northwind.as('ana'), { caseId: of.id, requestId: newRequest() });

    expect(await newestApproval(database, of.id)).toMatchObject({ state: 'withdrawn', decidedBy: 'U0ANA' });
    expect(await lastEdit(database, `case:${of.id}:approval:1:0`)).toContain('Ana ended the request');
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
    const later = asTheApp(database);
    later.clock.advance(119 * 60_000);
    await lookAtApproval(later, approval.id);
    expect((await newestApproval(database, of.id)).asked).toStrictEqual(['U0MAYA']);
    later.clock.advance(60_000);

    await lookAtApproval(later, approval.id);

    expect((await newestApproval(database, of.id)).asked).toStrictEqual(['U0MAYA', 'U0DORA']);
    expect(await lastEdit(database, `case:${of.id}:approval:1:0`)).toContain('Dora was asked instead.');
    expect((await postsTo(database, 'U0DORA')).join('')).toContain('approval.approve');
  });

  test('is reminded when there is nobody else, again and again, after twice the time each', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    const later = asTheApp(database);
    for (let turn = 0; turn < 8; turn += 1) {
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

  test('has no time running at night where Critical waits for the morning', async () => {
    const { sql } = database;
    const byDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, open: 9 * 60, close: 10 * 60 + 5 }));
    await sql`update teams set business_hours = ${sql.json(byDay)} where id = ${CARE}`;
    const chain = { minutes: [5], repeat: 0, outsideHours: false };
    await sql`
      insert into team_chains (workspace_id, team_id, chains)
      values ('T0NORTHWIND', ${CARE}, ${sql.json({ critical: chain, high: chain, normal: chain })})`;
    const { case: of, approval } = await requestedByLeo(database, northwind);

    await changeUrgency(northwind.as('ana'), { caseId: of.id, urgency: 'critical', requestId: newRequest() });

    expect((await jobDue(approval.id))?.getTime()).toBeGreaterThan(
      northwind.as('ana').clock.now().getTime() + 12 * 3_600_000,
    );
    await sql`delete from team_chains`;
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

describe('an owner who is gone', () => {
  const leave = () => database.sql`delete from members where slack_id = 'U0LEO'`;
  const comeBack = () => database.sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    values ('T0NORTHWIND', ${CARE}, 'U0LEO', 'lead', 'picked') on conflict do nothing`;

  afterEach(async () => void (await comeBack()));

  test('leaves no request behind: its card says so, and the next owner may ask anew', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    await leave();

    await followMembers(asTheApp(database), CARE);

    expect(await newestApproval(database, of.id)).toMatchObject({ state: 'withdrawn', decidedBy: 'app' });
    const card = await lastEdit(database, `case:${of.id}:approval:1:0`);
    expect(card).toContain('ended the request. There is nothing to do.');
    expect(card).not.toContain('approval.approve');
    await expect(approveRequest(northwind.as('maya'), { approvalId: approval.id })).rejects.toThrow(
      'ended this request',
    );
    await lookAtApproval(asTheApp(database), approval.id);
    const claimed = await claimCase(northwind.as('lia'), { caseId: of.id });
    expect(claimed).toMatchObject({ state: 'claimed', owner: 'U0LIA', waitingOn: null });
    await resolveCase(northwind.as('lia'), granting(of.id, 50_000));
    expect(await newestApproval(database, of.id)).toMatchObject({
      number: 2,
      state: 'asked',
      requestedBy: 'U0LIA',
      asked: ['U0MAYA'],
    });
  });

  test('is not waited for by a second look at what they refused, which goes on', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'answer' });
    await resolveCase(northwind.as('leo'), resolving(id, { decision: 'refused', ...WRITE_UP }));
    await lookAtRefusalAgain(northwind.as('ana'), {
      caseId: id,
      reason: 'She has the receipt',
      requestId: newRequest(),
    });
    const before = await newestApproval(database, id);
    await leave();

    await followMembers(asTheApp(database), CARE);

    expect(await newestApproval(database, id)).toStrictEqual(before);
    const [of] = await database.sql`select state, waiting_on, decision from cases where id = ${id}`;
    expect(of).toStrictEqual({ state: 'waiting', waiting_on: 'approver', decision: 'refused' });
  });

  test('cannot give such a case back either', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'answer' });
    await resolveCase(northwind.as('leo'), resolving(id, { decision: 'refused', ...WRITE_UP }));
    await lookAtRefusalAgain(northwind.as('ana'), {
      caseId: id,
      reason: 'She has the receipt',
      requestId: newRequest(),
    });

    await expect(giveBackCase(northwind.as('leo'), { caseId: id, note: 'x', requestId: newRequest() })).rejects.toThrow(
      /is asked to look/,
    );
  });
});
