/** Pictures of the roster as people see it: their own shifts on Home, the team's week and its day. */
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
