import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction, type Ctx } from '../../../core/context.ts';
import { claimedByLeo, newRequest, outcomeOf, raising, resolving } from '../../../../test/support/cases.ts';
import { TEST_NOW, testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { fingersOn } from '../../../../test/support/fingers.ts';
import { CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { refusedOfView } from '../../../../test/support/slack-rules.ts';
import { lookUpListeners } from '../listeners/look-up.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { reopenCase } from '../handling/reopen-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { sendExport } from '../export/send-export.ts';
import { NO_DEPARTURE } from './departure.ts';
import { listExceptions, type ExceptionRegister } from './list-exceptions.ts';
import { exceptionsModal } from './modals.ts';
import { countPassages } from './passages.ts';
import { recordException, type NewException } from './record-exception.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate cases, case_entries, case_numbers, jobs, audit_log, outbox_messages cascade`);

/** An exception that Leo made `daysAgo`, in a case of Ana's that he resolved. */
async function made(more: Partial<NewException> = {}, daysAgo = 0): Promise<string> {
  const { id } = await claimedByLeo(northwind);
  await resolveCase(northwind.as('leo'), resolving(id));
  await enter({ caseId: id, ...more }, daysAgo);
  return id;
}

function enter(more: Partial<NewException> & { caseId: string }, daysAgo = 0): Promise<void> {
  const ctx = northwind.as('leo');
  ctx.clock.set(new Date(TEST_NOW.getTime() - daysAgo * DAY_MS));
  const { departsBecause: _, ...typed } = NO_DEPARTURE;
  const exception: NewException = {
    decision: 'granted',
    remedy: 'exception',
    ...typed,
    passage: '4.2',
    reason: 'The courier lost it twice.',
    amount: null,
    currency: null,
    decidedBy: 'U0LEO',
    approvedBy: null,
    authorityRevision: 3,
    ...more,
  };
  return transaction(ctx, (tx) => recordException(tx, ctx, exception));
}

function register(name: CastName): Promise<ExceptionRegister | string> {
  return outcomeOf((ctx: Ctx) => listExceptions(ctx), northwind.as(name));
}

async function numbersSeenBy(name: CastName): Promise<unknown> {
  const seen = await register(name);
  return typeof seen === 'string' ? seen : seen.exceptions.map((each) => each.case.number);
}

describe('the exception register', () => {
  it('keeps what was departed from, why, who decided and by which limits, with an audit row', async () => {
    await made({ amount: 18_000, currency: 'EUR', approvedBy: 'U0MAYA' });

    const seen = await register('leo');

    expect(seen).toMatchObject({
      days: 30,
      passages: [{ passage: '4.2', times: 1 }],
      exceptions: [{ exception: { approvedBy: 'U0MAYA', authorityRevision: 3, undoneAt: null }, case: { number: 1 } }],
    });
    const audited = await database.sql`select detail from audit_log where action = 'case.exception'`;
    expect(audited).toEqual([{ detail: { passage: '4.2', authorityRevision: 3 } }]);
  });

  it('is for leads and up, of their own team', async () => {
    await made();
    const { case: us } = await raiseCase(northwind.as('amy'), raising({ teamId: CARE_US }));
    await enter({ caseId: us.id });

    expect(await numbersSeenBy('leo')).toEqual([1]);
    expect(await numbersSeenBy('dora')).toEqual([1]);
    expect(await numbersSeenBy('lou')).toEqual([2]);
    expect(await numbersSeenBy('ana')).toContain('Only leads, managers and directors');
  });

  it('shows the last 30 days, newest first, and nothing of a private case', async () => {
    await made({}, 31);
    await made({}, 29);
    await made();
    const hidden = await made();
    await database.sql`update cases set is_private = true, owner = 'U0LIA' where id = ${hidden}`;

    expect(await numbersSeenBy('leo')).toEqual([3, 2]);
    expect(await register('leo')).toMatchObject({ passages: [{ times: 2 }] });
  });

  it('keeps an exception whose case was reopened, and counts it no more', async () => {
    const caseId = await made();
    await database.sql`update cases set decision = 'granted' where id = ${caseId}`;

    await reopenCase(northwind.as('maya'), { caseId, requestId: newRequest(), reason: 'It was the wrong customer.' });

    expect(await register('leo')).toMatchObject({
      passages: [],
      exceptions: [{ exception: { undoneAt: TEST_NOW } }],
    });
  });

  it('counts the decision that stands: a later one takes the place of the one before', async () => {
    const caseId = await made({ passage: '4.2' });

    await enter({ caseId, passage: '5.1' });

    expect(await register('leo')).toMatchObject({ passages: [{ passage: '5.1', times: 1 }] });
  });
});

describe('passages are counted', () => {
  it.each<[readonly string[], readonly (readonly [string, number])[]]>([
    [
      ['4.2', 'Passage 4.2', '§4.2', '5', ' 4.2 '],
      [
        ['4.2', 4],
        ['5', 1],
      ],
    ],
    [['https://wiki.example/returns/', 'https://wiki.example/returns'], [['https://wiki.example/returns/', 2]]],
    [
      ['Returns', 'returns', 'RETURNS  late'],
      [
        ['Returns', 2],
        ['RETURNS  late', 1],
      ],
    ],
    [[], []],
  ])('%o', (passages, counted) => {
    expect(
      countPassages(passages.map((passage) => ({ passage }))).map(({ passage, times }) => [passage, times]),
    ).toEqual(counted);
  });
});

describe('/case exceptions', () => {
  it('opens the register, counts first', async () => {
    await made({ passage: '4.2' });
    await made({ passage: 'passage 4.2' });
    await made({ passage: 'https://wiki.example/returns', reason: '*not* bold <!channel>' });
    const fingers = fingersOn(lookUpListeners);

    await fingers.type(northwind.as('leo'), '/case exceptions');

    const text = JSON.stringify(fingers.last().blocks);
    expect(fingers.last().title.text).toBe('Exceptions');
    expect(refusedOfView(fingers.last())).toEqual([]);
    expect(text.indexOf('2×')).toBeGreaterThan(0);
    expect(text.indexOf('2×')).toBeLessThan(text.indexOf('Because'));
    expect(text).toContain('granted (exception) by <@U0LEO>');
  });

  it('says so where there are none', async () => {
    const fingers = fingersOn(lookUpListeners);

    await fingers.type(northwind.as('leo'), '/case exceptions');

    expect(JSON.stringify(fingers.last().blocks)).toContain('No decision departed from policy in the last 30 days.');
  });

  it('is taken by Slack with very many, and very long ones', async () => {
    await made({ passage: `https://wiki.example/${'x'.repeat(4_000)}`, reason: '<&'.repeat(2_000) });
    const seen = await listExceptions(northwind.as('leo'));
    const [one] = seen.exceptions;
    const place = { policyId: '1', revisionId: one?.case.id ?? '', anchor: 'a'.repeat(100) };
    const exceptions = Array.from({ length: 200 }, (_, index) => ({
      case: { id: one?.case.id ?? '', number: index, summary: '<*'.repeat(75) },
      exception: { ...seen.exceptions[0]!.exception, id: index },
      from: { passage: one?.exception.passage ?? '', ...(index % 2 === 0 && { place }) },
    }));
    const passages = Array.from({ length: 200 }, (_, index) => ({
      passage: `${index} ${'&'.repeat(500)}`,
      times: index,
    }));

    expect(refusedOfView(exceptionsModal({ days: 30, passages, exceptions }, 'Europe/Berlin'))).toEqual([]);
  });
});

describe('the export', () => {
  it('names what the decision departs from, nothing that would run as a formula', async () => {
    await made({ passage: '=4.2', reason: 'The courier lost it twice.' });

    await sendExport(testContext(database.db, { kind: 'system' }), { slackId: 'U0MAYA', requestId: newRequest() });

    const [file] = await database.sql<{ content: string }[]>`
      select payload ->> 'content' as content from outbox_messages where kind = 'file'`;
    const rows: unknown = parse(file?.content ?? '', { bom: true, columns: true });
    expect(rows).toMatchObject([{ 'Departs from': "'=4.2", 'Departs because': 'The courier lost it twice.' }]);
  });
});
