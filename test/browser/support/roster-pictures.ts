/** Pictures of the roster as people see it: their own shifts on Home, the team's week and its day, a file and a calendar. */
import { localDate } from '../../../src/core/local-time.ts';
import { rosterCsv } from '../../support/many-rows.ts';
import { timeIn } from './clock.ts';
import type { PersonWindow } from './person-window.ts';
import type { Studio } from './pressure-pictures.ts';

/** Tall enough for a week. */
const TALL = { width: 1180, height: 1240 };

export async function takeRoster({ url, open, picture }: Studio): Promise<void> {
  const [ana, maya] = [await open('U0ANA'), await open('U0MAYA')];
  for (const window of [ana, maya]) await window.page.setViewportSize(TALL);
  await ana.goTo('Floorwalker', 'Home');
  await ana.sees('My shifts');
  await picture(ana, 'my-shifts');
  await ana.goTo('care');
  await ana.say('/shift next week');
  await ana.modal.waitFor();
  await picture(ana, 'shift', ana.modal);
  await ana.leaveForms();
  await takeOpen({ url, open, picture });
  await maya.goTo('care');
  await maya.say('/shift team next week');
  await maya.modal.waitFor();
  await picture(maya, 'shift-team', maya.modal);
  await maya.leaveForms();
  await maya.say('/shift today');
  await maya.modal.waitFor();
  await picture(maya, 'shift-today', maya.modal);
  await maya.leaveForms();
  await takeWaysInAndOut({ url, open, picture }, ana, maya);
}

/** A file that is looked at before anything changes, and where calendars read. */
async function takeWaysInAndOut({ url, picture }: Studio, ana: PersonWindow, maya: PersonWindow): Promise<void> {
  await maya.goTo('care');
  await maya.say('/shift import');
  await maya.modal.waitFor();
  await maya.modal
    .locator('input[type=file]')
    .setInputFiles({ name: 'december.csv', mimeType: 'text/csv', buffer: Buffer.from(await december(url)) });
  await maya.sees('december.csv', { in: maya.modal });
  await maya.sendForm();
  await maya.sees('What would change comes', { in: maya.modal });
  await maya.leaveForms();
  await maya.goTo('Floorwalker', 'Messages');
  const preview = maya.message('december.csv');
  await preview.getByRole('button', { name: 'Import', exact: true }).waitFor();
  await picture(maya, 'roster-import', preview);
  await preview.getByRole('button', { name: 'Don’t import' }).click();
  await ana.goTo('care');
  await ana.say('/shift feed');
  await ana.message('Shifts in your calendar').waitFor();
  await picture(ana, 'shift-feed', ana.message('Shifts in your calendar'));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Two days of three people, in three weeks' time. */
async function december(url: string): Promise<string> {
  const from = localDate(new Date((await timeIn(url)).getTime() + 21 * DAY_MS), 'Europe/Berlin');
  const people = ['ana', 'jonas', 'sofia'];
  return rosterCsv(people.length, 2, undefined, { from, emailOf: (at) => `${people[at]}@northwind-support.example` });
}

/** One shift that Sofia may pick up, and one that the rules keep from her. */
async function takeOpen({ open, picture }: Studio): Promise<void> {
  const sofia = await open('U0SOFIA');
  await sofia.goTo('care');
  await sofia.say('/shift open');
  await sofia.modal.waitFor();
  await picture(sofia, 'shift-open', sofia.modal);
  await sofia.leaveForms();
}
