import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import { startTinyApp, type TinyApp } from '../sandbox/tiny-app.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { launchBrowser } from './support/browser.ts';
import { PersonWindow } from './support/person-window.ts';
import { homeOf, registerTickets } from './support/ticket-app.ts';

describe('the page of the workshop', () => {
  let browser: Browser;
  let workspace: Workspace;
  let app: TinyApp;
  let ana: PersonWindow;

  beforeAll(async () => {
    const port = await freePort();
    workspace = await startWorkspace({ app: { url: () => `http://127.0.0.1:${port}/slack/events` }, page: true });
    app = await startTinyApp(workspace, 'http', port);
    registerTickets(app.app);
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, workspace.url, 'U0ANA');
    await ana.goTo('care');
    await ana.say('/invite @floorwalker');
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await workspace?.close();
  });
  beforeEach(() => ana.goTo('care'));
  afterEach(() => ana.leaveForms());

  test('shows what people write as they wrote it, and never as markup', async () => {
    await ana.say('<b>Order</b> & <!channel> <script>alert(1)</script> for @leo :tada:');

    await ana.sees('<b>Order</b> & <!channel> <script>alert(1)</script> for');
    await ana.message('alert(1)').getByText('@Leo Brandt').waitFor();
    await ana.message('alert(1)').getByRole('img', { name: 'tada' }).waitFor();
  });

  test('what is under a finger, and what has the focus, stays while Home is published again', async () => {
    const presses: string[] = [];
    app.app.action(/^home-/, async ({ ack, action }) => {
      presses.push('action_id' in action ? action.action_id : '');
      await ack();
    });
    const publish = (day: string) => app.app.client.views.publish({ user_id: 'U0ANA', view: homeOf(day) });
    await ana.goTo('Floorwalker', 'Home');
    await publish('Monday');
    await ana.sees('Monday');
    const button = ana.page.getByRole('button', { name: 'Claim' });
    await button.hover();
    await ana.page.mouse.down();
    await publish('Tuesday');
    await ana.sees('Tuesday');
    await ana.page.mouse.up();
    await expect.poll(() => presses).toEqual(['home-claim']);

    const other = ana.page.getByRole('button', { name: 'Nameless' });
    await other.focus();
    await publish('Wednesday');
    await ana.sees('Wednesday');
    expect(await other.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('completes commands and tells what follows them', async () => {
    const field = ana.page.getByRole('textbox', { name: 'Message #care' });
    await field.pressSequentially('/esc');
    await ana.page.getByRole('option', { name: /^\/escalate/ }).waitFor();
    await field.press('Tab');

    expect(await field.inputValue()).toBe('/escalate ');
    await ana.sees('Get help with a customer now');
    await field.fill('');
  });

  test('answers only to the one who asked', async () => {
    const leo = await PersonWindow.open(browser, workspace.url, 'U0LEO');
    await leo.goTo('care');

    await ana.say('/case 42');
    await ana.sees('Only visible to you', { on: 'You asked for 42' });
    await ana.say('Has everybody seen this?');

    await leo.sees('Has everybody seen this?');
    expect(await leo.page.getByText('You asked for 42').count()).toBe(0);
    await leo.close();
  });

  test('refuses a command that nobody knows, and keeps it', async () => {
    await ana.say('/nobody knows');

    await ana.sees('/nobody is not a valid command', { in: ana.page.getByRole('alert') });
    await ana.page.getByRole('textbox', { name: 'Message #care' }).fill('');
  });

  describe('a form', () => {
    test('keeps what was typed when the app changes it, and sends everything', async () => {
      await ana.say('/escalate');
      await ana.fill('What', 'A broken lamp');
      await ana.choose('Size', 'Large');
      await ana.sees('Large ones take longer', { in: ana.modal });
      await ana.choose('City', 'Ham');
      await ana.submit();

      await ana.sees('large, hamburg', { on: 'A broken lamp' });
      await ana.press('Take', 'A broken lamp');
      await ana.sees('Taken by');
    });

    test('opens with the caret in its first field, and Enter sends it', async () => {
      await ana.say('/escalate');
      await ana.modal.waitFor();
      await ana.page.keyboard.type('From the keyboard');
      await ana.page.keyboard.press('Tab');
      await ana.page.keyboard.type('small');
      await ana.page.keyboard.press('Enter');
      await ana.sees('Small ones take longer', { in: ana.modal });
      await ana.page.keyboard.press('Shift+Tab');
      await ana.page.keyboard.press('Enter');

      await ana.sees('From the keyboard, small');
    });

    test('says at the field what is missing, and what the app refuses', async () => {
      await ana.say('/escalate');
      await ana.sendForm();
      await ana.sees('Please complete this required field.', { in: ana.modal });
      await ana.fill('What', 'wrong');
      await ana.choose('Size', 'Small');
      await ana.sendForm();

      await ana.sees('Say more', { in: ana.modal });
      expect(await ana.modal.getByRole('textbox', { name: 'What' }).inputValue()).toBe('wrong');
    });

    test('keeps the focus inside, and what was typed below a pushed form', async () => {
      await ana.say('/escalate');
      await ana.fill('What', 'Half a sentence');
      await ana.modal.getByRole('button', { name: 'Help' }).click();
      await ana.modal.getByRole('heading', { name: 'Help with tickets' }).waitFor();
      for (let tab = 0; tab < 12; tab += 1) {
        await ana.page.keyboard.press('Tab');
        const isOutside = await ana.page.evaluate('document.activeElement.closest("main, nav") !== null');
        expect(isOutside).toBe(false);
      }
      await ana.modal.getByRole('button', { name: 'Back' }).click();

      await ana.modal.getByRole('heading', { name: 'Ticket', exact: true }).waitFor();
      expect(await ana.modal.getByRole('textbox', { name: 'What' }).inputValue()).toBe('Half a sentence');
    });
  });

  test('has threads at the side, reactions, and corrections', async () => {
    await ana.say('A message to talk about');
    await ana.message('A message to talk about').hover();
    await ana.message('A message to talk about').getByRole('button', { name: 'Reply in thread' }).click();
    const thread = ana.page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('textbox', { name: 'Reply…' }).fill('Under it');
    await ana.page.keyboard.press('Enter');
    await thread.getByRole('article').filter({ hasText: 'Under it' }).waitFor();
    await ana.sees('1 reply', { on: 'A message to talk about' });
    await thread.getByRole('button', { name: 'Close thread' }).click();

    await ana.message('A message to talk about').hover();
    await ana.message('A message to talk about').getByRole('button', { name: 'React with eyes' }).click();
    await ana.message('A message to talk about').getByRole('button', { name: 'You reacted with :eyes:' }).waitFor();

    await ana.message('A message to talk about').getByRole('button', { name: 'More actions' }).click();
    await ana.page.getByRole('menuitem', { name: 'Edit message' }).click();
    await ana.page.getByRole('textbox', { name: 'Edit message' }).fill('A message to think about');
    await ana.page.keyboard.press('Enter');
    await ana.sees('(edited)', { on: 'A message to think about' });
  });

  test('tells somebody elsewhere that there is news, and a mention by number', async () => {
    const leo = await PersonWindow.open(browser, workspace.url, 'U0LEO');
    await leo.goTo('random');

    await ana.say('@leo can you look?');

    await leo.sidebar.getByRole('button', { name: /care.*1 new for you/ }).waitFor();
    await leo.goTo('care');
    await leo.sees('can you look?', { on: '@Leo Brandt' });
    expect(await leo.sidebar.getByRole('button', { name: 'care', exact: true }).count()).toBe(1);
    await leo.close();
  });

  test('moves the clock', async () => {
    await ana.page.getByRole('button', { name: /^Clock/ }).click();
    await ana.page.getByRole('menuitem', { name: 'Next Monday 08:55' }).click();

    await ana.sees(/Mon \d+ \w+.*08:55/, { in: ana.page.getByRole('banner') });
  });

  test('has given no browser anything to complain about', () => {
    expect(ana.complaints).toEqual([]);
  });
});
