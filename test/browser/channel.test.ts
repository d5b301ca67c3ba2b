import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { type Gallery, startGallery } from './support/gallery-server.ts';
import { NOW } from './support/gallery-blocks.ts';
import { PersonWindow } from './support/person-window.ts';

describe('in a channel', () => {
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
    await ana.page.goto(`${gallery.url}/?as=U0ANA&at=C0CARE`);
    await ana.page.getByRole('main').waitFor();
  });

  const press = (key: string) => ana.page.keyboard.press(key);
  const search = () => ana.page.getByRole('search');

  test('words are found in every message, newest first, and walked through', async () => {
    await press('Control+f');
    await ana.page.keyboard.type('order 40');

    await ana.sees('50 of 50', { in: search() });
    await press('Enter');
    await ana.sees('49 of 50', { in: search() });
    await press('Shift+Enter');
    await press('Shift+Enter');
    await ana.sees('1 of 50', { in: search() });
    await expect.poll(() => ana.message('Message number 1:').isVisible()).toBe(true);
    expect(await ana.page.evaluate(`CSS.highlights.get('search-found').size`)).toBe(50);
  });

  test('words that nobody wrote are told so, and Esc ends the search', async () => {
    await press('Control+f');
    await ana.page.keyboard.type('zebra');
    await ana.sees('Nothing here says “zebra”', { in: search() });
    await press('Escape');

    await search().waitFor({ state: 'hidden' });
    expect(await ana.page.evaluate('CSS.highlights.size')).toBe(0);
  });

  test('words are found across what is bold, linked or mentioned', async () => {
    await press('Control+f');
    await ana.page.keyboard.type('the policy. bold it');

    await ana.sees('1 of 1', { in: search() });
  });

  test('older messages come as one reads up, and a button leads back', async () => {
    await ana.message('Message number 50:').waitFor();
    expect(await ana.message('Message number 1:').count()).toBe(0);
    await ana.page.getByRole('log', { name: 'Messages in #care' }).hover();
    await expect
      .poll(async () => {
        await ana.page.mouse.wheel(0, -2000);
        return ana.message('Message number 1:').count();
      })
      .toBe(1);
    await ana.page.getByRole('button', { name: 'Jump to newest' }).click();
    const list = `document.querySelector('.message-list')`;
    await expect
      .poll(() => ana.page.evaluate(`${list}.scrollHeight - ${list}.scrollTop - ${list}.clientHeight`))
      .toBeLessThan(5);
  });

  test('one who has read up is told what is new, and sees the foot again when they write', async () => {
    const { channels } = gallery.state;
    const care = channels.find(({ id }) => id === 'C0CARE');
    const before = care?.messages.length ?? 0;
    const below = `(() => {
      const list = document.querySelector('.message-list');
      return list.scrollHeight - list.scrollTop - list.clientHeight;
    })()`;
    await ana.message('Sent to #care-escalations').waitFor();
    await ana.page.getByRole('log', { name: 'Messages in #care' }).hover();
    await ana.page.mouse.wheel(0, -320);
    await ana.page.getByRole('button', { name: 'Jump to newest' }).waitFor();
    care?.messages.push({ ts: `${NOW / 1000}.000100`, channel: 'C0CARE', user: 'U0LEO', text: 'Done', reactions: [] });
    gallery.changed();
    await ana.page.getByRole('button', { name: '1 new message' }).waitFor();
    await ana.say('Thank you');

    await expect.poll(() => ana.page.evaluate(below)).toBeLessThan(5);
    care?.messages.splice(before);
  });

  test('what one types right after choosing a channel goes there', async () => {
    await ana.goTo('care-escalations');
    await ana.page.keyboard.type('/case');

    const field = ana.page.getByRole('textbox', { name: 'Message #care-escalations' });
    expect(await field.inputValue()).toBe('/case');
    await field.fill('');
    await press('Control+k');
    await ana.page.keyboard.type('general');
    await press('Enter');
    await ana.page.getByRole('log', { name: 'Messages in #general' }).waitFor();
    await ana.page.keyboard.type('Hello');

    expect(await ana.page.getByRole('textbox', { name: 'Message #general' }).inputValue()).toBe('Hello');
    await ana.page.getByRole('textbox', { name: 'Message #general' }).fill('');
  });

  test('the switcher goes to channels, people and the app by the keyboard alone', async () => {
    await press('Control+k');
    await ana.page.keyboard.type('escal');
    await press('Enter');
    await ana.page.getByRole('log', { name: 'Messages in #care-escalations' }).waitFor();

    await press('Control+k');
    await ana.page.keyboard.type('nobody has this name');
    await ana.sees('Nobody and nothing here is called “nobody has this name”');
    await press('Escape');
    await ana.modal.waitFor({ state: 'hidden' });

    await press('Control+k');
    await ana.page.keyboard.type('leo');
    await press('Enter');
    await expect.poll(() => gallery.acts.find((act) => act.type === 'open_dm')).toMatchObject({ user: 'U0LEO' });
  });

  test('its menu brings the app in, and asks before it archives', async () => {
    await ana.page.getByRole('button', { name: 'care, channel options' }).click();
    await ana.page.getByRole('menuitem', { name: 'Add Floorwalker to this channel' }).click();
    await ana.page.getByRole('button', { name: 'care, channel options' }).click();
    await ana.page.getByRole('menuitem', { name: 'Archive channel for everyone' }).click();
    await ana.page.getByRole('dialog', { name: 'Archive #care?' }).getByRole('button', { name: 'Cancel' }).click();

    await expect
      .poll(() => gallery.acts.filter((act) => act.type !== 'seen').map((act) => act.type))
      .toEqual(['invite']);
  });

  test('its menu asks before it takes the app out, and says that it did', async () => {
    const care = gallery.state.channels.find(({ id }) => id === 'C0CARE');
    const before = care?.members ?? [];
    if (care) care.members = [...before, 'U0FLOORWALK'];
    gallery.changed();
    await ana.page.getByRole('button', { name: '5 members' }).waitFor();
    const question = ana.page.getByRole('dialog', { name: 'Remove Floorwalker from #care?' });
    for (const answer of ['Cancel', 'Remove']) {
      await ana.page.getByRole('button', { name: 'care, channel options' }).click();
      await ana.page.getByRole('menuitem', { name: 'Remove Floorwalker from this channel' }).click();
      await question.getByRole('button', { name: answer }).click();
    }

    await ana.sees('Floorwalker is no longer in #care.');
    expect(gallery.acts.filter(({ type }) => type === 'remove').length).toBe(1);
    if (care) care.members = before;
  });

  test('the day above a message covers none of it', async () => {
    await ana.page.setViewportSize({ width: 900, height: 700 });
    await ana.page.getByRole('log', { name: 'Messages in #care' }).hover();
    await ana.page.mouse.wheel(0, -500);
    const covers = `(() => {
      const list = document.querySelector('.message-list').getBoundingClientRect();
      return [...document.querySelectorAll('.day-line')].map((day) => day.getBoundingClientRect().width - list.width);
    })()`;

    for (const missing of await ana.page.evaluate<number[]>(covers)) expect(missing).toBeGreaterThan(-60);
    await ana.page.setViewportSize({ width: 1400, height: 900 });
  });

  test('its members can be seen, added and removed', async () => {
    await ana.page.getByRole('button', { name: '4 members' }).click();
    await ana.modal.getByRole('button', { name: /^Leo Brandt/ }).waitFor();
    await ana.modal.getByRole('button', { name: 'Remove Leo Brandt' }).focus();
    await press('Enter');
    await ana.modal.getByRole('combobox', { name: 'Add people or apps' }).fill('Gus');
    await press('Enter');

    await expect
      .poll(() => gallery.acts.filter((act) => act.type === 'remove' || act.type === 'invite'))
      .toEqual([
        { type: 'remove', as: 'U0ANA', channel: 'C0CARE', user: 'U0LEO' },
        { type: 'invite', as: 'U0ANA', channel: 'C0CARE', user: 'U0GUEST' },
      ]);
  });

  test('reactions say who, when pointed at and when focused', async () => {
    const pill = ana.message('the policy').getByRole('button', { name: /:eyes:/ });
    await pill.focus();

    await expect.poll(() => pill.getByText('You and Leo Brandt reacted with :eyes:').isVisible()).toBe(true);
  });

  test('replies can be sent to the channel too', async () => {
    await ana.message('A customer wrote').hover();
    await ana.message('A customer wrote').getByRole('button', { name: 'Reply in thread' }).click();
    const thread = ana.page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('checkbox', { name: 'Also send to #care' }).check();
    await thread.getByRole('textbox', { name: 'Reply…' }).fill('For all to know');
    await press('Enter');

    await expect
      .poll(() => gallery.acts.find((act) => act.type === 'message'))
      .toMatchObject({ text: 'For all to know', broadcast: true });
  });
});

