import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, raising, resolving } from '../../../test/support/cases.ts';
import { testContext } from '../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../test/support/northwind.ts';
import { addNote } from './handling/add-note.ts';
import { askForInfo } from './handling/ask-for-info.ts';
import { cancelCase } from './handling/cancel-case.ts';
import { caseOfMessage } from './raising/escalated-message.ts';
import { handOverCase } from './handling/hand-over-case.ts';
import { markTold } from './handling/mark-told.ts';
import { caseByNumber, caseForViewing, caseHistory, listCases, ownOpenCases, teamOpenCases } from './queries.ts';
import { raiseCase } from './raising/raise-case.ts';
import { resolveCase } from './handling/resolve-case.ts';
import { searchCases } from './finding/search-cases.ts';
import type { Case } from './tables.ts';
import { takeOverCase } from './handling/take-over-case.ts';
import { waitingOnMe } from './finding/waiting-on-me.ts';
import { happened } from './wording.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate cases, case_entries, case_numbers cascade`);

async function makePrivate({ id }: Case): Promise<void> {
  await database.sql`update cases set is_private = true where id = ${id}`;
}

function summaries(list: { cases: readonly Case[] }): readonly string[] {
  return list.cases.map((row) => row.summary);
}

describe('who sees which cases', () => {
  /** Ana's own, Ben's, Ben's private one that Leo owns, and one of the other team. */
  async function fourCases(): Promise<void> {
    await openCaseOfAna(northwind, { summary: 'of Ana' });
    await raiseCase(northwind.as('ben'), raising({ summary: 'of Ben' }));
    const hidden = await raiseCase(northwind.as('ben'), raising({ summary: 'private' }));
    await database.sql`update cases set is_private = true, state = 'claimed', owner = 'U0LEO' where id = ${hidden.case.id}`;
    await raiseCase(northwind.as('amy'), raising({ teamId: CARE_US, summary: 'of Amy' }));
  }

  const seen: readonly (readonly [CastName, readonly string[]])[] = [
    ['ana', ['of Ana']],
    ['ben', ['private', 'of Ben']],
    ['leo', ['private', 'of Ben', 'of Ana']],
    ['lia', ['of Ben', 'of Ana']],
    ['maya', ['of Ben', 'of Ana']],
    ['dora', ['of Ben', 'of Ana']],
    ['amy', ['of Amy']],
    ['lou', ['of Amy']],
  ];

  test.each(seen)('%s finds %j, by list and by search alike', async (name, expected) => {
    await fourCases();
    const ctx = northwind.as(name);

    expect(summaries(await listCases(ctx, { scope: 'open' })).toSorted()).toStrictEqual(expected.toSorted());
    expect(summaries(await searchCases(ctx, '%'))).toStrictEqual([]);
    expect(summaries(await searchCases(ctx, 'a'))).toStrictEqual(expected.filter((summary) => /a/i.test(summary)));
  });

  test('a lead of two teams lists them one by one and sees both', async () => {
    await fourCases();
    const memberships = [
      { teamId: CARE, role: 'lead' },
      { teamId: CARE_US, role: 'manager' },
    ] as const;
    const both = testContext(database.db, { slackId: 'U0BOTH', memberships });

    expect(summaries(await listCases(both, { scope: 'open' }))).toStrictEqual(['of Ana', 'of Ben', 'of Amy']);
    expect(summaries(await listCases(both, { scope: 'team', teamId: CARE_US }))).toStrictEqual(['of Amy']);
    expect(summaries(await teamOpenCases(both))).toStrictEqual(['of Ana', 'of Ben', 'of Amy']);
  });

  test.each(['guest', 'stranger', 'bot', 'deactivated', 'system'] as const)(
    'a %s lists none, not even their own',
    async (kind) => {
      await fourCases();
      const ctx = testContext(database.db, { kind, memberships: [{ teamId: CARE, role: 'manager' }] });

      await expect(listCases(ctx, { scope: 'open' })).rejects.toThrow('people with a full account');
      await expect(searchCases(ctx, 'of')).rejects.toThrow('people with a full account');
      expect((await teamOpenCases(ctx)).cases).toHaveLength(0);
      expect(await waitingOnMe(ctx)).toHaveLength(0);
    },
  );
});

