import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/core/local-time.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { instantOf, nextDay } from './support/days.ts';
import { setUpCare } from './support/northwind-team.ts';
import { lineOf, type Posted, postedSince } from './support/posted.ts';

const BERLIN = 'Europe/Berlin';
const WEDNESDAY = nextDay(3, BERLIN);

/** Everything that can happen to a case happens to this one, and every message that anybody gets of it is counted. */
describe('the whole life of a case', { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { leads: ['Sofia Rossi'], hours: 'Mon-Fri 09:00-18:00' });
    await moveTo('10:00');
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  const DM = '@floorwalker';
  const card = { in: '#care-escalations', on: 'Lamp in pieces' } as const;

  test('goes from Ana over a question, a lapse, a promise, a hand-over and an approval back to Ana', async () => {
    const [ana, leo, sofia, maya] = ['ana', 'leo', 'sofia', 'maya'].map((name) => workspace.as(name));
    if (!ana || !leo || !sofia || !maya) throw new Error('somebody is missing');

    await ana.command('/escalate refund', { in: '#care' });
    await ana.fill('Summary', 'Lamp in pieces');
    await ana.choose('Urgency', 'High');
    await ana.fill('Amount', '500');
    await ana.submit();
    await leo.sees('Asked', card);

    // Nobody claims it, until somebody else is asked.
    await moveTo('10:16');
    await leo.click('Claim', card);
    await leo.sees('Leo claimed it', card);

    await leo.click('Ask for info', card);
    await leo.fill('What do you need to know?', 'Which lamp?');
    await leo.submit();
    await ana.click('Answer', { in: DM, on: 'Which lamp?' });
    await ana.fill('Your answer', 'The tall one.');
    await ana.submit();
    await leo.sees('The tall one.', { in: '#care-escalations', on: 'Ana answered' });

    // Leo forgets about it: he is reminded of the answer that Ana waits for, asked once, and it goes back.
    await moveTo('13:20');
    await sofia.click('Claim', card);
    await sofia.sees('Sofia claimed it', card);

    await sofia.click('Promise', card);
    await sofia.submit();
    await sofia.sees('To hear from us', card);

    await sofia.command('/handover', { in: '#care' });
    await sofia.choose('Who takes #1?', 'Leo');
    await sofia.submit();
    await leo.click('Accept', { in: DM, on: 'hands over a case' });
    await leo.sees('Leo has it', card);

    await leo.click('Promises', card);
    await leo.click('Kept', { in: 'modal' });
    await leo.sees('kept the promise', card);
    await leo.close();

    await leo.click('Resolve', card);
    await leo.choose('Decision', 'Granted');
    await leo.fill('What should Ana tell the customer?', 'You get 500 € back.');
    for (const field of ['Who was it with?', 'What was said to put it right?', 'What was the outcome?'])
      await leo.fill(field, 'Mrs Lamp');
    await leo.submit();
    await maya.click('Approve', { in: DM, on: 'Lamp in pieces' });
    await ana.click('Told the customer', { in: DM, on: 'You get 500 € back.' });
    await ana.sees('told the customer', { in: DM });
  });

  test('is told by these messages and no others, also on the days after', async () => {
    await moveTo('12:00', addDays(WEDNESDAY, 2));

    const all = await posted();

    expect(all.map((one) => lineOf(BERLIN, one)).toSorted()).toEqual([
      'Wed 10:00 case:card #care-escalations leo', // the one card, and the first step of the chain
      'Wed 10:00 case:status @ana ana', // the one status message
      'Wed 10:15 case:chain #care-escalations sofia', // a step of the chain: one mention
      'Wed 10:16 case:entry:deciders #care-escalations leo', // Ana's answer
      'Wed 10:16 case:entry:raiser @ana ana', // to a question
      'Wed 10:45 reminders @leo leo', // 75 % of the hour that an answer may take
      'Wed 11:15 reminders @leo leo', // it was due at 11:00, and nobody gets two digests in half an hour
      'Wed 12:16 case:still-on-it #care-escalations leo', // after two silent hours
      'Wed 13:16 case:entry:deciders #care-escalations sofia', // it went back: the first step of another chain
      'Wed 13:20 case:approval @maya maya', // the one approval card
      'Wed 13:20 case:entry:deciders #care-escalations leo', // Maya approved
      'Wed 13:20 case:entry:raiser @ana ana', // the decision
      'Wed 13:20 hand-over:giver @sofia sofia', // how her hand-over goes
      'Wed 13:20 hand-over:offer @leo leo', // the one offer
    ]);
  });

  test('called one person at a time', async () => {
    const calls = (await posted()).map(({ pings }) => pings.length);

    expect(calls).toEqual(calls.map(() => 1));
  });

  test('showed the rest by edits, which notify nobody: one for each thing that happened', async () => {
    const edits = await database.sql<{ what: string; count: number }[]>`
      select split_part(message_key, ':', 3) as what, count(*)::int
      from outbox_messages where kind = 'edit' and message_key like 'case:%' group by 1 order by 1`;

    expect(Object.fromEntries(edits.map(({ what, count }) => [what, count]))).toEqual({
      // Claimed, asked, answered, back, claimed, promised, handed over, kept, asked for approval, approved, told: 11.
      // A claim and an answer that were late: 2. A step of the chain: the agent reads who is asked now.
      card: 14,
      status: 14,
      prompt: 2, // a question that was answered, a decision that was told
      'still-on-it': 1,
      approval: 1,
    });
  });

  test('left nothing unsent, and nothing that failed', async () => {
    expect(
      await database.sql`select kind, state from outbox_messages where state not in ('sent', 'superseded')`,
    ).toEqual([]);
  });

  async function posted(): Promise<readonly Posted[]> {
    return postedSince(instantOf(WEDNESDAY, '10:00', BERLIN), workspace, database);
  }

  async function moveTo(time: string, date = WEDNESDAY): Promise<void> {
    await connectTo(workspace.url).moveClock({ to: instantOf(date, time, BERLIN).toISOString() });
  }
});
