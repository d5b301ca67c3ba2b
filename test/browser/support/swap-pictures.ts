/** Pictures of a swap as people see it: the form, the card, what a manager approves, and the rules that it is judged by. */
import type { PersonWindow } from './person-window.ts';
import type { Studio } from './pressure-pictures.ts';

/** The whole of a long form is in sight here. */
const TALL = { width: 1180, height: 1240 };

export async function takeSwaps({ url, open, picture }: Studio): Promise<void> {
  const [ana, jonas, maya] = [await open('U0ANA'), await open('U0JONAS'), await open('U0MAYA')];
  for (const window of [ana, jonas, maya]) await window.page.setViewportSize(TALL);
  await ask({ url, open, picture }, ana);
  await offer({ url, open, picture }, jonas);
  await ana.goTo('Floorwalker', 'Messages');
  await ana.message('offers you a swap').waitFor();
  await picture(ana, 'swap-consent', ana.message('offers you a swap'));
  await ana.press('Choose this one', 'offers you a swap');
  await maya.goTo('Floorwalker', 'Messages');
  await maya.message('A swap to approve').waitFor();
  await picture(maya, 'swap-approval', maya.message('A swap to approve'));
  await rules({ url, open, picture }, maya);
}

/** By which rules swaps are judged, and the form of one of them. */
async function rules({ picture }: Studio, maya: PersonWindow): Promise<void> {
  await maya.goTo('care');
  await maya.say('/swap rules');
  await maya.modal.getByText('By which rules are swaps of').waitFor();
  await picture(maya, 'swap-rules', maya.modal);
  await maya.modal.getByRole('button', { name: 'Change the rule Rest between shifts' }).click();
  await maya.modal.getByText('A trade that breaks it').waitFor();
  await picture(maya, 'swap-rule', maya.modal);
  await maya.leaveForms();
}

async function ask({ picture }: Studio, ana: PersonWindow): Promise<void> {
  await ana.goTo('care');
  await ana.say('/swap');
  await ana.modal.waitFor();
  await picture(ana, 'swap', ana.modal);
  await ana.modal
    .getByRole('button', { name: /^Swap / })
    .nth(2)
    .click();
  await ana.modal.getByText('What do you want?').waitFor();
  await ana.modal.getByText('Trade it').click();
  await ana.modal.getByText('Which shifts would you take?').waitFor();
  await ana.fill('Why? Only whoever approves it sees this', 'My sister has her exam on that day.');
  await picture(ana, 'swap-form', ana.modal);
  await ana.sendForm();
  await ana.modal.getByText("It is in the team's channel").waitFor();
  await ana.leaveForms();
}

async function offer({ picture }: Studio, jonas: PersonWindow): Promise<void> {
  await jonas.goTo('care');
  const card = jonas.message('would trade a shift');
  await card.waitFor();
  await picture(jonas, 'swap-card', card);
  await jonas.press('Offer a shift', 'would trade a shift');
  await jonas.modal.getByText('What do you give in return?').waitFor();
  await picture(jonas, 'swap-offer', jonas.modal);
  await jonas.sendForm();
  await jonas.modal.getByText('You hear from us here.').waitFor();
  await jonas.leaveForms();
}
