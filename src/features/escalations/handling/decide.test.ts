import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, raising, resolving } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { cancelCase } from './cancel-case.ts';
import { changeUrgency } from './change-urgency.ts';
import { handOverCase } from './hand-over-case.ts';
import { markTold } from './mark-told.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { reopenCase } from './reopen-case.ts';
import { resolveCase } from './resolve-case.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => clearOutbox(database.sql));

/** Where new messages went, and whom or what they name. */
async function posts() {
  return (await queuedMessages(database.sql)).filter((message) => message.kind === 'post');
}

describe('resolving', () => {
  test('stores the decision and tells the raiser what to say', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);
    const leo = northwind.as('leo');

    const resolved = await resolveCase(leo, resolving(id));

    expect(resolved).toMatchObject({
      state: 'resolved',
      decision: 'answered',
      owner: 'U0LEO',
      closedAt: leo.clock.now(),
    });
    const [decision] = await posts();
    expect(decision).toMatchObject({ channel: 'U0ANA' });
    expect(decision?.payload).toContain('A new lamp is on its way.');
    expect(decision?.payload).toContain(`case:${id}:status`);
  });

  test('claims a case that nobody has, and leaves the owner of one that somebody has', async () => {
    const open = await openCaseOfAna(northwind);
    const claimed = await claimedByLeo(northwind);

    await expect(resolveCase(northwind.as('maya'), resolving(open.id))).resolves.toMatchObject({ owner: 'U0MAYA' });
    await expect(resolveCase(northwind.as('maya'), resolving(claimed.id))).resolves.toMatchObject({ owner: 'U0LEO' });
  });

  test('tells the owner when somebody else decides their case', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    await resolveCase(northwind.as('maya'), resolving(id));

    const [owner, raiser] = await posts();
    expect(owner).toMatchObject({ channel: 'C0CAREESC' });
    expect(owner?.payload).toContain('<@U0LEO> *Maya resolved');
    expect(raiser).toMatchObject({ channel: 'U0ANA' });
  });

  test('needs the write-up when money is given, and says which part is missing', async () => {
    const { id } = await claimedByLeo(northwind);
    const granted = resolving(id, { decision: 'granted', amount: 9_000, writeUpIssue: 'Broken', writeUpWho: 'Adler' });

    await expect(resolveCase(northwind.as('leo'), granted)).rejects.toMatchObject({ field: 'writeUpSaid' });
    const resolved = await resolveCase(northwind.as('leo'), {
      ...granted,
      writeUpSaid: 'Sorry',
      writeUpOutcome: 'Refund',
    });

    expect(resolved).toMatchObject({ decidedAmount: 9_000, currency: 'EUR', writeUpOutcome: 'Refund' });
  });

  test('grants the amount asked for when none is written, and never as a part all of it, more, or nobody knows what', async () => {
    const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount: 18_000, currency: 'EUR' });
    const writeUp = { writeUpIssue: 'i', writeUpWho: 'w', writeUpSaid: 's', writeUpOutcome: 'o' };

    for (const amount of [undefined, 18_000, 18_001]) {
      const partly = resolving(id, { decision: 'partly', amount, ...writeUp });
      await expect(resolveCase(northwind.as('leo'), partly)).rejects.toMatchObject({ field: 'amount' });
    }
    const granted = await resolveCase(northwind.as('leo'), resolving(id, { decision: 'granted', ...writeUp }));

    expect(granted).toMatchObject({ decidedAmount: 18_000, currency: 'EUR' });
  });

  test('takes an amount only where something is granted, and only in the currency of the case', async () => {
    const { id } = await claimedByLeo(northwind, { amount: 100, currency: 'USD' });
    const writeUp = { writeUpIssue: 'i', writeUpWho: 'w', writeUpSaid: 's', writeUpOutcome: 'o' };
    const inEuro = resolving(id, { decision: 'partly', amount: 50, currency: 'EUR', ...writeUp });

    await expect(resolveCase(northwind.as('leo'), { ...inEuro, decision: 'refused' })).rejects.toMatchObject({
      field: 'amount',
    });
    await expect(resolveCase(northwind.as('leo'), inEuro)).rejects.toThrow('This case is in USD.');
    await expect(resolveCase(northwind.as('leo'), { ...inEuro, currency: 'USD' })).resolves.toMatchObject({
      currency: 'USD',
    });
  });

  test('tells the second who decided; the same submission again is success', async () => {
    const { id } = await claimedByLeo(northwind);
    const first = resolving(id);
    await resolveCase(northwind.as('leo'), first);
    await clearOutbox(database.sql);

    await expect(resolveCase(northwind.as('maya'), resolving(id))).rejects.toThrow(/Leo resolved it at 10:00/);
    await expect(resolveCase(northwind.as('leo'), first)).resolves.toMatchObject({ state: 'resolved' });
    expect(await queuedMessages(database.sql)).toHaveLength(0);
  });

  test('is refused to whoever raised it', async () => {
    const { case: own } = await raiseCase(northwind.as('maya'), raising());

    await expect(resolveCase(northwind.as('maya'), resolving(own.id))).rejects.toThrow(/because you raised it/);
  });
});

