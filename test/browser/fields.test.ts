import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Act } from '../../src/sandbox/protocol.ts';
import { launchBrowser } from './support/browser.ts';
import { type Gallery, startGallery } from './support/gallery-server.ts';
import { PersonWindow } from './support/person-window.ts';

type Values = Extract<Act, { type: 'submit' }>['state'];

describe('a form with every field', () => {
  let gallery: Gallery;
  let browser: Browser;
  let ana: PersonWindow;

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, gallery.url, 'U0ANA');
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });
  beforeEach(async () => {
    gallery.acts.length = 0;
    gallery.state.views = [];
    gallery.changed();
    await ana.page.goto(`${gallery.url}/?as=U0ANA&at=C0CARE`);
    await ana.say('/escalate fields');
    await ana.modal.waitFor();
  });

  /** Sends the form and tells what the workspace was given. */
  async function sent(): Promise<Values> {
    await ana.fill('Short', 'four');
    await ana.sendForm();
    await expect.poll(() => gallery.acts.some((act) => act.type === 'submit')).toBe(true);
    const submit = gallery.acts.find((act) => act.type === 'submit');
    return submit?.state ?? {};
  }

  test('takes formatted text from the keyboard', async () => {
    const { keyboard } = ana.page;
    await ana.modal.getByRole('textbox', { name: 'Story' }).click();
    await keyboard.type('The ');
    await keyboard.press('Control+b');
    await keyboard.type('desk');
    await keyboard.press('Control+b');
    await keyboard.type(' is ');
    await keyboard.press('Control+i');
    await keyboard.type('late');
    await keyboard.press('Control+i');
    await keyboard.press('Enter');
    await keyboard.press('Control+Shift+Digit8');
    await keyboard.type('call');
    await keyboard.press('Enter');
    await keyboard.type('refund');

    const values = await sent();

    expect(values['story']?.['story']).toEqual({
      type: 'rich_text_input',
      rich_text_value: {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'The ' },
              { type: 'text', text: 'desk', style: { bold: true } },
              { type: 'text', text: ' is ' },
              { type: 'text', text: 'late', style: { italic: true } },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            indent: 0,
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'call' }] },
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'refund' }] },
            ],
          },
        ],
      },
    });
  });

  test('makes links and code of what is selected', async () => {
    const { keyboard } = ana.page;
    await ana.modal.getByRole('textbox', { name: 'Story' }).click();
    await keyboard.type('order');
    await keyboard.press('Control+Shift+ArrowLeft');
    await keyboard.press('Control+Shift+C');
    await keyboard.press('Control+End');
    await ana.modal.getByRole('button', { name: 'Link' }).click();
    await ana.modal.getByRole('textbox', { name: 'Link address' }).fill('https://example.com/4711');
    await keyboard.press('Enter');

    const values = await sent();

    const text = JSON.stringify(values['story']);
    expect(text).toContain('{"type":"text","text":"order","style":{"code":true}}');
    expect(text).toContain('{"type":"link","url":"https://example.com/4711"');
  });

  test('uploads files, and refuses what it does not take', async () => {
    const chooser = ana.modal.locator('input[type=file]');
    await chooser.setInputFiles({ name: 'order.exe', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await ana.sees('order.exe is not one of these types: txt, png.', { in: ana.modal });
    await chooser.setInputFiles({ name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('Order 4711') });
    await ana.modal.getByRole('button', { name: 'Remove order.txt' }).waitFor();

    const values = await sent();

    const upload = gallery.acts.find((act) => act.type === 'upload');
    expect(upload).toMatchObject({ name: 'order.txt', contentBase64: btoa('Order 4711') });
    expect(values['files']?.['files']).toMatchObject({ type: 'file_input', files: [{ name: 'order.txt' }] });
  });

  test('says at each field what is wrong, goes to the first, and keeps everything', async () => {
    await ana.fill('Short', 'ab');
    await ana.fill('Mail', 'ana@home');
    await ana.fill('Site', 'home');
    await ana.fill('Count', '12');
    await ana.sendForm();

    await ana.sees('Please enter at least 3 characters.', { in: ana.modal });
    const alerts = await ana.modal.getByRole('alert').allInnerTexts();
    expect(alerts).toHaveLength(4);
    expect(await ana.page.locator(':focus').getAttribute('id')).toBe('field-short');
    expect(await ana.modal.getByRole('textbox', { name: 'Mail' }).inputValue()).toBe('ana@home');
    expect(gallery.acts.some((act) => act.type === 'submit')).toBe(false);
  });

  test('counts down the last characters', async () => {
    await ana.fill('Short', 'ten letter');

    await expect.poll(() => ana.modal.getByLabel('2 characters left').innerText()).toBe('2');
  });

  test('finds grouped options, and takes no more than it may', async () => {
    const cities = ana.modal.getByRole('combobox', { name: 'Cities' });
    await cities.click();
    await ana.sees('Europe');
    for (const city of ['Berlin', 'Rome', 'Lima']) await ana.page.getByRole('option', { name: city }).click();
    await ana.sees('You can choose up to 2');
    await ana.page.keyboard.press('Escape');

    const values = await sent();

    expect(JSON.stringify(values['cities'])).toContain('"value":"rome"');
    expect(JSON.stringify(values['cities'])).not.toContain('"value":"lima"');
  });

  test('asks the app only from so many letters on', async () => {
    const zones = ana.modal.getByRole('combobox', { name: 'Zones' });
    await zones.pressSequentially('E');
    await ana.sees('Type to search');
    expect(gallery.acts.some((act) => act.type === 'suggest')).toBe(false);
    await zones.pressSequentially('u');
    await ana.page.getByRole('option', { name: 'Europe/Berlin' }).click();

    const values = await sent();

    expect(JSON.stringify(values['zones'])).toContain('Europe/Berlin');
  });

  test('begins in the conversation at hand where the app asks for it', async () => {
    const values = await sent();

    expect(values['conversation']?.['conversation']).toMatchObject({ selected_conversation: 'C0CARE' });
  });
});
