import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { refusedOfMessage } from '../../../../test/support/slack-rules.ts';
import { answerDirectMessage } from './answer-direct-message.ts';
import { notAConversation } from '../messages/not-a-conversation.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => clearOutbox(database.sql));

const said = { channel: 'D0ANA', ts: '1700000009.000001', author: 'U0ANA', text: 'He wants &lt;180&gt; €' };

test('whoever writes to the app is answered once, with their words as they typed them', async () => {
  await answerDirectMessage(northwind.as('ana'), said);
  await answerDirectMessage(northwind.as('ana'), said);

  const [answer, ...others] = await queuedMessages(database.sql);
  expect(others).toEqual([]);
  expect(answer).toMatchObject({ channel: 'U0ANA', kind: 'post' });
  expect(answer?.payload).toContain('"value": "He wants <180> €"');
});

test('nothing is said in the name of somebody else', async () => {
  await answerDirectMessage(northwind.as('leo'), said);

  expect(await queuedMessages(database.sql)).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['a novel', 'no '.repeat(2000)],
  ['markup', '<!channel> & <b>'],
])('Slack takes the answer to %s', (_, words) => {
  expect(refusedOfMessage(notAConversation(words))).toEqual([]);
});