describe('telling the customer', () => {
  test('is recorded once, by whoever says so first', async () => {
    const { id } = await claimedByLeo(northwind);
    await resolveCase(northwind.as('leo'), resolving(id));
    const ana = northwind.as('ana');

    const told = await markTold(ana, { caseId: id });
    await markTold(northwind.as('leo'), { caseId: id });

    expect(told.toldCustomerAt).toStrictEqual(ana.clock.now());
    const entries = await database.sql`select by from case_entries where case_id = ${id} and kind = 'told'`;
    expect(entries.map((entry) => entry['by'])).toStrictEqual(['U0ANA']);
  });

  test('has to wait for a decision', async () => {
    const { id } = await claimedByLeo(northwind);

    await expect(markTold(northwind.as('ana'), { caseId: id })).rejects.toThrow(/Leo has it/);
  });
});

describe('cancelling', () => {
  test('by the raiser needs no reason, and the owner is told', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    const cancelled = await cancelCase(northwind.as('ana'), { requestId: newRequest(), caseId: id });

    expect(cancelled).toMatchObject({ state: 'cancelled', owner: 'U0LEO' });
    const told = await posts();
    expect(told).toMatchObject([{ channel: 'C0CAREESC' }]);
    expect(told[0]?.payload).toContain('U0LEO');
  });

  test('by a lead needs a reason, which the raiser reads', async () => {
    const { id } = await openCaseOfAna(northwind);
    await clearOutbox(database.sql);
    const cancel = { requestId: newRequest(), caseId: id };

    await expect(cancelCase(northwind.as('leo'), cancel)).rejects.toMatchObject({ field: 'reason' });
    await cancelCase(northwind.as('leo'), { ...cancel, reason: 'Same as #7' });

    const told = await posts();
    expect(told).toMatchObject([{ channel: 'U0ANA' }]);
    expect(told[0]?.payload).toContain('Same as #7');
  });
});

describe('reopening', () => {
  test('takes owner and decision away, keeps the write-up, tells the raiser and calls the others', async () => {
    const { id } = await claimedByLeo(northwind);
    await resolveCase(northwind.as('leo'), resolving(id, { writeUpIssue: 'Broken lamp' }));
    await markTold(northwind.as('ana'), { caseId: id });
    await clearOutbox(database.sql);

    const reopened = await reopenCase(northwind.as('leo'), {
      requestId: newRequest(),
      caseId: id,
      reason: 'It broke again',
    });

    const undecided = {
      owner: null,
      claimedAt: null,
      decision: null,
      tellCustomer: null,
      toldCustomerAt: null,
      closedAt: null,
    };
    expect(reopened).toMatchObject({ state: 'open', writeUpIssue: 'Broken lamp', ...undecided });
    const [called, told] = await posts();
    expect(called).toMatchObject({ channel: 'C0CAREESC' });
    expect(called?.payload).toContain('U0LIA');
    expect(told).toMatchObject({ channel: 'U0ANA' });
    expect(told?.payload).toContain('It broke again');
  });

  test('of a case that is open says so', async () => {
    const { id } = await claimedByLeo(northwind);

    await expect(reopenCase(northwind.as('maya'), { requestId: newRequest(), caseId: id })).rejects.toThrow(
      /Leo has it/,
    );
  });
});

