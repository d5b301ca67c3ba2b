import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { wrongIn } from './support/axe.ts';
import { launchBrowser } from './support/browser.ts';
import { PersonWindow } from './support/person-window.ts';

const LONG_TITLE = 'All delivery windows of this week '.repeat(5);

describe('what the app sent', () => {
  let workspace: Workspace;
  let browser: Browser;
  let ana: PersonWindow;

  beforeAll(async () => {
    workspace = await startWorkspace({ app: { url: () => 'http://127.0.0.1:9/' }, page: true });
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, workspace.url, 'U0ANA');
  });
  afterAll(async () => {
    await browser?.close();
    await workspace?.close();
  });

  /** A call of the Web API as an app makes it. */
  async function call(method: string, body: object): Promise<void> {
    await fetch(`${workspace.url}/api/${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${workspace.world.identity.botToken}`,
      },
      body: JSON.stringify(body),
    });
  }

  const tools = () => ana.page.getByRole('complementary', { name: 'Workshop tools' });
  const line = (text: string | RegExp) => tools().locator('.call-line').filter({ hasText: text });

  test('says in words that there is nothing yet', async () => {
    await ana.page.keyboard.press('Control+.');

    await ana.sees('Nothing yet.', { in: tools() });
  });

  test('shows a refused payload, why it was refused, and where in it', async () => {
    await call('conversations.join', { channel: 'C0CARE' });
    await call('chat.postMessage', {
      channel: 'C0CARE',
      text: 'This week',
      blocks: [{ type: 'divider' }, { type: 'header', text: { type: 'plain_text', text: LONG_TITLE } }],
    });
    await line('chat.postMessage').click();

    await ana.sees('refused', { in: line('chat.postMessage') });
    await ana.sees('in #care', { in: line('chat.postMessage') });
    await ana.sees(/blocks › 2nd \(header\) › text/, { in: tools().locator('.call-why') });
    const marked = tools().locator('.json-node.is-marked').first();
    expect(await marked.innerText()).toContain(LONG_TITLE);
    expect(await marked.innerText()).toMatch(/↑ must be less than 151 characters/);
    expect(await tools().innerText()).not.toContain(workspace.world.identity.botToken);
  });

  test.each(['light', 'dark'] as const)('can be read by everybody, %s', async (colorScheme) => {
    await ana.page.emulateMedia({ colorScheme });

    expect(await wrongIn(ana)).toEqual([]);
  });

  test('shows only what went wrong, or what a word is in', async () => {
    await call('auth.test', {});
    await line('auth.test').waitFor();
    await tools().getByRole('checkbox', { name: 'Only what went wrong' }).check();
    await line('auth.test').waitFor({ state: 'hidden' });
    expect(await line(/./).filter({ hasText: 'ok' }).count()).toBe(0);
    await tools().getByRole('checkbox').uncheck();
    await tools().getByRole('searchbox').fill('join');
    await line('conversations.join').waitFor();

    expect(await line('auth.test').count()).toBe(0);
    await tools().getByRole('searchbox').fill('');
  });

  test('stands still while it is paused, and forgets when it is told to', async () => {
    await tools().getByRole('button', { name: 'Pause' }).click();
    await call('team.info', {});
    await tools().getByRole('button', { name: 'Clear' }).click();
    expect(await line(/./).count()).toBe(0);
    await tools().getByRole('button', { name: 'Go on' }).click();

    await line('team.info').waitFor();
    expect(await line('auth.test').count()).toBe(0);
  });

  test('holds 200 calls, the newest first, and opens one of them', async () => {
    for (let count = 0; count < 209; count += 1) await call('auth.test', { count });
    await call('bookmarks.list', { channel_id: 'C0CARE' });
    const calls = tools().locator('.call');
    // Only the last call says that the page knows of all.
    await expect.poll(() => calls.first().innerText()).toContain('bookmarks.list');
    expect(await calls.count()).toBe(200);
    await line('bookmarks.list').click();

    await ana.sees('"C0CARE"', { in: tools() });
  });

  test('is as wide as one draws it, as wide as a phone there, and gone by Escape', async () => {
    const edge = tools().getByRole('separator');
    const before = (await tools().boundingBox())?.width ?? 0;
    await edge.focus();
    await ana.page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await tools().boundingBox())?.width).toBe(before + 32);
    await ana.page.setViewportSize({ width: 420, height: 800 });
    await expect.poll(async () => (await tools().boundingBox())?.width).toBe(420);
    await tools().getByRole('tab', { name: 'What the app sent' }).focus();
    await ana.page.keyboard.press('Escape');

    await tools().waitFor({ state: 'hidden' });
    expect(ana.complaints).toEqual([]);
  });
});
