import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { type Gallery, startGallery } from './support/gallery-server.ts';
import { PersonWindow } from './support/person-window.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in what is on the screen, a line each. */
async function faultsOf({ page }: PersonWindow): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  );
}

describe.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 420],
  ['dark', 420],
] as const)('every block and field, %s, %d wide', (colorScheme, width) => {
  let gallery: Gallery;
  let browser: Browser;
  let ana: PersonWindow;

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, gallery.url, 'U0ANA', { colorScheme, viewport: { width, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  test.each([
    ['a busy channel', '&at=C0CARE'],
    ['every block', '&at=C0BLOCKS'],
    ['a thread', '&at=C0CARE&thread=1795426500.000100'],
    ['a case', '&at=C0CAREESC'],
    ['an empty channel with a long name', '&at=C0EMPTY'],
    ['files', '&at=D0ANA'],
    ['Home', '&at=D0ANA&tab=home'],
  ])('%s can be read and worked by everybody', async (_what, place) => {
    await ana.page.goto(`${gallery.url}/?as=U0ANA${place}`);
    await ana.page.getByRole('main').waitFor();

    expect(await faultsOf(ana)).toEqual([]);
    expect(await ana.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test.each([
    ['the quick switcher', 'Control+k', 'dialog'],
    ['the search of a channel', 'Control+f', 'search'],
  ] as const)('so can %s', async (_what, keys, role) => {
    await ana.page.goto(`${gallery.url}/?as=U0ANA&at=C0CARE`);
    await ana.page.getByRole('main').waitFor();
    await ana.page.keyboard.press(keys);
    await ana.page.getByRole(role).waitFor();
    await ana.page.keyboard.type('care');

    expect(await faultsOf(ana)).toEqual([]);
  });

  test('so can the members of a channel', async () => {
    await ana.page.goto(`${gallery.url}/?as=U0ANA&at=C0CARE`);
    await ana.page.getByRole('button', { name: '4 members' }).click();
    await ana.sees('Members of #care', { in: ana.modal });

    expect(await faultsOf(ana)).toEqual([]);
  });

  test('so can a form with every field', async () => {
    gallery.state.views = [];
    await ana.page.goto(`${gallery.url}/?as=U0ANA&at=C0CARE`);
    await ana.say('/escalate fields');
    await ana.modal.waitFor();
    await ana.sendForm();
    await ana.sees('Please complete this required field.', { in: ana.modal });

    expect(await faultsOf(ana)).toEqual([]);
    expect(await ana.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('so can a form with errors', async () => {
    gallery.state.views = [];
    await ana.page.goto(`${gallery.url}/?as=U0ANA&at=C0CARE`);
    await ana.say('/escalate refund');
    await ana.modal.waitFor();
    await ana.sendForm();
    await ana.sees('Do you mean 180 or 1.80?');

    expect(await faultsOf(ana)).toEqual([]);
    expect(ana.complaints).toEqual([]);
  });
});
