/** Pictures of a policy that is kept true: what its team reads, what its owner is asked, what changed, what it said. */
import { passMinutes, passToMorning } from './clock.ts';
import type { PersonWindow } from './person-window.ts';
import type { Studio } from './pressure-pictures.ts';

const RULE = `Customers may change a subscription until the 20th of a month; the change counts from the next.

## After the 20th

We change it for the month after the next, and say so.
`;

export async function takeKeepTrue({ url, open, picture }: Studio): Promise<void> {
  const [ana, maya] = [await open('U0ANA'), await open('U0MAYA')];
  await maya.goTo('care');
  await maya.say('/policy new Subscriptions');
  await maya.fill('What it says', RULE);
  await saveAndPublish(maya);
  await maya.say('/policy settings Subscriptions');
  await maya.fill('Ask its owner every … days whether it is still true', '1');
  await maya.sendForm();
  await maya.sees('Saved.', { in: maya.modal });
  await maya.leaveForms();

  await passToMorning(url);
  await maya.goTo('Floorwalker', 'Messages');
  const asked = maya.message('Is Subscriptions still true?');
  await asked.waitFor();
  await picture(maya, 'policy-due', asked);
  await asked.getByRole('button', { name: 'still true' }).last().click();
  await maya.sees('said on');
  await picture(maya, 'policy-still-true', maya.message('said on'));

  await maya.goTo('care');
  await maya.say('/policy edit Subscriptions');
  await maya.fill('What it says', RULE.replaceAll('20th', '25th'));
  await maya.fill('What is new', 'Five days more: until the 25th.');
  await saveAndPublish(maya);
  await passMinutes(url, 2);
  await ana.goTo('care');
  const line = ana.message('Subscriptions has changed');
  await line.waitFor();
  await picture(ana, 'policy-news', line);
  await ana.press('What changed', 'Subscriptions has changed');
  await ana.sees('gone (struck through)', { in: ana.modal });
  await picture(ana, 'policy-changes', ana.modal);
  await ana.leaveForms();
  await ana.say('/policy history Subscriptions');
  await ana.sees('Who did what', { in: ana.modal });
  await picture(ana, 'policy-history', ana.modal);
  await ana.leaveForms();
}

async function saveAndPublish(maya: PersonWindow): Promise<void> {
  const { modal } = maya;
  await modal.getByRole('button', { name: 'Save' }).click();
  await modal.getByRole('button', { name: 'Publish …' }).click();
  await modal.getByRole('button', { name: 'Publish', exact: true }).click();
  await maya.sees('Published as revision', { in: modal });
  await maya.leaveForms();
}