describe('one case', () => {
  test('comes with its team, names, deciders and the last three changes', async () => {
    const { id, number } = await claimedByLeo(northwind);
    await addNote(northwind.as('maya'), { requestId: newRequest(), caseId: id, text: 'Known shop' });

    const view = await caseByNumber(northwind.as('ana'), number);

    expect(view.changes.map((change) => change.kind)).toStrictEqual(['note', 'claimed', 'raised']);
    expect(view.changes[0]).toMatchObject({ text: 'Known shop', by: 'U0MAYA', at: northwind.as('maya').clock.now() });
    expect(view.names).toStrictEqual({ U0ANA: 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya' });
    expect(view.team).toMatchObject({ name: 'Northwind Care', escalationsChannel: 'C0CAREESC' });
    expect(view.deciders).toContainEqual({ slackId: 'U0DORA', role: 'director' });
  });

  test('names whoever had it before, on the card and in its history', async () => {
    const { id, number } = await claimedByLeo(northwind);
    await handOverCase(northwind.as('leo'), { requestId: newRequest(), caseId: id, to: 'U0LIA' });
    await takeOverCase(northwind.as('maya'), { caseId: id, from: 'U0LIA' });
    for (const text of ['one', 'two', 'three']) {
      await addNote(northwind.as('maya'), { requestId: newRequest(), caseId: id, text });
    }

    const view = await caseByNumber(northwind.as('ana'), number);
    const history = await caseHistory(northwind.as('ana'), id);

    const said = history.map((entry) => happened(view, entry));
    expect(said).toContain('Leo handed it over to Lia');
    expect(said).toContain('Maya took it over from Lia');
  });

  test('that is not theirs and one that does not exist are told alike', async () => {
    const { id, number } = await openCaseOfAna(northwind);

    await expect(caseByNumber(northwind.as('ben'), number)).rejects.toThrow(
      `There is no case #${number}, or it is not yours to see.`,
    );
    await expect(caseByNumber(northwind.as('ben'), 4711)).rejects.toThrow(
      'There is no case #4711, or it is not yours to see.',
    );
    const unknown = 'There is no such case, or it is not yours to see.';
    await expect(caseForViewing(northwind.as('ben'), id)).rejects.toThrow(unknown);
    await expect(caseForViewing(northwind.as('ben'), CARE_US)).rejects.toThrow(unknown);
  });

  test('that is private exists for raiser and owner alone', async () => {
    const hidden = await claimedByLeo(northwind);
    await makePrivate(hidden);

    await expect(caseForViewing(northwind.as('leo'), hidden.id)).resolves.toMatchObject({ case: { id: hidden.id } });
    await expect(caseHistory(northwind.as('ana'), hidden.id)).resolves.toHaveLength(2);
    await expect(caseHistory(northwind.as('maya'), hidden.id)).rejects.toThrow(
      'There is no such case, or it is not yours to see.',
    );
    await expect(caseByNumber(northwind.as('dora'), hidden.number)).rejects.toThrow(/There is no case/);
  });

  test('is found by the message it was raised from, and shown to those who may see it', async () => {
    const source = { channel: 'C0GENERAL', ts: '1700000000.000500' };
    const { id } = await openCaseOfAna(northwind, { source });

    expect(await caseOfMessage(northwind.as('ana'), source.channel, source.ts)).toMatchObject({
      view: { case: { id } },
    });
    expect(await caseOfMessage(northwind.as('ben'), source.channel, source.ts)).toStrictEqual({ already: true });
    expect(await caseOfMessage(northwind.as('ana'), source.channel, '1.2')).toBeUndefined();
  });
});

describe('lists', () => {
  test('are cut with a sign that there is more, newest first', async () => {
    for (const summary of ['one', 'two', 'three']) await openCaseOfAna(northwind, { summary });

    const list = await listCases(northwind.as('ana'), { scope: 'mine', limit: 2 });

    expect(summaries(list)).toStrictEqual(['three', 'two']);
    expect(list.more).toBe(true);
  });

  test('mine are those raised or owned, in every state', async () => {
    const { id } = await claimedByLeo(northwind, { summary: 'owned' });
    await resolveCase(northwind.as('leo'), resolving(id));
    await openCaseOfAna(northwind, { summary: 'other' });

    expect(summaries(await listCases(northwind.as('leo'), { scope: 'mine' }))).toStrictEqual(['owned']);
  });
});

describe('search', () => {
  test.each([
    ['lamp', ['Lamp arrived broken']],
    ['LAMP broken', ['Lamp arrived broken']],
    ['lamp adler', ['Lamp arrived broken']],
    ['lamp missing', []],
    ['damaged', ['Lamp arrived broken']],
    ['#2', ['100% refund_now']],
    ['2', ['100% refund_now']],
    ['100%', ['100% refund_now']],
    ['d_n', ['100% refund_now']],
    ['_', ['100% refund_now']],
    ['\\', []],
    ["'; drop table cases --", []],
    ['   ', []],
    ['ß', ['Größe falsch']],
    ['größe', ['Größe falsch']],
    ['灯', ['灯が壊れた']],
  ])('%s finds %j', async (words, expected) => {
    await openCaseOfAna(northwind, {
      summary: 'Lamp arrived broken',
      customer: 'Mrs Adler',
      whatHappened: 'Box was damaged',
    });
    await openCaseOfAna(northwind, { summary: '100% refund_now' });
    await openCaseOfAna(northwind, { summary: 'Größe falsch' });
    await openCaseOfAna(northwind, { summary: '灯が壊れた' });

    expect(summaries(await searchCases(northwind.as('ana'), words))).toStrictEqual(expected);
  });

  test('survives any length and any characters', async () => {
    const words = `${'x'.repeat(5_000)} ${'y '.repeat(500)} \u{1F600}%_\\`;

    await expect(searchCases(northwind.as('ana'), words)).resolves.toStrictEqual({ cases: [], more: false });
  });
});

describe('what waits on somebody', () => {
  test('is told with its reason, by its next deadline: of a clock or a promise', async () => {
    const late = await openCaseOfAna(northwind, { summary: 'late', promisedBy: new Date('2026-03-12T10:00:00Z') });
    const soon = await openCaseOfAna(northwind, { summary: 'soon', promisedBy: new Date('2026-03-10T09:10:00Z') });
    const mine = await claimedByLeo(northwind, { summary: 'mine' });
    await raiseCase(northwind.as('leo'), raising({ summary: 'my own' }));

    const waiting = await waitingOnMe(northwind.as('leo'));

    expect(waiting.map((each) => [each.case.id, each.because])).toStrictEqual([
      [soon.id, 'claim'],
      [late.id, 'claim'],
      [mine.id, 'decide'],
    ]);
    expect(waiting[0]?.case.promisedBy).toStrictEqual(soon.promisedBy);
  });

  test('comes by urgency where nothing is promised or due earlier', async () => {
    const normal = await openCaseOfAna(northwind, { summary: 'normal' });
    const critical = await openCaseOfAna(northwind, { summary: 'critical', urgency: 'critical' });
    const high = await openCaseOfAna(northwind, { summary: 'high', urgency: 'high' });
    const promised = await openCaseOfAna(northwind, { promisedBy: new Date('2026-03-10T09:04:00Z') });

    const waiting = await waitingOnMe(northwind.as('leo'));

    expect(waiting.map((each) => each.case.id)).toStrictEqual([promised.id, critical.id, high.id, normal.id]);
  });

  test('for an agent is followed by what else of theirs is open', async () => {
    const { id } = await openCaseOfAna(northwind, { summary: 'of Ana' });
    await raiseCase(northwind.as('ben'), raising({ summary: 'of Ben' }));
    const over = await openCaseOfAna(northwind, { summary: 'over' });
    await cancelCase(northwind.as('ana'), { requestId: newRequest(), caseId: over.id });

    expect((await ownOpenCases(northwind.as('ana'))).cases.map((each) => each.id)).toStrictEqual([id]);
  });

  test('for the raiser is a question to answer and a decision to pass on', async () => {
    const asked = await claimedByLeo(northwind);
    await askForInfo(northwind.as('leo'), {
      requestId: newRequest(),
      caseId: asked.id,
      question: 'Which?',
      of: 'agent',
    });
    const decided = await claimedByLeo(northwind);
    await resolveCase(northwind.as('leo'), resolving(decided.id));
    const told = await claimedByLeo(northwind);
    await resolveCase(northwind.as('leo'), resolving(told.id));
    await markTold(northwind.as('ana'), { caseId: told.id });

    const waiting = await waitingOnMe(northwind.as('ana'));

    expect(waiting.map((each) => [each.case.id, each.because])).toStrictEqual([
      [asked.id, 'answer'],
      [decided.id, 'tell'],
    ]);
    expect(await waitingOnMe(northwind.as('leo'))).toStrictEqual([]);
  });
});
