import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ALWAYS_OPEN, setUpCare } from '../journeys/support/northwind-team.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { wrongIn } from './support/axe.ts';
import { launchBrowser } from './support/browser.ts';
import { PersonWindow } from './support/person-window.ts';

const MOST_PRESSES = 60;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function isOn(one: Box, other: Box): boolean {
  const across = one.x < other.x + other.width && other.x < one.x + one.width;
  return across && one.y < other.y + other.height && other.y < one.y + one.height;
}

declare global {
  interface Window {
    /** Each text the tour's card has shown, in their order. */
    cardSaid: string[];
  }
}

/** Runs in the page: writes down whatever the card says, however short it says it. */
function listenToCard(): void {
  window.cardSaid = [];
  const listen = () => {
    const text = document.querySelector('[aria-label="Guided tour"]')?.textContent ?? '';
    if (text && text !== window.cardSaid.at(-1)) window.cardSaid.push(text);
  };
  new MutationObserver(listen).observe(document.body, { childList: true, characterData: true, subtree: true });
  listen();
}

/** A newcomer, who presses what the tour points at or offers, and nothing else. */
class Newcomer {
  readonly window: PersonWindow;
  /** How much of what the card said is behind them. */
  private followed = 0;

  private constructor(window: PersonWindow) {
    this.window = window;
  }

  static async arrive(window: PersonWindow): Promise<Newcomer> {
    await window.page.evaluate(listenToCard);
    return new Newcomer(window);
  }

  get card(): Locator {
    return this.window.page.getByRole('complementary', { name: 'Guided tour' });
  }

  get ring(): Locator {
    return this.window.page.locator('.tour-ring');
  }

  /** Goes on until the card says this, or said it since it was last asked: it may go on by itself as others act. */
  async followUntil(words: RegExp): Promise<void> {
    for (let press = 0; press < MOST_PRESSES; press += 1) {
      const said = await this.said();
      const found = said.findIndex((text) => words.test(text));
      if (found !== -1) {
        this.followed += found;
        return;
      }
      await this.press(said.length);
    }
    throw new Error(`the tour never said ${words}; it said: ${JSON.stringify(await this.said())}`);
  }

  /** All the card has said since what was last waited for, that included. */
  private async said(): Promise<string[]> {
    const all = await this.window.page.evaluate(() => window.cardSaid);
    return all.slice(this.followed);
  }

  private async press(saidBefore: number): Promise<void> {
    const goesOn = async () => (await this.said()).length > saidBefore;
    const help = this.card.locator('.tour-buttons .button').first();
    // Both move when the page does; the card may take a moment longer.
    await vi.waitUntil(async () => !(await this.isHidden()), { timeout: 15_000 });
    const ring = await this.boxOf(this.ring);
    // What it says by now may be what is waited for.
    if (await goesOn()) return;
    if (await help.count()) await help.click({ timeout: 1000 }).catch(() => undefined);
    else if (ring) await this.window.page.mouse.click(ring.x + ring.width / 2, ring.y + ring.height / 2);
    await vi.waitUntil(goesOn, { timeout: 1_000 }).catch(() => undefined);
  }

  /** Whether the card lies on what it points at. */
  private async isHidden(): Promise<boolean> {
    const [ring, card] = await Promise.all([this.boxOf(this.ring), this.boxOf(this.card)]);
    return ring !== null && card !== null && isOn(ring, card);
  }

  private async boxOf(thing: Locator): Promise<Box | null> {
    return (await thing.count()) ? thing.boundingBox({ timeout: 500 }).catch(() => null) : null;
  }
}

describe('the guided tour', () => {
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

  async function newcomer(colorScheme: 'light' | 'dark', width: number): Promise<Newcomer> {
    const look = { colorScheme, viewport: { width, height: 860 }, isFirstVisit: true };
    return Newcomer.arrive(await PersonWindow.open(browser, workspace.url, 'U0ANA', look));
  }

  test('is offered at the first visit, and is gone for good by "Not now"', async () => {
    const { card, window } = await newcomer('light', 1440);
    expect(await wrongIn(window)).toEqual([]);
    await card.getByRole('button', { name: 'Not now' }).click();
    await window.page.reload();
    await window.page.getByRole('main').waitFor();

    expect(await card.count()).toBe(0);
    expect(window.complaints).toEqual([]);
    await window.close();
  });

  test.each([
    ['light', 1440],
    ['dark', 420],
  ] as const)('leads to its end by what it points at, %s, %d wide', async (colorScheme, width) => {
    const ana = await newcomer(colorScheme, width);
    await ana.card.getByRole('button', { name: 'Start the tour' }).click();
    await ana.followUntil(/Press\s*Escalate/);
    expect(await wrongIn(ana.window)).toEqual([]);
    await ana.followUntil(/Tour, step 2 of 4/);
    await ana.followUntil(/Tour, step 3 of 4/);
    await ana.followUntil(/Press\s*Resolve/);
    await ana.followUntil(/Tour, step 4 of 4/);
    await ana.followUntil(/The customer knows/);

    expect(await wrongIn(ana.window)).toEqual([]);
    await ana.window.sees('Done: the customer knows.');
    expect(ana.window.complaints).toEqual([]);
    await ana.window.close();
  });

  test('can be left and resumed where it was, also after the page was closed', async () => {
    const ana = await newcomer('light', 1440);
    await ana.card.getByRole('button', { name: 'Start the tour' }).click();
    await ana.followUntil(/Tour, step 2 of 4/);
    await ana.card.getByRole('button', { name: 'Skip the tour' }).click();
    await ana.card.waitFor({ state: 'hidden' });
    await ana.window.page.reload();
    await ana.window.page.getByRole('button', { name: 'Workshop menu' }).click();
    await ana.window.page.getByRole('menuitem', { name: 'Go on with the tour' }).click();

    await ana.card.waitFor();
    expect(await ana.card.innerText()).toContain('Tour, step 2 of 4');
    await ana.window.close();
  });

  test('tells one who went elsewhere how to get back', async () => {
    const ana = await newcomer('light', 1440);
    await ana.window.goTo('care');
    await ana.window.say('Mr Lind wrote: “Nothing came.”');
    await ana.card.getByRole('button', { name: 'Start the tour' }).click();
    await ana.window.goTo('random');
    await ana.card.getByRole('button', { name: 'Go to #care' }).click();

    await ana.ring.waitFor();
    expect(new URL(ana.window.page.url()).searchParams.get('at')).toBe('C0CARE');
    await ana.window.close();
  });
});
