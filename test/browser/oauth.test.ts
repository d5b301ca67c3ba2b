import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { launchBrowser } from './support/browser.ts';

let database: TestDatabase;
let workspace: Workspace;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  [workspace, browser] = await Promise.all([
    startWorkspace({ app: { databaseUrl: database.url }, workspaces: 2, installed: false, page: true }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser.close();
  await workspace.close();
  await database.close();
});

/** Where FLOORWALKER_LOOK names a folder, each screen is kept there to be looked at. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['FLOORWALKER_LOOK'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

it.each(['light', 'dark'] as const)('a person installs the app in a real browser (%s)', async (colorScheme) => {
  const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 860 } });
  await page.goto(`${workspace.url}/install`);
  await look(page, `install-${colorScheme}`);
  await page.getByRole('link', { name: 'Add to Slack' }).click();
  await page.getByLabel('Install it as').selectOption('T0HARBOUR/U0IRIS');
  await look(page, `authorize-${colorScheme}`);
  await page.getByRole('button', { name: 'Allow' }).click();

  await page.getByRole('heading', { name: 'Floorwalker is in Harbour Support' }).waitFor();
  await look(page, `installed-${colorScheme}`);
  await page.getByRole('link', { name: 'Open Slack' }).click();

  expect(page.url()).toBe(`${workspace.url}/?workspace=T0HARBOUR`);
  await page.close();
});

it('a person takes the app out of the workspace, and can bring it back', async () => {
  const page = await browser.newPage();
  await page.goto(`${workspace.url}/?workspace=T0HARBOUR&as=U0IRIS`);
  const notNow = page.getByRole('button', { name: 'Not now' });
  await page.getByRole('main').waitFor();
  if (await notNow.isVisible()) await notNow.click();
  await page.getByRole('button', { name: 'Workshop menu' }).click();
  await page.getByRole('menuitem', { name: 'Remove Floorwalker from this workspace' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Floorwalker is no longer in Harbour Support.').waitFor();
  await page.getByRole('button', { name: 'Workshop menu' }).click();
  await page.getByRole('menuitem', { name: 'Install Floorwalker' }).click();

  await page.getByRole('link', { name: 'Add to Slack' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/slack/install');
  await page.close();
});

it('a person who says no is told so, and can begin again', async () => {
  const page = await browser.newPage();
  await page.goto(`${workspace.url}/install`);
  await page.getByRole('link', { name: 'Add to Slack' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('heading', { name: 'Nothing was installed' }).waitFor();
  await look(page, 'denied');
  await page.getByRole('link', { name: 'Start again' }).click();
  await page.getByRole('heading', { name: 'Add Floorwalker' }).waitFor();

  expect(await page.getByRole('link', { name: 'Add to Slack' }).isVisible()).toBe(true);
  await page.close();
});
