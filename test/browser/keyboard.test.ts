import type { ModalView } from '@slack/types';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { escalate } from './support/gallery-form.ts';
import { type Gallery, startGallery } from './support/gallery-server.ts';
import { PersonWindow } from './support/person-window.ts';

/** What has the focus in the very moment in which a form is there: fast fingers do not wait for the next one. */
const NOTE_FIRST_FOCUS = `new MutationObserver(() => {
  if (document.querySelector('dialog[open]')) window.firstFocus ??= document.activeElement.id;
}).observe(document.body, { subtree: true, childList: true, attributes: true })`;

const loading: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Escalate' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'One moment' } }],
};
const noted: ModalView = {
  ...escalate,
  blocks: [{ type: 'section', block_id: 'note', text: { type: 'plain_text', text: 'Noted' } }, ...escalate.blocks],
};
const readFirst: ModalView = {
  ...escalate,
  blocks: [
    ...Array.from({ length: 60 }, (_, line) => ({
      type: 'section' as const,
      block_id: `line-${line}`,
      text: { type: 'plain_text' as const, text: `Line ${line + 1} of 60` },
    })),
    ...escalate.blocks,
  ],
};
const choiceFirst: ModalView = { ...escalate, blocks: escalate.blocks.slice(1, 4) };

describe('a form, by the keyboard', () => {
  let gallery: Gallery;
  let browser: Browser;
  let ana: PersonWindow;

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
    gallery.state.views = [];
    ana = await PersonWindow.open(browser, gallery.url, 'U0ANA');
    await ana.goTo('care');
  });
  afterEach(() => ana.close());

  /** The app shows these views now. */
  function show(...views: ModalView[]): void {
    gallery.state.views = views.map((view, index) => ({ id: `V${index + 1}`, view }));
    gallery.changed();
  }

  function acts(): string[] {
    return gallery.acts.map((act) => act.type).filter((type) => type !== 'seen');
  }

  const press = (key: string) => ana.page.keyboard.press(key);
  const summary = () => ana.modal.getByRole('textbox', { name: 'Summary' });
  const focused = () => ana.page.locator(':focus');

  test('is sent by Enter, Enter', async () => {
    await ana.page.evaluate(NOTE_FIRST_FOCUS);
    await ana.say('/escalate refund 180 angry');
    await ana.modal.waitFor();
    await press('Enter');

    await ana.sees('Do you mean 180 or 1.80?');
    expect(await ana.page.evaluate('firstFocus')).toBe('field-summary');
    expect(acts()).toEqual(['command', 'submit']);
  });

  test('is neither closed nor sent by an Enter while it loads, and then takes the caret', async () => {
    show(loading);
    await ana.sees('One moment', { in: ana.modal });
    await press('Enter');
    await press('Enter');
    show(escalate);
    await summary().waitFor();

    await expect.poll(() => focused().getAttribute('id')).toBe('field-summary');
    expect(acts()).toEqual([]);
  });

  test('has the focus in its first field, also when pushed and when that is a choice', async () => {
    show(loading, choiceFirst);
    await ana.modal.getByRole('textbox', { name: 'Amount' }).waitFor();

    const first = ana.modal.locator('.input-block').first();
    expect(await first.locator(':focus').count()).toBe(1);
    expect(await first.getByRole('textbox').count()).toBe(0);
  });

  test('opens at its top where much is to be read before its first field', async () => {
    show(readFirst);
    await ana.sees('Line 1 of 60', { in: ana.modal });

    await expect.poll(() => focused().getAttribute('class')).toContain('modal-body');
    expect(await ana.modal.locator('.modal-body').evaluate((body) => body.scrollTop)).toBe(0);
    await press('End');
    await expect.poll(() => ana.modal.locator('.modal-body').evaluate((body) => body.scrollTop)).toBeGreaterThan(0);
  });

  test('keeps caret and focus where they are when the app changes it', async () => {
    show(escalate);
    await summary().waitFor();
    await press('Home');
    await ana.page.keyboard.type('Big ');
    show(noted);
    await ana.sees('Noted', { in: ana.modal });
    await ana.page.keyboard.type('loud ');

    expect(await summary().inputValue()).toBe('Big loud Refund 180, customer is angry');
  });

  test('goes at Escape, and asks first when something was typed', async () => {
    show(escalate);
    await summary().waitFor();
    await press('Escape');
    await ana.modal.waitFor({ state: 'hidden' });

    show(escalate);
    await summary().waitFor();
    await ana.page.keyboard.type('!');
    const question = ana.page.getByRole('dialog', { name: 'Discard what you typed?' });
    for (const _time of [1, 2]) {
      await press('Escape');
      await question.waitFor();
      await press('Escape');
      await question.waitFor({ state: 'hidden' });
      expect(await summary().inputValue()).toMatch(/!$/);
    }
    await press('Escape');
    await question.waitFor();
    await press('Enter');
    await question.waitFor({ state: 'hidden' });
    expect(await summary().inputValue()).toMatch(/!$/);
    await press('Escape');
    await question.getByRole('button', { name: 'Discard' }).click();

    await ana.modal.waitFor({ state: 'hidden' });
  });
});

describe('what stands around it', () => {
  let gallery: Gallery;
  let browser: Browser;

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  test('the usage of a command is not told to one who has typed it', async () => {
    gallery.state.commands = [{ command: '/escalate', description: 'Get help now', usageHint: 'refund 180 angry' }];
    const ana = await PersonWindow.open(browser, gallery.url, 'U0ANA');
    await ana.goTo('care');
    const field = ana.page.getByRole('textbox', { name: 'Message #care' });
    const hint = ana.page.locator('.composer-hint');

    await field.fill('/escalate ');
    expect(await hint.innerText()).toBe('/escalate Get help now · refund 180 angry');
    await field.fill('/escalate refund 180 angry');
    expect((await hint.innerText()).trim()).toBe('/escalate Get help now');
    await ana.close();
  });

  test('the buttons of a case stand in one row on a phone', async () => {
    const look = { viewport: { width: 420, height: 900 } };
    const ana = await PersonWindow.open(browser, gallery.url, 'U0ANA', look);
    await ana.page.goto(`${gallery.url}/?as=U0ANA&at=C0CAREESC`);
    await ana.message('Ask for info').waitFor();

    const tops = await ana.page.evaluate(
      '[...document.querySelectorAll(".actions > *")].map((one) => Math.round(one.getBoundingClientRect().top))',
    );
    expect(new Set(tops as number[]).size).toBe(1);
    await ana.close();
  });

  test('cards of the app that come one after the other have a gap between them', async () => {
    const dm = gallery.state.channels.find((channel) => channel.id === 'C0CAREESC');
    const [first] = dm?.messages ?? [];
    if (!dm || !first) throw new Error('the gallery has no case');
    dm.messages.push({ ...first, ts: (Number(first.ts) + 20).toFixed(6) });
    const ana = await PersonWindow.open(browser, gallery.url, 'U0ANA');
    await ana.goTo('care-escalations');
    await ana.message('Ask for info').waitFor();

    const gap = await ana.page.evaluate(`(() => {
      const [above, below] = [...document.querySelectorAll('.message .blocks')].map((one) => one.getBoundingClientRect());
      return below.top - above.bottom;
    })()`);
    expect(gap).toBeGreaterThanOrEqual(16);
    await ana.close();
  });
});
