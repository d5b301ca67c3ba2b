import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, raising } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { addDetails } from './add-details.ts';
import { addNote } from './add-note.ts';
import { askForInfo } from './ask-for-info.ts';
import { lastQuestion } from '../queries.ts';
import { raiseCase } from '../raising/raise-case.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => clearOutbox(database.sql));

async function askedByLeo(of: 'agent' | 'customer' = 'agent'): Promise<string> {
  const { id } = await claimedByLeo(northwind);
  await askForInfo(northwind.as('leo'), { requestId: newRequest(), caseId: id, question: 'Which order?', of });
  await clearOutbox(database.sql);
  return id;
}

async function posts() {
  return (await queuedMessages(database.sql)).filter((message) => message.kind === 'post');
}

async function entryKinds(caseId: string): Promise<readonly string[]> {
  const rows = await database.sql<
    { kind: string }[]
  >`select kind from case_entries where case_id = ${caseId} order by id`;
  return rows.map((row) => row.kind);
}

describe('asking for info', () => {
  test('puts the case on hold and asks the raiser in the thread of her status message', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    const asked = await askForInfo(northwind.as('leo'), {
      requestId: newRequest(),
      caseId: id,
      question: 'Which order?',
      of: 'agent',
    });

    expect(asked).toMatchObject({ state: 'waiting', waitingOn: 'agent', owner: 'U0LEO' });
    const [question] = await posts();
    expect(question).toMatchObject({ channel: 'U0ANA' });
    expect(question?.payload).toContain('Which order?');
    expect(question?.payload).toContain(`case:${id}:status`);
  });

  test('claims a case that nobody has', async () => {
    const { id } = await openCaseOfAna(northwind);
    const leo = northwind.as('leo');

    const asked = await askForInfo(leo, {
      requestId: newRequest(),
      caseId: id,
      question: 'Which order?',
      of: 'customer',
    });

    expect(asked).toMatchObject({
      state: 'waiting',
      waitingOn: 'customer',
      owner: 'U0LEO',
      claimedAt: leo.clock.now(),
    });
  });

  test('does not let leads claim their own case that way', async () => {
    const { case: own } = await raiseCase(northwind.as('leo'), raising());

    const asked = askForInfo(northwind.as('leo'), {
      requestId: newRequest(),
      caseId: own.id,
      question: 'Me?',
      of: 'agent',
    });

    await expect(asked).rejects.toThrow(/because you raised it/);
  });

  test('a second question joins the first; the same submission again does not', async () => {
    const id = await askedByLeo();
    const second = { requestId: newRequest(), caseId: id, question: 'And which shop?', of: 'agent' } as const;

    await askForInfo(northwind.as('leo'), second);
    await askForInfo(northwind.as('leo'), second);

    expect((await entryKinds(id)).filter((kind) => kind === 'asked')).toHaveLength(2);
    expect(await posts()).toHaveLength(1);
    expect(await lastQuestion(northwind.as('ana'), id)).toMatchObject({ text: 'And which shop?' });
  });
});

describe('answering', () => {
  test.each(['agent', 'customer'] as const)(
    'brings a case that waits on the %s back to its owner, who is told',
    async (of) => {
      const id = await askedByLeo(of);

      const answered = await addDetails(northwind.as('ana'), {
        requestId: newRequest(),
        caseId: id,
        text: 'Order 4711',
      });

      expect(answered).toMatchObject({ state: 'claimed', waitingOn: null, owner: 'U0LEO' });
      const [told] = await posts();
      expect(told).toMatchObject({ channel: 'C0CAREESC' });
      expect(told?.payload).toContain('U0LEO');
      expect(told?.payload).toContain('Order 4711');
      expect((await entryKinds(id)).at(-1)).toBe('answered');
    },
  );

  test('once per submission, whatever happened since', async () => {
    const id = await askedByLeo();
    const details = { requestId: newRequest(), caseId: id, text: 'Order 4711' };
    await addDetails(northwind.as('ana'), details);
    await askForInfo(northwind.as('leo'), { requestId: newRequest(), caseId: id, question: 'Sure?', of: 'agent' });

    const again = await addDetails(northwind.as('ana'), details);

    expect(again).toMatchObject({ state: 'waiting' });
    expect((await entryKinds(id)).filter((kind) => kind === 'answered')).toHaveLength(1);
  });

  test('is for the raiser: details of a colleague leave the question open', async () => {
    const id = await askedByLeo();

    const added = await addDetails(northwind.as('maya'), {
      requestId: newRequest(),
      caseId: id,
      text: 'I know this shop',
    });

    expect(added.state).toBe('waiting');
    expect(await posts()).toHaveLength(0);
  });
});

describe('details and notes', () => {
  test('details that nobody asked for replace the fields given, keep the state, and reach the owner', async () => {
    const { id } = await claimedByLeo(northwind, { customer: 'Adler', ticketLink: 'https://desk.example/1' });
    await clearOutbox(database.sql);
    const promisedBy = new Date('2026-03-11T12:00:00Z');

    const added = await addDetails(northwind.as('ana'), {
      requestId: newRequest(),
      caseId: id,
      text: 'Promised a call',
      promisedBy,
    });

    expect(added).toMatchObject({
      state: 'claimed',
      promisedBy,
      customer: 'Adler',
      ticketLink: 'https://desk.example/1',
    });
    expect(await posts()).toHaveLength(1);
  });

  test('a note shows on the card and notifies nobody, also on a closed case', async () => {
    const { id } = await claimedByLeo(northwind);
    await database.sql`update cases set state = 'resolved', closed_at = now() where id = ${id}`;
    await clearOutbox(database.sql);

    const noted = await addNote(northwind.as('ana'), { requestId: newRequest(), caseId: id, text: 'She called again' });

    expect(noted.state).toBe('resolved');
    expect(await posts()).toHaveLength(0);
    expect(await queuedMessages(database.sql)).toHaveLength(2);
    expect((await queuedMessages(database.sql))[0]?.payload).toContain('She called again');
  });

  test('a note is written once per submission', async () => {
    const { id } = await claimedByLeo(northwind);
    const note = { requestId: newRequest(), caseId: id, text: 'Once' };

    await addNote(northwind.as('leo'), note);
    await addNote(northwind.as('leo'), note);

    expect((await entryKinds(id)).filter((kind) => kind === 'note')).toHaveLength(1);
  });
});
