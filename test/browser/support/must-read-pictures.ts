/** Pictures of a must-read as people see it: the form, what asks them, the tick that stays, and what Maya hears in the end. */
import { passToMorning } from './clock.ts';
import type { Studio } from './pressure-pictures.ts';

const THURSDAY = 4;
const TALL = { width: 1180, height: 1080 };
const ALL_OF_HOME = { width: 1180, height: 1560 };

export async function takeMustReads({ url, open, picture }: Studio): Promise<void> {
  const [ana, jonas, maya] = [await open('U0ANA'), await open('U0JONAS'), await open('U0MAYA')];
  for (const window of [ana, jonas, maya]) await window.page.setViewportSize(TALL);
  await maya.goTo('care');
  await maya.say('/policy must-read Late delivery');
  await maya.modal.getByText('will be asked').waitFor();
  await maya.fill('Read by the end of', 'Wednesday');
  await maya.fill('Note', 'The carrier has strikes this week: please know it by heart.');
  await picture(maya, 'must-read-form', maya.modal);
  await maya.sendForm();
  await maya.modal.getByText('are asked, each when they are at work').waitFor();
  await maya.leaveForms();

  await ana.goTo('Floorwalker', 'Messages');
  const asked = ana.message('asks you to read');
  await asked.waitFor();
  await picture(ana, 'must-read', asked);
  await ana.press('I have read this', 'asks you to read');
  await ana.message('You have read').waitFor();
  await picture(ana, 'must-read-tick', ana.message('You have read'));

  await jonas.goTo('Floorwalker', 'Messages');
  await passToMorning(url, THURSDAY);
  await jonas.message('A reminder').waitFor();
  await picture(jonas, 'must-read-reminder', jonas.message('A reminder'));
  await maya.goTo('Floorwalker', 'Messages');
  await maya.message('The deadline was').waitFor();
  await picture(maya, 'must-read-summary', maya.message('The deadline was'));
  await maya.press('Open', 'The deadline was');
  await maya.modal.getByText('Still missing').first().waitFor();
  await picture(maya, 'must-read-page', maya.modal);
  await maya.leaveForms();
  await jonas.goTo('Floorwalker', 'Home');
  await jonas.sees('was to be read by');
  await jonas.page.setViewportSize(ALL_OF_HOME);
  await picture(jonas, 'must-read-home');
}
