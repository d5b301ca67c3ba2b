import { mkdir } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALWAYS_OPEN, setUpCare } from '../journeys/support/northwind-team.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { launchBrowser } from './support/browser.ts';
import { PersonWindow } from './support/person-window.ts';

/** Where to leave pictures of each step, if somebody wants to look at them. */
const PICTURES = process.env['FLOORWALKER_PICTURES'];
const NARROW = { viewport: { width: 420, height: 820 }, hasTouch: true };
const WIDE = { viewport: { width: 1400, height: 900 } };

let database: TestDatabase;
let workspace: Workspace;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url }, page: true });
  await setUpCare(workspace, { hours: ALWAYS_OPEN });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await workspace?.close();
  await database?.close();
});

describe.each([
  ['wide, light', 'Kettle caught fire', { ...WIDE, colorScheme: 'light' }],
  ['wide, dark', 'Toaster caught fire', { ...WIDE, colorScheme: 'dark' }],
  ['narrow, light', 'Heater caught fire', { ...NARROW, colorScheme: 'light' }],
  ['narrow, dark', 'Grill caught fire', { ...NARROW, colorScheme: 'dark' }],
] as const)('a Critical case from App Home, %s', (name, summary, look) => {
  test('is escalated by a button on top, and calls a lead by direct message', async () => {
    const ana = await PersonWindow.open(browser, workspace.url, 'U0ANA', look);
    await goTo(ana, 'Home');
    const escalate = ana.page.getByRole('main').getByRole('button', { name: 'Escalate', exact: true });
    await escalate.waitFor();
    await picture(ana, name, '1-home');
    await expect.poll(() => isOnScreen(ana, escalate)).toBe(true);

    await pressUntilOpen(ana, escalate);
    await ana.fill('Summary', summary);
    await ana.choose('Urgency', 'Critical');
    await picture(ana, name, '2-form');
    await expect.poll(() => isOnScreen(ana, ana.modal.locator('button[type=submit]'))).toBe(true);
    await ana.submit();
    await goTo(ana, 'Messages');
    await ana.sees('Waiting for a lead of Northwind Care to claim it: Leo is asked.', { on: summary });
    await picture(ana, name, '3-status');

    const leo = await PersonWindow.open(browser, workspace.url, 'U0LEO', look);
    await goTo(leo, 'Messages');
    const call = leo.message(summary);
    await call.getByText('Critical').first().waitFor();
    await picture(leo, name, '4-call');
    await expect.poll(() => isOnScreen(leo, call.locator('button', { hasText: /^Claim$/ }))).toBe(true);
    expect(await scrollsSideways(leo)).toBe(false);
    await leo.press('Claim', summary);
    await leo.sees('You have it since', { on: summary });
    await picture(leo, name, '5-claimed');

    await ana.sees('Leo has it.', { on: summary });
    expect([...ana.complaints, ...leo.complaints]).toEqual([]);
    await ana.close();
    await leo.close();
  });
});

/**
 * Home is drawn anew when the app publishes it, as it does whenever it is opened, and a press in that very moment is lost. Then
 * people press again; a form that is not there after this time will not come, as what may open it has run out.
 */
async function pressUntilOpen(window: PersonWindow, button: Locator): Promise<void> {
  await button.click();
  const isOpen = await window.modal.waitFor({ timeout: 8_000 }).then(
    () => true,
    () => false,
  );
  if (!isOpen) await button.click();
}

/** On a narrow screen the list of conversations has to be opened first. */
async function goTo(window: PersonWindow, tab: 'Home' | 'Messages'): Promise<void> {
  const menu = window.page.getByRole('button', { name: /conversations/i }).first();
  if (!(await window.sidebar.isVisible())) await menu.click();
  await window.goTo('Floorwalker', tab);
}

/** Whether all of it can be seen without scrolling. */
async function isOnScreen(window: PersonWindow, what: Locator): Promise<boolean> {
  const box = await what.boundingBox();
  const size = window.page.viewportSize();
  if (!box || !size) return false;
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
}

function scrollsSideways(window: PersonWindow): Promise<boolean> {
  return window.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

async function picture(window: PersonWindow, name: string, step: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await window.page.screenshot({ path: `${PICTURES}/${name.replace(', ', '-')}-${step}.png` });
}
