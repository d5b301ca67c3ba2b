import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { transaction } from '../../../core/context.ts';
import type { RaiseCaseInput } from '../inputs.ts';
import { openCase, raiseCase } from './raise-case.ts';
import { sendTestEscalation } from './send-test-escalation.ts';

let database: TestDatabase;
let northwind: Northwind;
let requests = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => clearOutbox(database.sql));

function input(more: Partial<RaiseCaseInput> = {}): RaiseCaseInput {
  requests += 1;
  return {
    requestId: `V${requests}:h`,
    teamId: CARE,
    summary: 'Lamp arrived broken',
    wanted: 'refund',
    urgency: 'normal',
    ...more,
  };
}

async function keysQueued(): Promise<readonly (string | null)[]> {
  return (await queuedMessages(database.sql)).map((message) => message.dedupeKey);
}

describe('raising a case', () => {
  test('stores it open, with its log and audit, and queues card, status message and receipt', async () => {
    const asked = input({ customer: 'Mrs <Adler>', amount: 18_000, answerAt: { channel: 'C0CARE' } });

    const { case: raised, outcome } = await raiseCase(northwind.as('ana'), asked);

    expect(outcome).toBe('raised');
    expect(raised).toMatchObject({
      state: 'open',
      raisedBy: 'U0ANA',
      owner: null,
      isPrivate: false,
      amount: 18_000,
      currency: 'EUR',
    });
    const [entry] = await database.sql`select kind, by from case_entries where case_id = ${raised.id}`;
    expect(entry).toStrictEqual({ kind: 'raised', by: 'U0ANA' });
    const [audited] =
      await database.sql`select action, actor_slack_id from audit_log where subject = ${`case:${raised.id}`}`;
    expect(audited).toStrictEqual({ action: 'case.raised', actor_slack_id: 'U0ANA' });
    expect(await queuedMessages(database.sql)).toMatchObject([
      { kind: 'post', channel: 'C0CAREESC', messageKey: `case:${raised.id}:card` },
      { kind: 'post', channel: 'U0ANA', messageKey: `case:${raised.id}:status` },
      { kind: 'ephemeral', dedupeKey: `receipt:${asked.requestId}` },
    ]);
  });

  test('mentions one lead who is there on the card, and writes to nobody directly unless it is critical', async () => {
    await raiseCase(northwind.as('ana'), input());

    const [card] = await queuedMessages(database.sql);
    const mentioned = new Set(card?.payload.match(/<@\w+>/g));
    expect([['<@U0LEO>'], ['<@U0LIA>']]).toContainEqual([...mentioned]);
    expect((await keysQueued()).filter((key) => key?.includes('critical'))).toStrictEqual([]);
  });

  test('rings whoever is asked when it is critical, but never whoever raised it', async () => {
    const { case: raised } = await raiseCase(northwind.as('leo'), input({ urgency: 'critical' }));

    const rung = (await keysQueued()).filter((key) => key?.includes('critical'));
    expect(rung).toStrictEqual([`case:${raised.id}:critical:U0LIA`]);
  });

  test('numbers cases per workspace without gaps, whatever is repeated', async () => {
    const first = input();

    const before = await raiseCase(northwind.as('ana'), first);
    const repeated = await raiseCase(northwind.as('ana'), first);
    const next = await raiseCase(northwind.as('ben'), input());

    expect(repeated).toMatchObject({ outcome: 'repeated', case: { id: before.case.id } });
    expect(next.case.number).toBe(before.case.number + 1);
  });

  test('gives a message that is escalated already its case, and tells the second person so', async () => {
    const source = { channel: 'C0GENERAL', ts: '1700000000.000100', author: 'U0BEN', text: 'The lamp is broken' };
    const first = await raiseCase(northwind.as('ana'), input({ source }));
    await clearOutbox(database.sql);
    const again = input({ source });

    const second = await raiseCase(northwind.as('leo'), again);

    expect(second).toMatchObject({ outcome: 'already-escalated', case: { id: first.case.id } });
    expect(await keysQueued()).toStrictEqual([`receipt:${again.requestId}`]);
    const [told] = await queuedMessages(database.sql);
    expect(told?.payload).toContain(`#${first.case.number}`);
  });

  test('does not tell somebody who may not see it which case a message belongs to', async () => {
    const source = { channel: 'C0GENERAL', ts: '1700000000.000200' };
    const first = await raiseCase(northwind.as('ana'), input({ source }));
    await clearOutbox(database.sql);

    await raiseCase(northwind.as('ben'), input({ source }));

    const [told] = await queuedMessages(database.sql);
    expect(told?.payload).not.toContain(`#${first.case.number}`);
  });

  test('is refused to people of another team, and then leaves nothing behind', async () => {
    const before = await database.sql`select count(*)::int as n from cases`;

    await expect(async () => raiseCase(northwind.as('amy'), input({ teamId: CARE }))).rejects.toThrow(
      /Only agents, leads/,
    );
    await raiseCase(northwind.as('amy'), input({ teamId: CARE_US, amount: 100 }));

    const [ofUs] = await database.sql`select currency from cases where team_id = ${CARE_US}`;
    expect(ofUs).toStrictEqual({ currency: 'USD' });
    expect(await database.sql`select count(*)::int as n from cases`).toMatchObject([{ n: before[0]?.['n'] + 1 }]);
  });

  test('rolls back as a whole when anything in it fails', async () => {
    const before = await database.sql`select last_number from case_numbers`;
    const failing = transaction(northwind.as('ana'), async (tx) => {
      await openCase(tx, northwind.as('ana'), input({ summary: 'never' }));
      throw new Error('the server goes down here');
    });

    await expect(failing).rejects.toThrow('the server goes down here');

    expect(await database.sql`select last_number from case_numbers`).toStrictEqual(before);
    expect(await database.sql`select 1 from cases where summary = 'never'`).toHaveLength(0);
    expect(await queuedMessages(database.sql)).toHaveLength(0);
  });
});

describe('a test escalation', () => {
  test('is raised by whoever may set the team up and by nobody else', async () => {
    const sent = await sendTestEscalation(northwind.as('maya'), { requestId: 'T1:h', teamId: CARE });

    expect(sent.case).toMatchObject({ category: 'Test', urgency: 'normal', raisedBy: 'U0MAYA' });
    await expect(async () =>
      sendTestEscalation(northwind.as('leo'), { requestId: 'T2:h', teamId: CARE }),
    ).rejects.toThrow(/Only/);
  });
});
