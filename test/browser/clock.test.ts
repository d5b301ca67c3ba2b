import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { wrongIn } from './support/axe.ts';
import { launchBrowser } from './support/browser.ts';
import { PersonWindow } from './support/person-window.ts';

const HOUR_MS = 3_600_000;

describe('the clock of the workspace', () => {
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

  const clock = () => ana.page.getByRole('button', { name: /^Clock/ });
  const said = () => ana.page.getByRole('banner').getByRole('status');

  async function pick(preset: string): Promise<void> {
    await clock().click();
    await ana.page.getByRole('menuitem', { name: preset }).click();
  }

  test('steps through what falls due on the way, and says how much that was', async () => {
    const { timers } = workspace.world;
    const begun = workspace.world.now().getTime();
    const due: string[] = [];
    for (const minutes of [10, 30, 90])
      timers.at(new Date(begun + minutes * 60_000), () => void due.push(`${minutes} minutes`));
    await pick('+1 hour');

    await ana.sees(/Moved to \w{3} \d+ \w+ \d\d:\d\d. 2 things were due on the way/, { in: said() });
    const [words, header] = [await said().boundingBox(), await ana.page.getByRole('main').boundingBox()];
    expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThanOrEqual(header?.y ?? 0);
    expect(due).toEqual(['10 minutes', '30 minutes']);
    expect(workspace.world.now().getTime() - begun).toBeGreaterThanOrEqual(HOUR_MS);
  });

  test('goes to a moment of one’s own, and says in words what it cannot do', async () => {
    await pick('Another moment…');
    const form = ana.page.getByRole('form', { name: 'Move the clock to' });
    expect(await wrongIn(ana)).toEqual([]);
    await form.getByLabel('Day').fill('2020-01-01');
    await form.getByRole('button', { name: 'Move the clock' }).click();
    await ana.sees('That is past. The clock only moves forward.', { in: form });
    const inTwoDays = new Date(workspace.world.now().getTime() + 48 * HOUR_MS).toISOString().slice(0, 10);
    await form.getByLabel('Day').fill(inTwoDays);
    await form.getByLabel('Time').fill('12:34');
    await form.getByRole('button', { name: 'Move the clock' }).click();

    await ana.sees(/Moved to .* 12:34/, { in: said() });
    expect(workspace.world.now().toISOString().slice(0, 10)).toBe(inTwoDays);
  });

  test.each(['light', 'dark'] as const)('can be read and worked by everybody, %s', async (colorScheme) => {
    await ana.page.emulateMedia({ colorScheme });
    await clock().click();
    await ana.page.getByRole('menuitem', { name: 'Next Monday 08:55' }).waitFor();

    expect(await wrongIn(ana)).toEqual([]);
    await ana.page.keyboard.press('Escape');
  });

  test('goes back to real time', async () => {
    await pick('Back to real time');

    await ana.sees(/Back to real time/, { in: said() });
    expect(Math.abs(workspace.world.now().getTime() - Date.now())).toBeLessThan(1000);
    expect(ana.complaints).toEqual([]);
  });
});
