import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetLimits, lastEdit, newestApproval, postsTo, requestedByLeo } from '../../../../test/support/approvals.ts';
import { newRequest } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox } from '../../../../test/support/queued-messages.ts';
import { followDeletedReply } from '../thread/follow-deleted-reply.ts';
import { followEditedReply } from '../thread/follow-edited-reply.ts';
import { recordThreadReply } from '../thread/record-thread-reply.ts';
import { answerApprover } from './answer-approver.ts';
import { approveRequest } from './approve-request.ts';
import { askRequester } from './ask-requester.ts';
import { openQuestion } from './requests.ts';

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
  await database.sql`truncate posted_messages`;
});

describe('asking first', () => {
  test('brings the question to the decider’s thread and the answer to the card and below it', async () => {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    await clearOutbox(database.sql);
    const { id: approvalId } = approval;

    await askRequester(northwind.as('maya'), { approvalId, question: 'Is it insured?', requestId: newRequest() });
    await answerApprover(northwind.as('leo'), { approvalId, answer: 'No', requestId: newRequest() });

    const [question] = await postsTo(database, 'C0CAREESC');
    expect(question).toContain('<@U0LEO> *Maya asks before approving');
    const [answer] = await postsTo(database, 'U0MAYA');
    expect(answer).toContain(`case:${of.id}:approval:1:0`);
    expect(await lastEdit(database, `case:${of.id}:approval:1:0`)).toMatch(/Is it insured\?.*No/s);
    const [{ id: entry } = { id: '' }] = await database.sql<{ id: string }[]>`
      select id from case_entries where case_id = ${of.id} and kind = 'approval-question'`;
    const ended = await lastEdit(database, `case:${of.id}:prompt:${entry}`);
    expect(ended).toContain('Leo answered the approver.');
    expect(ended).not.toContain('approval.answer');
    const late = { approvalId, answer: 'Or yes?', requestId: newRequest() };
    await expect(answerApprover(northwind.as('leo'), late)).rejects.toThrow('The question is answered already.');
    await expect(openQuestion(northwind.as('leo'), approvalId)).rejects.toThrow('The question is answered already.');
    await expect(
      answerApprover(northwind.as('lia'), { approvalId, answer: 'Yes', requestId: newRequest() }),
    ).rejects.toThrow(/^Only whoever has claimed it and whoever asked for it|^Only whoever asked/);
  });
});

test('a question that nobody answered loses its button when the request is decided', async () => {
  const { case: of, approval } = await requestedByLeo(database, northwind);
  const { id: approvalId } = approval;
  await askRequester(northwind.as('maya'), { approvalId, question: 'Is it insured?', requestId: newRequest() });
  const [{ id: entry } = { id: '' }] = await database.sql<{ id: string }[]>`
    select id from case_entries where case_id = ${of.id} and kind = 'approval-question'`;

  await approveRequest(northwind.as('maya'), { approvalId });

  const ended = await lastEdit(database, `case:${of.id}:prompt:${entry}`);
  expect(ended).toContain('Maya approved it');
  expect(ended).not.toContain('approval.answer');
});

describe('a reply in the thread of the question', () => {
  /** Maya has asked in the thread of the card, which has been posted. */
  async function asked() {
    const { case: of, approval } = await requestedByLeo(database, northwind);
    const { id: approvalId } = approval;
    await askRequester(northwind.as('maya'), { approvalId, question: 'Is it insured?', requestId: newRequest() });
    await database.sql`update posted_messages set slack_channel = 'C0CAREESC', ts = '170.1' where message_key = ${`case:${of.id}:card`}`;
    await clearOutbox(database.sql);
    return { of, approvalId };
  }

  function reply(author: string, text: string, ts = newRequest()) {
    return { channel: 'C0CAREESC', threadTs: '170.1', ts, author, text };
  }

  async function kinds(caseId: string): Promise<readonly string[]> {
    const rows =
      await database.sql`select kind from case_entries where case_id = ${caseId} and slack_ts is not null order by id`;
    return rows.map((row) => String(row['kind']));
  }

  test('of the decider is the answer, once, and the approver reads it', async () => {
    const { of } = await asked();
    const said = reply('U0LEO', 'No, it is not');

    await recordThreadReply(northwind.as('leo'), said);
    await recordThreadReply(northwind.as('leo'), said);
    await recordThreadReply(northwind.as('leo'), reply('U0LEO', 'She is on the phone'));

    expect(await newestApproval(database, of.id)).toMatchObject({ state: 'asked', answer: 'No, it is not' });
    expect(await kinds(of.id)).toStrictEqual(['approval-answer', 'note']);
    expect(await postsTo(database, 'U0MAYA')).toHaveLength(1);
    expect(await lastEdit(database, `case:${of.id}:approval:1:0`)).toMatch(/Is it insured\?.*No, it is not/s);
  });

  test('of anybody else is a note, as it is when nothing was asked', async () => {
    const { of } = await asked();
    await recordThreadReply(northwind.as('maya'), reply('U0MAYA', 'Quick, please'));
    await recordThreadReply(northwind.as('lia'), reply('U0LIA', 'I think so'));

    expect(await kinds(of.id)).toStrictEqual(['note', 'note']);
    expect(await newestApproval(database, of.id)).toMatchObject({ answer: null });
  });

  test('that is edited or deleted changes the answer', async () => {
    const { of } = await asked();
    const leo = northwind.as('leo');
    const said = reply('U0LEO', 'No');
    await recordThreadReply(leo, said);

    await followEditedReply(leo, { ...said, text: 'Yes, it is' });
    expect(await lastEdit(database, `case:${of.id}:approval:1:0`)).toContain('Yes, it is');
    await followDeletedReply(leo, said);

    expect(await newestApproval(database, of.id)).toMatchObject({ answer: null });
    expect(await lastEdit(database, `case:${of.id}:approval:1:0`)).not.toContain('Yes, it is');
  });
});
