import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, outcomeOf, raising, resolving } from '../../../test/support/cases.ts';
import { testContext, type TestContext } from '../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../test/support/northwind.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { codeOf, DeadlineExceeded } from '../../db/errors.ts';
import { addNote } from './handling/add-note.ts';
import { cancelCase } from './handling/cancel-case.ts';
import { claimCase } from './handling/claim-case.ts';
import { raiseCase, type RaisedCase } from './raising/raise-case.ts';
import type { RaiseCaseInput } from './inputs.ts';
import { resolveCase } from './handling/resolve-case.ts';
import { takeOverCase } from './handling/take-over-case.ts';

const ROUNDS = 20;
/** What PostgreSQL says to a statement, or to its wait for a lock, that took too long. */
const GIVEN_UP = new Set(['55P03', '57014']);
const PEOPLE = 50;

let database: TestDatabase;
let northwind: Northwind;
/** The connections of two processes on which what people press is worked off: whoever waits for one only waits. */
let first: Database;
let second: Database;
let other: Database;
let leads: readonly TestContext[];

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  other = createDatabase({ url: database.url });
  first = database.db.forWork;
  second = other.forWork;
  leads = await fiftyLeads();
});
afterAll(async () => {
  await other.close();
  await database.close();
});

async function fiftyLeads(): Promise<readonly TestContext[]> {
  const ids = Array.from({ length: PEOPLE }, (_, at) => `U0LEAD${at}`);
  await database.sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select 'T0NORTHWIND', id, 'Lead ' || substr(id, 7), 'full', false, 'Europe/Berlin', now() from unnest(${ids}::text[]) as id`;
  return ids.map((slackId, at) =>
    testContext(at % 2 === 0 ? first : second, { slackId, memberships: [{ teamId: CARE, role: 'lead' }] }),
  );
}

/** Numbers are given one after the other: who waits too long for theirs is given up, and their job runs again. */
async function raiseAtWork(ctx: TestContext, input: RaiseCaseInput): Promise<RaisedCase> {
  try {
    return await raiseCase(ctx, input);
  } catch (error) {
    if (!(error instanceof DeadlineExceeded) && !GIVEN_UP.has(codeOf(error))) throw error;
    return raiseAtWork(ctx, input);
  }
}

async function countOf(what: string): Promise<number> {
  const [row] = await database.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${what}`);
  return row?.n ?? 0;
}

