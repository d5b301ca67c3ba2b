import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ALWAYS_OPEN, setUpCare } from '../journeys/support/northwind-team.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { wrongIn } from './support/axe.ts';
import { launchBrowser } from './support/browser.ts';
import { type Gallery, startGallery } from './support/gallery-server.ts';
import { PersonWindow } from './support/person-window.ts';

const RETURNS = {
  name: 'returns.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from('# Returns\n\nWithin 30 days.\n'),
};
const LIST = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') };
const LONG = { ...LIST, name: `${'a-very-long-name-that-nobody-would-type-'.repeat(4)}.csv` };

/** What a browser hands over when files are dropped or pasted. */
function transferOf({ page }: PersonWindow, ...names: string[]) {
  return page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const name of given) transfer.items.add(new File(['# Dropped'], name));
    return transfer;
  }, names);
}

describe('files in the composer', () => {
  let gallery: Gallery;
  let browser: Browser;
  let ana: PersonWindow;
  let chips: Locator;
  let field: Locator;

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });
  beforeEach(async () => {
    gallery.acts.length = 0;
    ana = await PersonWindow.open(browser, gallery.url, 'U0ANA');
    await ana.goTo('care');
    chips = ana.page.getByRole('list', { name: 'Files to send' }).getByRole('listitem');
    field = ana.page.getByRole('textbox', { name: 'Message #care' });
  });
  afterEach(() => ana.close());

  const sent = () => gallery.acts.filter(({ type }) => type === 'message' || type === 'upload');

  test('are chosen by the paper-clip, taken out again, and sent with what was typed', async () => {
    const choosing = ana.page.waitForEvent('filechooser');
    await ana.page.getByRole('button', { name: 'Attach files' }).press('Enter');
    await (await choosing).setFiles([RETURNS, LIST]);
    await ana.sees('2 files to send: returns.md, list.csv');
    await ana.page.getByRole('button', { name: 'Remove list.csv' }).press('Enter');
    await ana.page.keyboard.type('The rules for returns');
    await ana.page.keyboard.press('Enter');

    await expect.poll(sent).toMatchObject([
      { type: 'upload', name: 'returns.md', contentBase64: RETURNS.buffer.toString('base64') },
      { type: 'message', channel: 'C0CARE', text: 'The rules for returns', files: ['Freturns.md'] },
    ]);
    expect(await chips.count()).toBe(0);
  });

  test('are dropped anywhere on the conversation, and sent without a word', async () => {
    const log = ana.page.getByRole('log', { name: 'Messages in #care' });
    const dataTransfer = await transferOf(ana, 'dropped.md');
    await log.dispatchEvent('dragover', { dataTransfer });
    await ana.sees('Drop files to send them to #care');
    await log.dispatchEvent('drop', { dataTransfer });
    await chips.filter({ hasText: 'dropped.md' }).waitFor();
    await ana.page.keyboard.press('Enter');

    await expect.poll(() => sent().at(-1)).toMatchObject({ type: 'message', text: '', files: ['Fdropped.md'] });
    expect(await ana.page.getByText('Drop files').count()).toBe(0);
  });

  test('are pasted, and wait in their conversation while one looks elsewhere', async () => {
    await field.evaluate(
      (element, clipboardData) => {
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      await transferOf(ana, 'pasted.png'),
    );
    await chips.filter({ hasText: 'pasted.png' }).waitFor();
    await ana.goTo('every-block');
    const elsewhere = await chips.count();
    await ana.goTo('care');

    expect(elsewhere).toBe(0);
    expect(await chips.count()).toBe(1);
  });

  test('are refused beside the field when too large or too many, and nothing is lost', async () => {
    const chooser = ana.page.getByLabel('Files to attach');
    await field.fill('Half a sentence');
    await chooser.setInputFiles([RETURNS, { ...LIST, name: 'film.mp4', buffer: Buffer.alloc(14_000_001) }]);
    await ana.sees('film.mp4 is too large with 14 MB.', { in: ana.page.getByRole('alert') });
    expect(await chips.count()).toBe(1);
    await chooser.setInputFiles(Array.from({ length: 11 }, (_, at) => ({ ...LIST, name: `${at}.csv` })));
    await ana.sees('A message takes 10 files. Left out: 9.csv, 10.csv.', { in: ana.page.getByRole('alert') });

    expect(await chips.count()).toBe(10);
    expect(await field.inputValue()).toBe('Half a sentence');
    expect(sent()).toEqual([]);
  });

  test('do not go with a command, and stay', async () => {
    await ana.page.getByLabel('Files to attach').setInputFiles([RETURNS]);
    await ana.say('/case 4');

    await ana.sees('Commands take no files.', { in: ana.page.getByRole('alert') });
    expect(await field.inputValue()).toBe('/case 4');
    expect(await chips.count()).toBe(1);
  });

  test.each([
    ['light', 1400],
    ['dark', 420],
  ] as const)('can be read and worked by everybody, %s, %d wide', async (colorScheme, width) => {
    await ana.page.emulateMedia({ colorScheme });
    await ana.page.setViewportSize({ width, height: 900 });
    await ana.page.getByLabel('Files to attach').setInputFiles([RETURNS, LONG, LIST]);
    await chips.nth(2).waitFor();

    expect(await wrongIn(ana)).toEqual([]);
    expect(ana.complaints).toEqual([]);
    expect(await ana.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

describe('a policy as a file, in the browser', () => {
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

  test('Maya attaches it to her messages with Floorwalker, looks at it, publishes it, and Ana finds it', async () => {
    const maya = await PersonWindow.open(browser, workspace.url, 'U0MAYA');
    await maya.goTo('Floorwalker', 'Messages');
    await maya.page.getByLabel('Files to attach').setInputFiles([RETURNS]);
    await maya.page.getByRole('button', { name: 'Send now' }).click();
    await maya.sees('Markdown · 27 B', { on: 'returns.md' });
    await maya.sees('New policy: Returns, 1 passage');
    await maya.press('Look at changes', 'New policy');
    await maya.sees('Within 30 days.', { in: maya.modal });
    await maya.leaveForms();
    await maya.press('Publish', 'New policy');
    await maya.sees('Published: Returns.');

    const ana = await PersonWindow.open(browser, workspace.url, 'U0ANA');
    await ana.goTo('care');
    await ana.say('/policy returns within 30 days');
    await ana.message('Only visible to you').getByText('Returns').first().waitFor();
    expect([...maya.complaints, ...ana.complaints]).toEqual([]);
  });
});
