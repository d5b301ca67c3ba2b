import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { wrongIn } from './support/axe.ts';
import { launchBrowser } from './support/browser.ts';
import { PersonWindow } from './support/person-window.ts';

describe('faults on tap', () => {
  let workspace: Workspace;
  let browser: Browser;
  let ana: PersonWindow;

  beforeAll(async () => {
    workspace = await startWorkspace({ app: { url: () => 'http://127.0.0.1:9/' }, page: true });
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, workspace.url, 'U0ANA');
    await ana.page.getByRole('button', { name: 'Workshop menu' }).click();
    await ana.page.getByRole('menuitem', { name: 'Let something fail' }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await workspace?.close();
  });

  async function callAuthTest(): Promise<Response> {
    return fetch(`${workspace.url}/api/auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.world.identity.botToken}` },
    });
  }

  const tools = () => ana.page.getByRole('complementary', { name: 'Workshop tools' });
  const badge = (words: string) => ana.page.getByRole('banner').getByRole('button', { name: words });

  // The page turns a switch once the workspace has, so it is pressed and then waited for.
  test('a switch is on for every call, and seen in the top bar', async () => {
    await tools()
      .getByRole('switch', { name: /Token revoked/ })
      .click();
    await badge('1 fault on').waitFor();

    expect(await (await callAuthTest()).json()).toMatchObject({ ok: false, error: 'token_revoked' });
    await tools()
      .getByRole('switch', { name: /Token revoked/ })
      .click();
    await badge('1 fault on').waitFor({ state: 'hidden' });
    expect(await (await callAuthTest()).json()).toMatchObject({ ok: true });
  });

  test('a fault of the form meets so many calls, and is then gone', async () => {
    await tools().getByLabel('Method').fill('auth.test');
    await tools().getByLabel('What goes wrong').selectOption('429 without Retry-After');
    await tools().getByLabel('How often').selectOption('twice');
    await tools().getByRole('button', { name: 'Set it' }).click();
    await ana.sees('The next 2 calls of auth.test', { in: tools() });
    const answers = [await callAuthTest(), await callAuthTest(), await callAuthTest()];

    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.has('retry-after')).toBe(false);
    await ana.sees('No call is waiting to fail.', { in: tools() });
  });

  test('a fault that waits can be taken away', async () => {
    await tools().getByLabel('What goes wrong').selectOption('Refused with an error code');
    await tools().getByRole('textbox', { name: 'Its code' }).fill('channel_not_found');
    await tools().getByRole('button', { name: 'Set it' }).click();
    await tools().getByRole('button', { name: 'Remove: Refused: channel_not_found' }).click();
    await ana.sees('No call is waiting to fail.', { in: tools() });

    expect((await callAuthTest()).status).toBe(200);
  });

  test('a command that does not reach the app says so where it was typed, and keeps what was typed', async () => {
    const field = ana.page.getByRole('textbox', { name: 'Message #care' });
    await ana.goTo('care');
    await field.fill('/policy late delivery');
    await field.press('Enter');

    await ana.page.getByRole('alert').filter({ hasText: '/policy failed because the app did not respond' }).waitFor();
    await ana.page.getByRole('alert').filter({ hasText: 'Not sent. What you typed is still here.' }).waitFor();
    expect(await field.inputValue()).toBe('/policy late delivery');
    await field.fill('');
  });

  test('an app that stays away is told of, with what to do, until it is back', async () => {
    const { world } = workspace;
    const told = ana.page.getByRole('alert').filter({ hasText: 'Floorwalker does not answer.' });
    Object.assign(world.app, { isAway: () => true });
    world.changed();
    await told.filter({ hasText: '.data/app.log' }).waitFor();
    expect(await wrongIn(ana)).toEqual([]);

    Object.assign(world.app, { isAway: () => false });
    world.changed();
    await told.waitFor({ state: 'hidden' });
  });

  test.each(['light', 'dark'] as const)('can be read and worked by everybody, %s', async (colorScheme) => {
    await ana.page.emulateMedia({ colorScheme });
    await tools()
      .getByRole('switch', { name: /Events twice/ })
      .click();
    await badge('1 fault on').waitFor();

    expect(await wrongIn(ana)).toEqual([]);
    await tools()
      .getByRole('switch', { name: /Events twice/ })
      .click();
  });

  test('tells the words that provoke faults', async () => {
    await tools().getByRole('rowheader', { name: 'fault:429', exact: true }).waitFor();

    expect(ana.complaints).toEqual([]);
  });
});
