import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';

let database: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ mode: 'http', app: { databaseUrl: database.url } });
  await setUpCare(workspace, { hours: ALWAYS_OPEN });
}, 120_000);
afterAll(async () => {
  await workspace?.close();
  await database?.close();
});

const CHANNEL = '#care-escalations';
const DM = '@floorwalker';

/** Ana wants a refund for a customer, and Leo claims it. */
async function claimedByLeo(customer: string, amount: string): Promise<void> {
  const ana = workspace.as('ana');
  const leo = workspace.as('leo');
  await ana.command('/escalate refund', { in: '#care' });
  await ana.fill('Summary', `${customer} wants money back`);
  await ana.fill('Amount', amount);
  await ana.submit();
  await leo.click('Claim', { in: CHANNEL, on: customer });
  await leo.sees('Leo has it', { in: CHANNEL, on: customer });
}

async function decide(customer: string, decision: string, words: string, amount?: string): Promise<void> {
  const leo = workspace.as('leo');
  await leo.click('Resolve', { in: CHANNEL, on: customer });
  await leo.choose('Decision', decision);
  if (amount !== undefined) await leo.fill('Amount granted, in EUR', amount);
  await leo.fill('What should Ana tell the customer?', words);
  for (const field of ['Who was it with?', 'What was said to put it right?', 'What was the outcome?']) {
    await leo.fill(field, `${customer}, ${decision}`);
  }
  await leo.submit();
}

describe('a decision', () => {
  test('within Leo’s authority is made at once', async () => {
    await claimedByLeo('Mrs Within', '150');
    await decide('Mrs Within', 'Granted', 'You get 150 € back.');

    await workspace.as('ana').sees('You get 150 € back.', { in: DM });
  });

  test('above it reaches Maya, who asks, reads the answer and approves', async () => {
    const leo = workspace.as('leo');
    const maya = workspace.as('maya');
    await claimedByLeo('Mr Above', '500');
    await leo.click('Resolve', { in: CHANNEL, on: 'Mr Above' });
    await leo.sees('You may grant up to €200.00; for the €500.00 wanted, Maya is asked.', { in: 'modal' });
    await leo.close();
    await decide('Mr Above', 'Granted', 'You get 500 € back.');

    await leo.sees('Maya is asked to approve it', { in: CHANNEL });
    await maya.click('Ask', { in: DM, on: 'Mr Above' });
    await maya.fill('What do you need to know from Leo?', 'Is it insured?');
    await maya.submit();
    await leo.click('Answer', { in: CHANNEL, on: 'Is it insured?' });
    await leo.fill('Your answer', 'It was never insured.');
    await leo.submit();
    await maya.sees('It was never insured.', { in: DM, on: 'To approve' });
    expect(await workspace.as('ana').canSee('You get 500 € back.', { in: DM })).toBe(false);
    await maya.click('Approve', { in: DM, on: 'Mr Above' });

    await workspace.as('ana').sees('You get 500 € back.', { in: DM });
    await leo.sees('Maya approved what you decided', { in: CHANNEL });
    await maya.sees('You approved it.', { in: DM });
  });

  test('that Maya refuses comes back to Leo, who decides less', async () => {
    const leo = workspace.as('leo');
    const maya = workspace.as('maya');
    await claimedByLeo('Ms Less', '600');
    await decide('Ms Less', 'Granted', 'You get 600 € back.');
    await maya.click('Refuse', { in: DM, on: 'Ms Less' });
    await maya.fill('Why not Granted, €600.00?', 'Offer 120.');
    await maya.submit();

    await leo.sees('Offer 120.', { in: CHANNEL, on: 'did not approve' });
    await decide('Ms Less', 'Partly granted', 'You get 120 € back.', '120');
    await workspace.as('ana').sees('You get 120 € back.', { in: DM });
  });

  test('can be taken back while it waits', async () => {
    const leo = workspace.as('leo');
    await claimedByLeo('Mr Backwards', '700');
    await decide('Mr Backwards', 'Granted', 'You get 700 € back.');
    await leo.click('Take back the request', { in: CHANNEL, on: 'Mr Backwards' });

    await leo.sees('Leo has it', { in: CHANNEL, on: 'Mr Backwards' });
    await workspace.as('maya').sees('Leo ended the request', { in: DM });
  });
});

describe('a refusal', () => {
  async function appealed(customer: string): Promise<void> {
    const ana = workspace.as('ana');
    await claimedByLeo(customer, '90');
    await decide(customer, 'Refused', `Sorry, ${customer}.`);
    await ana.sees(`Sorry, ${customer}.`, { in: DM });
    await ana.click('Second look', { in: DM, on: `Sorry, ${customer}.` });
    await ana.fill('Why should somebody else look at it again?', `${customer} is loyal.`);
    await ana.submit();
    await workspace.as('maya').sees(`${customer} is loyal.`, { in: DM });
  }

  test('is looked at by somebody else, who upholds it with words for the customer', async () => {
    const maya = workspace.as('maya');
    await appealed('Mr Upheld');
    await maya.click('Uphold', { in: DM, on: 'Mr Upheld' });
    await maya.fill('Why does it stay refused?', 'Out of warranty.');
    await maya.fill('What should Ana tell the customer?', 'We looked again, and it stays.');
    await maya.submit();

    await workspace.as('ana').sees('We looked again, and it stays.', { in: DM, on: 'stays refused' });
  });

  test('is granted by whoever looks at it', async () => {
    const maya = workspace.as('maya');
    await appealed('Mrs Granted');
    await maya.click('Grant', { in: DM, on: 'Mrs Granted' });
    await maya.choose('Decision', 'Granted');
    await maya.fill('What should Ana tell the customer?', 'You get 90 € after all.');
    await maya.submit();

    await workspace.as('ana').sees('You get 90 € after all.', { in: DM });
  });
});