describe('at once on two processes', () => {
  test(
    `of ${PEOPLE} who claim a case one wins and the others are told who, ${ROUNDS} rounds`,
    { timeout: 120_000 },
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { id, number } = await openCaseOfAna(northwind);

        const outcomes = await Promise.all(leads.map((ctx) => outcomeOf((as) => claimCase(as, { caseId: id }), ctx)));

        const winners = outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : [outcome.owner]));
        expect(winners).toHaveLength(1);
        const told = `#${number}: Lead ${winners[0]?.slice(6)} has it since 10:00.`;
        expect(outcomes.filter((outcome) => outcome === told)).toHaveLength(PEOPLE - 1);
        expect(await countOf(`case_entries where case_id = '${id}' and kind = 'claimed'`)).toBe(1);
        expect(await countOf(`audit_log where subject = 'case:${id}' and action = 'case.claimed'`)).toBe(1);
      }
    },
  );

  test('the same person who claims from two devices succeeds twice, and it is done once', async () => {
    const { id } = await openCaseOfAna(northwind);
    const contexts = Array.from({ length: 10 }, (_, at) => northwind.as('leo', at % 2 === 0 ? first : second));

    const outcomes = await Promise.all(contexts.map((ctx) => outcomeOf((as) => claimCase(as, { caseId: id }), ctx)));

    expect(outcomes.every((outcome) => typeof outcome !== 'string' && outcome.owner === 'U0LEO')).toBe(true);
    expect(await countOf(`case_entries where case_id = '${id}' and kind = 'claimed'`)).toBe(1);
  });

  test(`a claim and a cancellation never both win against each other, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await openCaseOfAna(northwind);
      const cancel = { requestId: newRequest(), caseId: id };

      const [claimed, cancelled] = await Promise.all([
        outcomeOf((as) => claimCase(as, { caseId: id }), northwind.as('leo', second)),
        outcomeOf((as) => cancelCase(as, cancel), northwind.as('ana')),
      ]);

      // A claimed case may still be cancelled, a cancelled one not be claimed.
      expect(cancelled).toMatchObject({ state: 'cancelled' });
      const late = typeof claimed === 'string';
      expect(late ? claimed : 'in time').toMatch(/Ana cancelled it at 10:00|in time/);
      expect(cancelled).toMatchObject({ owner: late ? null : 'U0LEO' });
      expect(await countOf(`cases where id = '${id}' and state = 'cancelled'`)).toBe(1);
    }
  });

  test(`of two who resolve one decides, ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await claimedByLeo(northwind);

      const outcomes = await Promise.all([
        outcomeOf((as) => resolveCase(as, resolving(id, { tellCustomer: 'by Leo' })), northwind.as('leo')),
        outcomeOf((as) => resolveCase(as, resolving(id, { tellCustomer: 'by Maya' })), northwind.as('maya', second)),
      ]);

      const decided = outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : [outcome.tellCustomer]));
      expect(decided).toHaveLength(1);
      expect(outcomes.find((outcome) => typeof outcome === 'string')).toMatch(/(Leo|Maya) resolved it at 10:00/);
      expect(await countOf(`cases where id = '${id}' and tell_customer = '${decided[0]}'`)).toBe(1);
    }
  });

  test('of two who take over from the same owner one does, and the other is told who', async () => {
    const { id } = await claimedByLeo(northwind);

    const outcomes = await Promise.all([
      outcomeOf((as) => takeOverCase(as, { caseId: id, from: 'U0LEO' }), northwind.as('lia')),
      outcomeOf((as) => takeOverCase(as, { caseId: id, from: 'U0LEO' }), northwind.as('maya', second)),
    ]);

    expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(1);
    expect(outcomes.find((outcome) => typeof outcome === 'string')).toMatch(/(Lia|Maya) has it since 10:00/);
  });

  test('two who escalate the same message get one case', async () => {
    const source = { channel: 'C0GENERAL', ts: '1700000000.000900' };

    const [one, another] = await Promise.all([
      raiseCase(northwind.as('ana'), raising({ source })),
      raiseCase(northwind.as('ben', second), raising({ source })),
    ]);

    expect(another.case.id).toBe(one.case.id);
    expect([one.outcome, another.outcome].toSorted()).toStrictEqual(['already-escalated', 'raised']);
  });

  test('one submission that comes 11 times gives one case, one card, one number', async () => {
    const submission = raising({ summary: 'Eleven times' });
    const before = await countOf('cases');

    const raised = await Promise.all(
      Array.from({ length: 11 }, (_, at) => raiseCase(northwind.as('ana', at % 2 === 0 ? first : second), submission)),
    );

    expect(new Set(raised.map((each) => each.case.id)).size).toBe(1);
    expect(raised.filter((each) => each.outcome === 'raised')).toHaveLength(1);
    expect(await countOf(`outbox_messages where message_key = 'case:${raised[0]?.case.id}:card'`)).toBe(1);
    expect(await countOf('cases')).toBe(before + 1);
    const [numbers] = await database.sql`select last_number from case_numbers`;
    expect(numbers).toMatchObject({ last_number: before + 1 });
  });

  test('cases raised by many get one number each, without gaps', { timeout: 120_000 }, async () => {
    const raised = await Promise.all(
      Array.from({ length: 30 }, (_, at) => raiseAtWork(northwind.as('ana', at % 2 === 0 ? first : second), raising())),
    );

    const numbers = raised.map((each) => each.case.number).toSorted((a, b) => a - b);
    expect(numbers).toStrictEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
  });

  test('notes of many are all kept, and the last card shows the last three', async () => {
    const { id } = await claimedByLeo(northwind);

    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        addNote(northwind.as('leo', at % 2 === 0 ? first : second), {
          requestId: newRequest(),
          caseId: id,
          text: `note <${at}>`,
        }),
      ),
    );

    const entries = await database.sql<{ text: string }[]>`
      select text from case_entries where case_id = ${id} and kind = 'note' order by id desc`;
    expect(entries).toHaveLength(12);
    const [card] = await database.sql<{ payload: string }[]>`
      select payload::text as payload from outbox_messages where message_key = ${`case:${id}:card`} order by sequence desc limit 1`;
    for (const { text } of entries.slice(0, 3)) expect(card?.payload).toContain(text);
    expect(card?.payload).not.toContain(entries[3]?.text);
  });
});
