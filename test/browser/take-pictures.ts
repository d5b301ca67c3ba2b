/**
 * Takes the pictures of docs/pictures from a running sandbox with its sample team, light and dark:
 * `npm run pictures -- http://localhost:3000`. It escalates and moves the clock, so take them from a fresh sandbox.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { launchBrowser } from './support/browser.ts';
import { passToMorning } from './support/clock.ts';
import { takeKeepTrue } from './support/keep-true-pictures.ts';
import { takeMustReads } from './support/must-read-pictures.ts';
import { takeGaps } from './support/gap-pictures.ts';
import { PersonWindow } from './support/person-window.ts';
import { takeLibrary } from './support/library-pictures.ts';
import { takeLookUps } from './support/look-up-pictures.ts';
import { takeRoster } from './support/roster-pictures.ts';
import { takeSwaps } from './support/swap-pictures.ts';
import { takePressure } from './support/pressure-pictures.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const VIEWPORT = { width: 1180, height: 780 };
/** The whole of a long form, or of Home, is in sight here. */
const TALL = { width: 1180, height: 1500 };
const MOST_TRIES = 5;
const MONDAY = 1;
const opened: PersonWindow[] = [];
const url = process.argv[2] ?? 'http://localhost:3000';

mkdirSync(FOLDER, { recursive: true });
const browser = await launchBrowser();
try {
  await takeAll();
} finally {
  await browser.close();
}

/** From a Monday morning to the next. Each part closes its windows: whatever is open looks at everything that changes. */
async function takeAll(): Promise<void> {
  await passToMorning(url, MONDAY);
  await beginTour();
  for (const part of [
    takeCase,
    takeRoster,
    takeSwaps,
    takeLibrary,
    takeLookUps,
    takePressure,
    takeMustReads,
    takeKeepTrue,
    takeGaps,
  ]) {
    await part({ url, open, picture });
    for (const window of opened.splice(0)) await window.close();
  }
}

async function takeCase(): Promise<void> {
  const ana = await open('U0ANA');
  await raise(ana);
  const leo = await open('U0LEO');
  await decide(leo);
  await ana.goTo('Floorwalker', 'Messages');
  await ana.message('Okonkwo').getByRole('button', { name: /repl/ }).click();
  await ana.sees('Say this to the customer');
  await picture(ana, 'decision');
  await ana.page.getByRole('button', { name: 'Close thread' }).click();
  await lookAround(ana);
  await openTools(leo);
  await onAPhone();

  const maya = await open('U0MAYA');
  await maya.goTo('general');
  await maya.say('/floorwalker setup');
  await maya.modal.waitFor();
  await picture(maya, 'setup', maya.modal);
  await maya.leaveForms();
}

/** A window of somebody who has been here before: the tour does not offer itself. */
async function open(person: string): Promise<PersonWindow> {
  const window = await PersonWindow.open(browser, url, person, { viewport: VIEWPORT });
  opened.push(window);
  const notNow = window.page.getByRole('button', { name: 'Not now' });
  if (await notNow.isVisible()) await notNow.click();
  return window;
}

async function raise(ana: PersonWindow): Promise<void> {
  await ana.goTo('care');
  await ana.page.setViewportSize(TALL);
  await ana.messageShortcut('Escalate message', 'walnut desk');
  await ana.fill('Summary', 'Mr Okonkwo wants his delivery paid back: the walnut desk is late again');
  await ana.choose('What does the customer want?', 'Refund');
  await ana.fill('Amount', '180');
  await ana.choose('Urgency', 'High');
  await ana.fill('Customer', 'Mr Okonkwo');
  await picture(ana, 'form', ana.modal);
  await ana.fill('Summary', '');
  await ana.sendForm();
  await ana.sees('Please complete this required field.', { in: ana.modal });
  await picture(ana, 'form-errors', ana.modal);
  await ana.fill('Summary', 'Mr Okonkwo wants his delivery paid back: the walnut desk is late again');
  await ana.submit();
  await ana.page.setViewportSize(VIEWPORT);
}

