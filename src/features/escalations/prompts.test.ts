import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimedByLeo, newRequest, resolving } from '../../../test/support/cases.ts';
import { anEntry, aView } from '../../../test/support/case-views.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../test/support/queued-messages.ts';
import { addDetails } from './handling/add-details.ts';
import { askForInfo } from './handling/ask-for-info.ts';
import { cancelCase } from './handling/cancel-case.ts';
import { addNote } from './handling/add-note.ts';
import { markTold } from './handling/mark-told.ts';
import { decision } from './messages/to-raiser.ts';
import { reopenCase } from './handling/reopen-case.ts';
import { resolveCase } from './handling/resolve-case.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => clearOutbox(database.sql));

type Act = (caseId: string) => Promise<unknown>;

const claimed = async () => (await claimedByLeo(northwind)).id;
const ask: Act = (caseId) =>
  askForInfo(northwind.as('leo'), { requestId: newRequest(), caseId, question: 'Which order?', of: 'agent' });
const answer: Act = (caseId) => addDetails(northwind.as('ana'), { requestId: newRequest(), caseId, text: '88190' });
const note: Act = (caseId) => addNote(northwind.as('maya'), { requestId: newRequest(), caseId, text: 'Hm' });
const resolve: Act = (caseId) => resolveCase(northwind.as('leo'), resolving(caseId));
const told: Act = (caseId) => markTold(northwind.as('ana'), { caseId });
const reopen: Act = (caseId) => reopenCase(northwind.as('ana'), { requestId: newRequest(), caseId });
const cancel: Act = (caseId) => cancelCase(northwind.as('ana'), { requestId: newRequest(), caseId });

async function ofPrompts(kind: 'post' | 'edit') {
  const queued = await queuedMessages(database.sql);
  return queued.filter((message) => message.kind === kind && message.messageKey?.includes(':prompt:'));
}

const BUTTONS = ['Answer', 'Told the customer', 'Reopen'];

function buttonsIn(payload: string): readonly string[] {
  return BUTTONS.filter((label) => payload.includes(`"text": "${label}"`));
}

test.each([
  ['a question that is answered', [ask, answer], 'Ana answered', []],
  ['a question that is followed by another', [ask, ask], 'Leo asked again below', []],
  ['a question whose case is resolved', [ask, resolve], 'Leo resolved it (answered)', []],
  ['a question whose case is cancelled', [ask, cancel], 'Ana cancelled it', []],
  ['a question that is answered after many notes', [ask, note, note, note, note, answer], 'Ana answered', []],
  ['a decision that is passed on', [resolve, told], 'Ana told the customer', ['Reopen']],
  ['a decision that is taken back', [resolve, reopen], 'Ana reopened it', []],
] as const)('%s says so, and offers no more what is done', async (_name, acts, end, left) => {
  const id = await claimed();
  const [first, ...then] = acts;
  await clearOutbox(database.sql);
  await first(id);
  const [asked] = await ofPrompts('post');

  for (const act of then) await act(id);

  const edits = await ofPrompts('edit');
  expect(edits).toHaveLength(1);
  expect(edits[0]).toMatchObject({ channel: asked?.channel, messageKey: asked?.messageKey });
  expect(edits[0]?.payload).toContain(end);
  expect(buttonsIn(edits[0]?.payload ?? '')).toEqual(left);
  expect(buttonsIn(asked?.payload ?? '')).not.toEqual(left);
});

test('what has ended is left alone by what comes later', async () => {
  const id = await claimed();
  for (const act of [ask, answer, resolve, told]) await act(id);
  await clearOutbox(database.sql);

  await reopen(id);
  await cancel(id);

  expect(await ofPrompts('edit')).toEqual([]);
});

test('each question has a message of its own', async () => {
  const id = await claimed();

  for (const act of [ask, answer, ask, answer]) await act(id);

  const edited = (await ofPrompts('edit')).map(({ messageKey }) => messageKey);
  expect(edited).toEqual((await ofPrompts('post')).map(({ messageKey }) => messageKey));
  expect(new Set(edited).size).toBe(2);
});

test('the words for the customer are ready to copy, also when the case was reopened since', () => {
  const resolved = anEntry('resolved', {
    text: 'We refund 90 €.',
    detail: { decision: 'partly', amount: 90_00, currency: 'EUR' },
  });
  const { text, blocks } = decision(aView({ decision: null }), resolved);

  expect(text).toBe('#42 is decided: Partly granted, €90.00. Tell the customer: We refund 90 €.');
  expect(JSON.stringify(blocks)).toContain(
    '"rich_text_preformatted","elements":[{"type":"text","text":"We refund 90 €."}]',
  );
});
