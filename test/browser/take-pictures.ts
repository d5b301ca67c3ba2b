/**
 * Takes the pictures of docs/pictures from a running sandbox with its sample team, light and dark:
 * `npm run pictures -- http://localhost:3000`. It escalates one message, so take them from a fresh sandbox.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { launchBrowser } from './support/browser.ts';
import { PersonWindow } from './support/person-window.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const url = process.argv[2] ?? 'http://localhost:3000';

mkdirSync(FOLDER, { recursive: true });
const browser = await launchBrowser();
try {
  await takeAll();
} finally {
  await browser.close();
}

async function takeAll(): Promise<void> {
  const ana = await PersonWindow.open(browser, url, 'U0ANA');
  await ana.goTo('care');
  await ana.messageShortcut('Escalate message', 'walnut desk');
  await ana.choose('What does the customer want?', 'Refund');
  await ana.fill('Amount', '180');
  await ana.choose('Urgency', 'High');
  await ana.fill('Customer', 'Mr Okonkwo');
  await picture(ana, 'form', ana.modal);
  await ana.submit();

  const leo = await PersonWindow.open(browser, url, 'U0LEO');
  await leo.goTo('care-escalations');
  await leo.message('Okonkwo').waitFor();
  await leo
    .message('Okonkwo')
    .getByRole('button', { name: /^Claim/ })
    .click();
  await leo.message('Okonkwo').getByText('claimed it').waitFor();
  await picture(leo, 'card', leo.message('Okonkwo'));
  await picture(leo, 'escalation');
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

  await ana.goTo('Floorwalker', 'Messages');
  const status = ana.message('Okonkwo');
  await status.getByRole('button', { name: /repl/ }).click();
  await ana.sees('Say this to the customer');
  await picture(ana, 'decision');

  const maya = await PersonWindow.open(browser, url, 'U0MAYA');
  await maya.goTo('general');
  await maya.say('/floorwalker setup');
  await maya.modal.waitFor();
  await picture(maya, 'setup', maya.modal);
}

async function picture(window: PersonWindow, name: string, part?: Locator): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.page.emulateMedia({ colorScheme });
    const path = `${FOLDER}${name}-${colorScheme}.png`;
    await (part ? part.screenshot({ path }) : window.page.screenshot({ path }));
    console.log(path);
  }
  await window.page.emulateMedia({ colorScheme: 'light' });
}
