import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';

describe.each(['http', 'socket'] as const)('a complaint, from the message to the customer, by %s', (mode) => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode, app: { databaseUrl: database.url } });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('a workspace admin sets up the team', async () => {
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
  });

  test('Ana escalates the message in two steps', async () => {
    const ana = workspace.as('ana');
    await ana.messageShortcut('Escalate message', { in: '#care', on: 'walnut desk' });
    await ana.choose('What does the customer want?', 'Refund');
    await ana.fill('Amount', '180,50');
    await ana.choose('Urgency', 'High');
    await ana.fill('Customer', 'Mr Okonkwo');
    await ana.submit();

    await ana.sees('#1', { in: '#care' });
    await ana.sees('Mr Okonkwo', { in: '@floorwalker' });
    await workspace.as('leo').sees('Mr Okonkwo', { in: '#care-escalations' });
  });

  test('Leo claims it and asks', async () => {
    const leo = workspace.as('leo');
    await leo.click('Claim', { in: '#care-escalations', on: 'Okonkwo' });
    await leo.sees(/claimed/i, { in: '#care-escalations', on: 'Okonkwo' });
    await leo.click('Ask for info', { in: '#care-escalations', on: 'Okonkwo' });
    await leo.fill('What do you need to know?', 'Which order was it?');
    await leo.submit();

    await workspace.as('ana').sees('Which order was it?', { in: '@floorwalker' });
  });

  test('Ana answers where she was asked', async () => {
    const ana = workspace.as('ana');
    await ana.click('Answer', { in: '@floorwalker' });
    await ana.fill('Your answer', 'Order 88190, delivered twelve days late.');
    await ana.submit();

    await workspace.as('leo').sees('Order 88190', { in: '#care-escalations' });
  });

  test('Leo resolves it, with words for the customer', async () => {
    const leo = workspace.as('leo');
    await leo.click('Resolve', { in: '#care-escalations', on: 'Okonkwo' });
    await leo.choose('Decision', 'Granted');
    await leo.fill('What should Ana tell the customer?', 'We refund 180.50 € today. You have it by Friday.');
    expect(await leo.submitRefused()).toHaveProperty('What was said to put it right?');
    await leo.fill('What was said to put it right?', 'We are sorry, and pay the delivery back.');
    await leo.fill('What was the outcome?', 'Refunded in full.');
    await leo.submit();

    await workspace.as('ana').sees('We refund 180.50 € today', { in: '@floorwalker' });
    await leo.sees(/resolved/i, { in: '#care-escalations', on: 'Okonkwo' });
  });

  test('Ana tells the customer and says so', async () => {
    const ana = workspace.as('ana');
    await ana.click('Told the customer', { in: '@floorwalker' });

    await ana.sees(/told/i, { in: '@floorwalker' });
  });

  test('Ana writes to the app as if to a colleague, and gets the form with her words in it', async () => {
    const ana = workspace.as('ana');
    await ana.say('customer wants a refund of 40 for the lamp', { in: '@floorwalker' });
    await ana.click('Escalate', { in: '@floorwalker', on: 'Nobody reads what is written here' });

    await ana.sees('customer wants a refund of 40 for the lamp', { in: 'modal' });
    await ana.submit();
    await workspace.as('leo').sees('for the lamp', { in: '#care-escalations' });
  });

  test('Maya finds it by a word, and exports', async () => {
    const maya = workspace.as('maya');
    await maya.command('/case okonkwo', { in: '#general' });
    await maya.sees('#1', { in: 'modal' });
    await maya.close();
    await maya.command('/case export', { in: '#general' });
    const file = await maya.waitFor(
      'see the export',
      (state) => state.channels.flatMap((channel) => channel.messages).flatMap((message) => message.files ?? [])[0],
    );

    expect(file.name).toMatch(/\.csv$/);
  });
});
