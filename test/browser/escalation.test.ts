import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALWAYS_OPEN, setUpCare } from '../journeys/support/northwind-team.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { launchBrowser } from './support/browser.ts';
import { complaint } from './support/narratives.ts';
import { PersonWindow } from './support/person-window.ts';

const CUSTOMER = 'Mrs Adeyemi';
const SUMMARY = 'Promised twice, nobody came';
const DECISION = 'We refund 180.50 € today. You have it by Friday.';

describe('a complaint, from the message to the customer, in the browser', () => {
  let database: TestDatabase;
  let workspace: Workspace;
  let browser: Browser;
  let ana: PersonWindow;
  let leo: PersonWindow;
  let maya: PersonWindow;
  const narrative = complaint();
  const firstWords = narrative.slice(0, 40).split('\n')[0] ?? '';

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url }, page: true });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, workspace.url, 'U0ANA');
    leo = await PersonWindow.open(browser, workspace.url, 'U0LEO');
    maya = await PersonWindow.open(browser, workspace.url, 'U0MAYA');
  });
  afterAll(async () => {
    await browser?.close();
    await workspace?.close();
    await database?.close();
  });

  test('Ana escalates the message that holds the complaint', async () => {
    await ana.goTo('care');
    await ana.say(narrative);
    await ana.messageShortcut('Escalate message', firstWords);
    await ana.fill('Summary', SUMMARY);
    await ana.choose('What does the customer want?', 'Refund');
    await ana.fill('Amount', '180,50');
    await ana.choose('Urgency', 'High');
    await ana.fill('Customer', CUSTOMER);
    expect(await ana.modal.getByRole('textbox', { name: 'Summary' }).inputValue()).toBe(SUMMARY);
    await ana.submit();

    await ana.sees('Only visible to you', { on: '#1' });
    await ana.goTo('Floorwalker', 'Messages');
    await ana.sees('Waiting for a lead', { on: CUSTOMER });
  });

  test('Leo, called by name, claims it and asks', async () => {
    await leo.sidebar.getByRole('button', { name: /care-escalations.*1 new for you/ }).waitFor();
    await leo.goTo('care-escalations');
    await leo.press('Claim', SUMMARY);
    await leo.sees('Leo claimed it', { on: SUMMARY });
    await leo.press('Ask for info', SUMMARY);
    await leo.fill('What do you need to know?', 'Which order was it?');
    await leo.submit();

    await leo.sees('Leo asked: Which order was it?', { on: SUMMARY });
  });

  test('Ana sees that she was asked, and answers', async () => {
    await ana.sees('Which order was it?', { on: CUSTOMER });
    await ana.press('Answer', CUSTOMER);
    await ana.fill('Your answer', 'Order 88190, delivered twelve days late.');
    await ana.submit();

    await leo.sees('Order 88190', { on: SUMMARY });
  });

  test('Leo resolves it, told at the field what is missing', async () => {
    await leo.press('Resolve', SUMMARY);
    await leo.choose('Decision', 'Granted');
    await leo.fill('What should Ana tell the customer?', DECISION);
    await leo.sendForm();
    await leo.modal.getByRole('alert').first().waitFor();
    await leo.fill('What was said to put it right?', 'We are sorry, and pay the delivery back.');
    await leo.fill('What was the outcome?', 'Refunded in full.');
    await leo.submit();

    await leo.sees(/Resolved/, { on: SUMMARY });
  });

  test('Ana reads the decision in the thread, and marks the customer told', async () => {
    await ana.sees('Decided. Tell the customer', { on: CUSTOMER });
    await ana
      .message(CUSTOMER)
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await ana.sees(DECISION, { in: ana.page.getByRole('complementary', { name: 'Thread' }) });
    await ana.press('Told the customer', CUSTOMER);

    await ana.sees('Done: the customer knows.', { on: CUSTOMER });
  });

  test('Maya finds the case and exports it', async () => {
    await maya.goTo('general');
    await maya.say('/case adeyemi');
    await maya.sees(SUMMARY, { in: maya.modal });
    await maya.page.keyboard.press('Escape');
    await maya.modal.waitFor({ state: 'hidden' });
    await maya.say('/case export');
    await maya.sidebar.getByRole('button', { name: /^Floorwalker.*new for you/ }).click();
    const [download] = await Promise.all([
      maya.page.waitForEvent('download'),
      maya.page.getByRole('link', { name: /Download/ }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');

    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(csv).toContain(CUSTOMER);
    expect(csv).toContain('180.50');
  });

  test('Ana escalates by Enter, Enter', async () => {
    await ana.goTo('care');
    await ana.say('/escalate refund 180 angry');
    await ana.modal.waitFor();
    await ana.page.keyboard.press('Enter');
    await ana.modal.waitFor({ state: 'hidden' });

    await ana.sees('Only visible to you', { on: 'Escalated as #2' });
  });

  test('and no browser had anything to complain about', () => {
    expect([ana, leo, maya].flatMap((window) => window.complaints)).toEqual([]);
  });
});