describe('blocks of every kind', () => {
  let gallery: Gallery;
  let browser: Browser;
  let ana: PersonWindow;

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, gallery.url, 'U0ANA');
    await ana.goTo('every-block');
    await ana.sees('Open cases by team');
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  test('none is drawn as unknown, and nothing complains', async () => {
    expect(await ana.page.locator('.block-unknown').count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  });

  test('a data table is sorted, filtered and paged', async () => {
    const table = ana.page.getByRole('table', { name: 'Open cases by team' });
    const first = () => table.getByRole('rowheader').first().innerText();
    await table.getByRole('button', { name: 'Open' }).click();
    expect(await first()).toBe('Team 1');
    await table.getByRole('button', { name: 'Open' }).click();
    expect(await first()).toBe('Team 8');
    expect(await table.getByRole('columnheader', { name: 'Open' }).getAttribute('aria-sort')).toBe('descending');

    await ana.page.getByRole('button', { name: 'Next', exact: true }).click();
    await ana.sees('Page 2 of 3');
    await ana.page.getByRole('searchbox', { name: 'Filter rows' }).fill('note 11');
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(['Team 12']);
  });

  test('feedback is pressed and told', async () => {
    await ana.page.getByRole('button', { name: 'Good answer' }).click();

    const act = gallery.acts.find((one) => one.type === 'block_action');
    expect(act?.action).toEqual({ type: 'feedback_buttons', action_id: 'rate', value: 'good' });
    expect(await ana.page.getByRole('button', { name: 'Only Leo' }).count()).toBe(0);
  });

  test('a picture opens large, and Esc closes it', async () => {
    await ana.page.getByRole('button', { name: 'Open a bar' }).last().click();
    await ana.page.getByRole('dialog', { name: 'A figure' }).waitFor();
    await ana.page.keyboard.press('Escape');

    await expect.poll(() => ana.page.getByRole('dialog', { name: 'A figure' }).count()).toBe(0);
  });

  test('what an app edits in blocks is not called edited; a person’s text is', async () => {
    expect(await ana.page.getByText('(edited)').count()).toBe(0);
    await ana.goTo('care');
    await ana.sees('(edited)', { on: 'the policy' });
  });
});