describe('handing over', () => {
  test('gives the case to another lead, who is told in the thread of the card', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    const handed = await handOverCase(northwind.as('leo'), {
      requestId: newRequest(),
      caseId: id,
      to: 'U0LIA',
      note: 'My shift ends',
    });

    expect(handed).toMatchObject({ state: 'claimed', owner: 'U0LIA' });
    const [told] = await posts();
    expect(told).toMatchObject({ channel: 'C0CAREESC' });
    expect(told?.payload).toContain('U0LIA');
    expect(told?.payload).toContain('My shift ends');
  });

  test.each([
    ['themselves', 'U0LEO', /That is you/],
    ['whoever raised it', 'U0ANA', /They raised it/],
    ['an agent', 'U0BEN', /Choose a lead/],
    ['a lead of another team', 'U0LOU', /Choose a lead/],
    ['somebody unknown', 'U0NOBODY', /Choose a lead/],
  ])('to %s is refused at the field', async (_who, to, words) => {
    const { id } = await openCaseOfAna(northwind);

    const handing = handOverCase(northwind.as('leo'), { requestId: newRequest(), caseId: id, to });

    await expect(handing).rejects.toMatchObject({ field: 'to', message: expect.stringMatching(words) as string });
  });

  test('to somebody whose account is switched off is refused', async () => {
    const { id } = await openCaseOfAna(northwind);
    await database.sql`update people set kind = 'deactivated' where slack_id = 'U0LIA'`;

    const handing = handOverCase(northwind.as('leo'), { requestId: newRequest(), caseId: id, to: 'U0LIA' });

    await expect(handing).rejects.toThrow(/Choose a lead/);
    await database.sql`update people set kind = 'full' where slack_id = 'U0LIA'`;
  });

  test('by a third person also tells the owner it is taken from', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    await handOverCase(northwind.as('maya'), { requestId: newRequest(), caseId: id, to: 'U0LIA' });

    const [heir, former] = await posts();
    expect(heir?.payload).toContain('<@U0LIA> *Maya handed');
    expect(former?.payload).toMatch(/<@U0LEO> \*Maya handed #\d+ over to Lia/);
  });

  test('leaves an open question open', async () => {
    const { id } = await claimedByLeo(northwind);
    await database.sql`update cases set state = 'waiting', waiting_on = 'agent' where id = ${id}`;

    const handed = await handOverCase(northwind.as('maya'), { requestId: newRequest(), caseId: id, to: 'U0LIA' });

    expect(handed).toMatchObject({ state: 'waiting', waitingOn: 'agent', owner: 'U0LIA' });
  });
});

describe('changing the urgency', () => {
  test('to critical rings its owner once in the life of the case', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    await changeUrgency(northwind.as('ana'), { requestId: newRequest(), caseId: id, urgency: 'critical' });
    await changeUrgency(northwind.as('leo'), { requestId: newRequest(), caseId: id, urgency: 'normal' });
    await changeUrgency(northwind.as('ana'), { requestId: newRequest(), caseId: id, urgency: 'critical' });

    expect((await posts()).map((post) => post.channel)).toStrictEqual(['U0LEO']);
  });

  test('the raiser raises it and only others lower it', async () => {
    const { id } = await openCaseOfAna(northwind, { urgency: 'high' });

    const lowering = { requestId: newRequest(), caseId: id, urgency: 'normal' } as const;
    await expect(changeUrgency(northwind.as('ana'), lowering)).rejects.toThrow(/lower the urgency/);
    await expect(changeUrgency(northwind.as('leo'), lowering)).resolves.toMatchObject({ urgency: 'normal' });
    const raisingIt = { requestId: newRequest(), caseId: id, urgency: 'high' } as const;
    await expect(changeUrgency(northwind.as('ana'), raisingIt)).resolves.toMatchObject({ urgency: 'high' });
    await expect(changeUrgency(northwind.as('ana'), raisingIt)).resolves.toMatchObject({ urgency: 'high' });
  });
});
