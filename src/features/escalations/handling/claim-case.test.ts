import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, raising, resolving } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { cancelCase } from './cancel-case.ts';
import { claimCase } from './claim-case.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { resolveCase } from './resolve-case.ts';
import { takeOverCase } from './take-over-case.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => clearOutbox(database.sql));

describe('claiming', () => {
  test('makes a lead the owner and only edits what is shown', async () => {
    const { id } = await openCaseOfAna(northwind);
    await clearOutbox(database.sql);
    const leo = northwind.as('leo');

    const claimed = await claimCase(leo, { caseId: id });

    expect(claimed).toMatchObject({ state: 'claimed', owner: 'U0LEO', claimedAt: leo.clock.now() });
    expect(await queuedMessages(database.sql)).toMatchObject([
      { kind: 'edit', channel: 'C0CAREESC', messageKey: `case:${id}:card` },
      { kind: 'edit', channel: 'U0ANA', messageKey: `case:${id}:status` },
    ]);
  });

  test('twice by the same person is success, and changes nothing the second time', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    const again = await claimCase(northwind.as('leo'), { caseId: id });

    expect(again).toMatchObject({ state: 'claimed', owner: 'U0LEO' });
    expect(await queuedMessages(database.sql)).toHaveLength(0);
    const [log] =
      await database.sql`select count(*)::int as n from case_entries where case_id = ${id} and kind = 'claimed'`;
    expect(log).toStrictEqual({ n: 1 });
  });

  test('tells whoever comes too late who has it since when, in their own time', async () => {
    const { id, number } = await claimedByLeo(northwind);

    const late = claimCase(northwind.as('maya'), { caseId: id });

    await expect(late).rejects.toThrow(`#${number}: Leo has it since 10:00.`);
  });

  test('names the day when it was not today', async () => {
    const { id } = await claimedByLeo(northwind);
    const maya = northwind.as('maya');
    maya.clock.advance(48 * 3_600_000);

    await expect(claimCase(maya, { caseId: id })).rejects.toThrow('Leo has it since Tuesday 10 March, 10:00.');
  });

  test('of a closed case says who closed it', async () => {
    const cancelled = await openCaseOfAna(northwind);
    await cancelCase(northwind.as('ana'), { requestId: newRequest(), caseId: cancelled.id });
    const resolved = await openCaseOfAna(northwind);
    await resolveCase(northwind.as('leo'), resolving(resolved.id));

    await expect(claimCase(northwind.as('maya'), { caseId: cancelled.id })).rejects.toThrow(
      'Ana cancelled it at 10:00.',
    );
    await expect(claimCase(northwind.as('maya'), { caseId: resolved.id })).rejects.toThrow('Leo resolved it at 10:00.');
  });

  test('is refused to agents, to other teams, and to the lead who raised it', async () => {
    const { id } = await openCaseOfAna(northwind);
    const ofLeo = await raiseCase(northwind.as('leo'), raising());

    await expect(claimCase(northwind.as('ben'), { caseId: id })).rejects.toThrow(
      'Only leads, managers and directors of Northwind Care can claim this case.',
    );
    await expect(claimCase(northwind.as('lou'), { caseId: id })).rejects.toThrow(/Only leads/);
    await expect(claimCase(northwind.as('leo'), { caseId: ofLeo.case.id })).rejects.toThrow(/because you raised it/);
  });

  test('of a private case that is not theirs fails as if there were none', async () => {
    const { id } = await openCaseOfAna(northwind);
    await database.sql`update cases set is_private = true where id = ${id}`;

    await expect(claimCase(northwind.as('leo'), { caseId: id })).rejects.toThrow(
      'There is no such case, or it is not yours to see.',
    );
  });

  test('of a case of another workspace fails as if there were none', async () => {
    const { id } = await openCaseOfAna(northwind);

    const elsewhere = claimCase({ ...northwind.as('leo'), workspaceId: 'T0ELSEWHERE' }, { caseId: id });

    await expect(elsewhere).rejects.toThrow('There is no such case, or it is not yours to see.');
  });
});

describe('taking over', () => {
  test('makes the second lead the owner and tells the first in the thread of the card', async () => {
    const { id } = await claimedByLeo(northwind);
    await clearOutbox(database.sql);

    const taken = await takeOverCase(northwind.as('maya'), { caseId: id, from: 'U0LEO' });

    expect(taken).toMatchObject({ state: 'claimed', owner: 'U0MAYA' });
    const told = (await queuedMessages(database.sql)).filter((message) => message.kind === 'post');
    expect(told).toMatchObject([{ channel: 'C0CAREESC' }]);
    expect(told[0]?.payload).toContain('U0LEO');
    expect(told[0]?.payload).toContain(`case:${id}:card`);
  });

  test('from somebody who no longer has it is told who has', async () => {
    const { id } = await claimedByLeo(northwind);
    await takeOverCase(northwind.as('maya'), { caseId: id, from: 'U0LEO' });

    const second = takeOverCase(northwind.as('lia'), { caseId: id, from: 'U0LEO' });

    await expect(second).rejects.toThrow(/Maya has it since/);
  });

  test('twice is success, of an unclaimed case is not', async () => {
    const { id } = await claimedByLeo(northwind);
    const open = await openCaseOfAna(northwind);
    await takeOverCase(northwind.as('maya'), { caseId: id, from: 'U0LEO' });

    await expect(takeOverCase(northwind.as('maya'), { caseId: id, from: 'U0LEO' })).resolves.toMatchObject({
      owner: 'U0MAYA',
    });
    await expect(takeOverCase(northwind.as('maya'), { caseId: open.id, from: 'U0LEO' })).rejects.toThrow(
      /Nobody has it now/,
    );
  });
});