async function decide(leo: PersonWindow): Promise<void> {
  await leo.goTo('care-escalations');
  const card = leo.message('Okonkwo');
  await card.waitFor();
  await card.getByRole('button', { name: /^Claim/ }).click();
  await card.getByText('claimed it').waitFor();
  await picture(leo, 'card', card);
  await picture(leo, 'escalation');
  await leo.press('Ask for info', 'Okonkwo');
  await leo.modal.waitFor();
  await leo.modal.getByRole('textbox').first().fill('Which order is it, and what were we to pay on time?');
  await picture(leo, 'ask', leo.modal);
  await leo.leaveForms();
  await leo.page.setViewportSize(TALL);
  await leo.press('Resolve', 'Okonkwo');
  await leo.choose('Decision', 'Granted');
  await leo.fill(
    'What should Ana tell the customer?',
    'We pay your delivery back today, 180 €. The desk comes on Tuesday, 9 to 12.',
  );
  await leo.fill('What was said to put it right?', 'We are sorry, pay the delivery back and name a date.');
  await leo.fill('What was the outcome?', 'Refunded in full, new date agreed.');
  await picture(leo, 'resolve', leo.modal);
  await leo.submit();
  await leo.goTo('Floorwalker', 'Home');
  await leo.sees('Your teams');
  await picture(leo, 'home');
  await leo.page.setViewportSize(VIEWPORT);
}

/** The search of a channel, and the quick switcher. */
async function lookAround(ana: PersonWindow): Promise<void> {
  await ana.goTo('care');
  await ana.page.keyboard.press('Control+f');
  await ana.page.keyboard.type('desk');
  await ana.page.getByRole('search').getByText(/ of /).waitFor();
  await picture(ana, 'search');
  await ana.page.keyboard.press('Escape');
  await ana.page.keyboard.press('Control+k');
  await ana.page.keyboard.type('care');
  await picture(ana, 'switcher');
  await ana.page.keyboard.press('Escape');
}

/** The tour, as it points at the first thing to press. */
async function beginTour(): Promise<void> {
  const look = { viewport: VIEWPORT, isFirstVisit: true };
  const newcomer = await PersonWindow.open(browser, url, 'U0ANA', look);
  await newcomer.page.getByRole('button', { name: 'Start the tour' }).click();
  await newcomer.page.locator('.tour-ring').waitFor();
  await picture(newcomer, 'tour');
  await newcomer.close();
}

/** What the app sent, one call opened; and what can be made to fail. */
async function openTools(leo: PersonWindow): Promise<void> {
  await leo.goTo('care-escalations');
  await leo.page.keyboard.press('Control+.');
  const tools = leo.page.getByRole('complementary', { name: 'Workshop tools' });
  await tools.locator('.call-line').filter({ hasText: 'chat.update' }).first().click();
  await tools.getByRole('heading', { name: 'The app sent' }).waitFor();
  await picture(leo, 'calls');
  await tools.getByRole('tab', { name: 'Faults' }).click();
  await picture(leo, 'faults');
  await leo.page.keyboard.press('Control+.');
}

/** 420 px wide, where a thread takes the place of its channel. */
async function onAPhone(): Promise<void> {
  const look = { viewport: { width: 420, height: 820 }, hasTouch: true };
  const ana = await PersonWindow.open(browser, url, 'U0ANA', look);
  await ana.page.getByRole('button', { name: 'Conversations', exact: true }).click();
  await ana.goTo('Floorwalker', 'Messages');
  await ana.message('Okonkwo').waitFor();
  await picture(ana, 'narrow');
  await ana.message('Okonkwo').getByRole('button', { name: /repl/ }).click();
  await ana.sees('Say this to the customer');
  await picture(ana, 'narrow-thread');
  await ana.close();
}

async function picture(window: PersonWindow, name: string, part?: Locator): Promise<void> {
  // A form is shown from its beginning, however far down it was filled in.
  for (const body of (await part?.locator('.modal-body').all()) ?? [])
    await body.evaluate((element) => element.scrollTo({ top: 0, behavior: 'instant' }));
  // Nothing shows what it shows when it is pointed at.
  await window.page.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.page.emulateMedia({ colorScheme });
    const path = `${FOLDER}${name}-${colorScheme}.png`;
    await (part ? takeStill(part, path) : window.page.screenshot({ path }));
    console.log(path);
  }
  await window.page.emulateMedia({ colorScheme: 'light' });
}

/** A list of messages may move on as it is taken: then it is taken again. */
async function takeStill(part: Locator, path: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // Away from the edges, where the day of what is read sticks.
    await part.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const before = await part.boundingBox();
    await part.screenshot({ path });
    if (JSON.stringify(before) === JSON.stringify(await part.boundingBox())) return;
  }
}
