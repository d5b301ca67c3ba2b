/** One person's window of the workshop, moved by what stands on the screen. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

const PATIENCE_MS = 20_000;

export class PersonWindow {
  readonly page: Page;
  /** What the browser itself complained about; a journey ends with none. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  /** Opens the workshop as somebody, in a browser profile of its own that has been here before: no tour is offered. */
  static async open(
    browser: Browser,
    url: string,
    as: string,
    look: BrowserContextOptions & { isFirstVisit?: boolean } = {},
  ): Promise<PersonWindow> {
    const { isFirstVisit = false, ...options } = look;
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      acceptDownloads: true,
      ...options,
    });
    if (!isFirstVisit)
      await context.addInitScript(
        "localStorage.getItem('floorwalker.tour') ?? localStorage.setItem('floorwalker.tour', '{\"status\":\"declined\"}')",
      );
    const window = new PersonWindow(await context.newPage());
    await window.page.goto(`${url}/?as=${as}`);
    await window.page.getByRole('main').waitFor();
    return window;
  }

  get sidebar(): Locator {
    return this.page.getByRole('navigation', { name: 'Conversations' });
  }

  get modal(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Goes to a channel, a person, or the app by its name in the sidebar. */
  async goTo(name: string, tab?: 'Home' | 'Messages'): Promise<void> {
    await this.sidebar.getByRole('button', { name }).first().click();
    if (tab) await this.page.getByRole('tab', { name: tab }).click();
  }

  /** The last message that holds the text. */
  message(text: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('article').filter({ hasText: text }).last();
  }

  async say(text: string): Promise<void> {
    const field = this.page.getByRole('main').getByRole('textbox', { name: /^Message / });
    await field.fill(text);
    await field.press('Enter');
  }

  /** Presses a button of the message that holds the text. */
  async press(button: string, message: string | RegExp): Promise<void> {
    // By what stands on it: a button may have another name for screen readers.
    const buttons = this.message(message).locator('button');
    await buttons.filter({ hasText: new RegExp(`^${button}$`) }).click();
  }

  async messageShortcut(shortcut: string, message: string | RegExp): Promise<void> {
    await this.message(message).hover();
    await this.message(message).getByRole('button', { name: 'More actions' }).click();
    await this.page.getByRole('menuitem', { name: shortcut }).click();
  }

  /** Types into a field of the open modal. */
  async fill(label: string, text: string): Promise<void> {
    await this.modal.getByRole('textbox', { name: label }).fill(text);
  }

  /** Picks options of a select or radio group of the open modal, as people find them: by typing. */
  async choose(label: string, ...options: string[]): Promise<void> {
    const group = this.modal.getByRole('radiogroup', { name: label });
    const select = this.modal.getByRole('combobox', { name: label });
    await group.or(select).first().waitFor();
    for (const option of options) {
      if (await group.count()) await group.getByLabel(option, { exact: false }).first().check();
      else await this.chooseFrom(select, option);
    }
    await this.page.keyboard.press('Tab');
  }

  private async chooseFrom(select: Locator, option: string): Promise<void> {
    await select.fill(option);
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** Sends the modal and waits until it is gone. */
  async submit(): Promise<void> {
    await this.sendForm();
    await this.modal.waitFor({ state: 'hidden' });
  }

  /** Presses the modal's green button. */
  async sendForm(): Promise<void> {
    await this.modal.locator('button[type=submit]').click();
  }

  /** Leaves every open form, whatever was typed in it. */
  async leaveForms(): Promise<void> {
    const discard = this.page.getByRole('button', { name: 'Discard' });
    while (await this.modal.first().isVisible()) {
      if (await discard.isVisible()) await discard.click();
      else await this.page.keyboard.press('Escape');
    }
  }

  /** Waits until a text stands on the page, in the last message that holds `on`, or in some part of the page. */
  async sees(text: string | RegExp, where: { on?: string | RegExp; in?: Locator } = {}): Promise<void> {
    const part = where.on ? this.message(where.on) : (where.in ?? this.page);
    await part.getByText(text).last().waitFor();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
